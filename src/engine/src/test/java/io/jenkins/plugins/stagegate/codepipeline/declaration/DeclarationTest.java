package io.jenkins.plugins.stagegate.codepipeline.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.dsl.Definition;
import io.jenkins.plugins.stagegate.dsl.Reading;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.BuildSettings;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Work;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class DeclarationTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    public void whatBothSpellingsCanSayIsTheSameAfterWritingAndReading() throws Exception {
        var pipeline = read(
                """
                releasePipeline {
                    executionMode QUEUED
                    variables { string 'REGION', defaultValue: 'eu-west-1', description: 'Where'; string 'TICKET' }
                    triggers {
                        push { branches include: ['main', 'release/**'], exclude: 'release/old'; filePaths include: 'src/**'; sourceAction 'App' }
                        push { tags include: 'v*'; sourceAction 'App' }
                        pullRequest { events OPEN, CLOSED; branches include: 'main'; sourceAction 'App' }
                    }
                    stages {
                        stage('Source') {
                            source('App') { git url: 'https://git.example.com/app.git', branch: 'main', credentialsId: 'git'; output 'AppSource'; namespace 'App' }
                            source('Base') { image 'registry.example.com/base:1', credentialsId: 'registry', platform: 'linux/arm64'; output 'Base' }
                            source('Data') { s3 bucket: 'shop-data', key: 'a.zip', region: 'eu-west-1', credentialsId: 's3'; output 'Data' }
                            source('Library') { pipeline 'library', artifact: 'Jar'; output 'LibraryJar' }
                            source('Fonts') { folder '../fonts'; output 'Fonts' }
                        }
                        stage('Build') {
                            beforeEntry { variableCheck variable: '#{variables.REGION}', operator: NE, value: 'none'; result SKIP }
                            actionGroup {
                                build('Package') {
                                    input 'AppSource'
                                    commands 'make', 'V=1'
                                    environment MODE: 'release', COMMIT: '#{App.CommitId}'
                                    output 'Jar', files: ['*.jar', 'lib/**']
                                    exports 'V'
                                    namespace 'Package'
                                    timeout '30m'
                                }
                                test('Lint') { input 'AppSource'; commands 'make lint' }
                                build('Spec') {
                                    input 'AppSource'
                                    buildspec file: 'ci/buildspec.yml', project: 'shop', secrets: ['/shop/*', 'token']
                                    environment MODE: 'release', QUOTE: 'a "quote"'
                                    secrets PASSWORD: '/shop/password'
                                    output 'Site'
                                    namespace 'Spec'
                                }
                                test('Plain') { input 'AppSource'; buildspec(); environment V: '#{App.CommitId}' }
                            }
                            onSuccess { commands 'true', input: 'Jar', name: 'Again', timeout: '10m'; result ROLLBACK }
                            onFailure { retry(mode: ALL_ACTIONS); rollback() }
                        }
                        stage('Ship') {
                            beforeEntry { deploymentWindow cron: '* * 9-16 ? * MON-FRI', timeZone: 'Europe/Berlin' }
                            approval('ShipIt') { message 'Ship #{Package.V}?'; link 'https://example.com'; timeout '3d' }
                            invoke('Call') { provider 'Rocket', target: 'moon'; owner 'Custom' }
                            invoke('Next') { pipeline 'next', REGION: 'eu'; namespace 'Next' }
                            deploy('Site') { s3 bucket: 'site', key: 'v#{Package.V}', cacheControl: 'no-cache'; input 'Jar'; namespace 'Built' }
                            deploy('Job') { job 'shop/deploy', wait: true; parameters VERSION: '1'; namespace 'Job' }
                            onFailure { variableCheck variable: 'a', value: 'a'; rollback() }
                        }
                    }
                }
                """);
        var document = PipelineWriter.write("shop", 3, pipeline);
        assertThat(Declaration.read(document, Performers.BUILT_IN).pipeline()).isEqualTo(pipeline);
        assertThat(document.path("version").asInt()).isEqualTo(3);
    }

    @Test
    public void keepsTheWordsThatHaveNoCounterpart() throws Exception {
        var document = document("CodeDeploy", "Deploy");
        document.putObject("metadata").put("note", "kept");
        assertThat(Declaration.read(document, Performers.BUILT_IN).document()).isEqualTo(document);
    }

    @Test
    public void aProviderOfAWSWaitsForAWorkerUnlessSomebodySaysWhatStandsInForIt() throws Exception {
        var document = document("CodeDeploy", "Deploy");
        var waits = second(Declaration.read(document, Performers.BUILT_IN).pipeline());
        assertThat(waits.type().owner()).isEqualTo("Custom");
        assertThat(waits.configuration()).containsEntry("ApplicationName", "shop");

        var performers = Performers.BUILT_IN.with(
                MAPPER.readTree(
                        """
                        {"Deploy/CodeDeploy": {"commands": ["./deploy.sh {ApplicationName}"], "agent": "deploy"}}
                        """));
        var runs = second(Declaration.read(document, performers).pipeline());
        assertThat(runs.work()).isEqualTo(new Work.Commands(java.util.List.of("./deploy.sh shop")));
        assertThat(runs.agent().label()).contains("deploy");
    }

    @Test
    public void anActionOfCodeBuildRunsABuildspecWithItsVariablesInTheirPlaces() throws Exception {
        var variables =
                """
                [{"name": "MODE", "value": "#{codepipeline.PipelineExecutionId}"},
                 {"name": "PASSWORD", "value": "/shop/password", "type": "PARAMETER_STORE"}]""";
        var document = build(Map.of("ProjectName", "shop", "EnvironmentVariables", variables));
        var builds = second(Declaration.read(document, Performers.BUILT_IN).pipeline());
        assertThat(BuildSettings.has(builds.type())).isTrue();
        assertThat(builds.environment()).containsOnly(entry("MODE", "#{codepipeline.PipelineExecutionId}"));
        assertThat(BuildSettings.of(builds).secrets()).containsOnly(entry("PASSWORD", "/shop/password"));
        assertThat(builds.configuration()).doesNotContainKey("EnvironmentVariables");
    }

    @Test
    public void commandsWithASecretOfTheServiceAreABuildThatFetchesIt() throws Exception {
        var document = document("Commands", "Compute");
        var action = (ObjectNode) document.at("/stages/1/actions/0");
        action.remove("configuration");
        action.putArray("commands").add("./deploy.sh");
        action.putArray("outputVariables").add("VERSION");
        var variables = action.putArray("environmentVariables");
        variables.addObject().put("name", "MODE").put("value", "release");
        variables.addObject().put("name", "TOKEN").put("value", "deploy-token").put("type", "SECRETS_MANAGER");

        var builds = second(Declaration.read(document, Performers.BUILT_IN).pipeline());
        assertThat(builds.environment()).containsOnly(entry("MODE", "release"));
        assertThat(BuildSettings.of(builds).secrets()).containsOnly(entry("TOKEN", "deploy-token"));
        assertThat(BuildSettings.of(builds).text().orElseThrow())
                .isEqualTo(
                        "{\"version\":0.2,\"env\":{\"exported-variables\":[\"VERSION\"]},"
                                + "\"phases\":{\"build\":{\"commands\":[\"./deploy.sh\"]}},\"artifacts\":{\"files\":[\"**/*\"]}}");
    }

    @Test
    public void aBatchBuildWaitsForAWorkerAndAStandInGoesFirst() throws Exception {
        var document = build(Map.of("ProjectName", "shop", "BatchEnabled", "true"));
        assertThat(second(Declaration.read(document, Performers.BUILT_IN).pipeline())
                        .type()
                        .owner())
                .isEqualTo("Custom");
        var performers = Performers.BUILT_IN.with(MAPPER.readTree("{\"Build/CodeBuild\": {\"commands\": [\"make\"]}}"));
        assertThat(second(Declaration.read(build(Map.of("ProjectName", "shop")), performers)
                                .pipeline())
                        .work())
                .isInstanceOf(Work.Commands.class);
    }

    @Test
    public void refusesVariablesOfCodeBuildThatCannotBeRead() {
        for (String variables :
                List.of("MODE=1", "{}", "[{\"name\": \"a b\"}]", "[{\"name\": \"A\", \"type\": \"X\"}]")) {
            assertThatExceptionOfType(InvalidDeclarationException.class)
                    .isThrownBy(() -> Declaration.read(
                            build(Map.of("ProjectName", "shop", "EnvironmentVariables", variables)),
                            Performers.BUILT_IN))
                    .withMessageContaining("The setting EnvironmentVariables of the action 'Ship'");
        }
    }

    private static ObjectNode build(Map<String, String> settings) throws Exception {
        var document = document("CodeBuild", "Build");
        var action = (ObjectNode) document.at("/stages/1/actions/0");
        settings.forEach(action.putObject("configuration")::put);
        return document;
    }

    @Test
    public void aConnectionBecomesTheRepositoryItIsAbout() throws Exception {
        var pipeline = Declaration.read(document("CodeDeploy", "Deploy"), Performers.BUILT_IN)
                .pipeline();
        assertThat(pipeline.stages().get(0).actions().get(0).configuration())
                .containsEntry("url", "https://github.com/acme/shop.git")
                .containsEntry("branch", "main");
    }

    @Test
    public void anImageOfEcrIsTakenFromTheRegistryOfTheAccountUnlessSomebodyNamesAnother() throws Exception {
        var document = document("CodeDeploy", "Deploy");
        var source = (ObjectNode) document.at("/stages/0/actions/0");
        ((ObjectNode) source.path("actionTypeId")).put("provider", "ECR");
        source.putObject("configuration").put("RepositoryName", "shop/app");
        var takes = first(Declaration.read(document, Performers.BUILT_IN).pipeline());
        assertThat(takes.type().provider()).isEqualTo("Image");
        assertThat(takes.configuration())
                .as("of the account that the role is of")
                .containsEntry("image", "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop/app:latest");

        var performers = Performers.BUILT_IN.with(
                MAPPER.readTree(
                        """
                        {"Source/ECR": {"image": "registry.example.com/{RepositoryName}:{ImageTag}", "credentialsId": "ecr"}}
                        """));
        assertThat(first(Declaration.read(document, performers).pipeline()).configuration())
                .containsEntry("image", "registry.example.com/shop/app:latest")
                .containsEntry("credentialsId", "ecr");
    }

    @Test
    public void objectsAreTakenAndPutWithCodePipelinesOwnSettings() throws Exception {
        var document = document("S3", "Deploy");
        var deploy = (ObjectNode) document.at("/stages/1/actions/0");
        deploy.put("region", "eu-west-1");
        deploy.putObject("configuration").put("BucketName", "site").put("Extract", "true");
        var action = second(Declaration.read(document, Performers.BUILT_IN).pipeline());
        assertThat(action.type()).isEqualTo(ActionType.of(ActionCategory.DEPLOY, ActionType.S3));
        assertThat(action.configuration())
                .containsExactly(
                        java.util.Map.entry("BucketName", "site"),
                        java.util.Map.entry("Extract", "true"),
                        java.util.Map.entry("Region", "eu-west-1"));
    }

    @Test
    public void refusesAnArtifactThatNobodyPutsOut() throws Exception {
        var document = document("CodeDeploy", "Deploy");
        document.withArray("/stages/1/actions/0/inputArtifacts").addObject().put("name", "Jar");
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> Declaration.read(document, Performers.BUILT_IN))
                .withMessageContaining("Jar")
                .satisfies(error -> assertThat(error.code()).isEqualTo("InvalidActionDeclarationException"));
    }

    @Test
    public void refusesTwoPlacesForArtifacts() throws Exception {
        var document = document("CodeDeploy", "Deploy");
        document.putObject("artifactStores");
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> Declaration.read(document, Performers.BUILT_IN))
                .satisfies(error -> assertThat(error.code()).isEqualTo("InvalidStructureException"));
    }

    @Test
    public void refusesAStandInThatIsNone() {
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> Performers.BUILT_IN.with(MAPPER.readTree("{\"Deploy\": {\"run\": \"x\"}}")))
                .withMessageContaining("'Deploy' is no stand-in");
    }

    private static Action first(Pipeline pipeline) {
        return pipeline.stages().get(0).actions().get(0);
    }

    private static Action second(Pipeline pipeline) {
        return pipeline.stages().get(1).actions().get(0);
    }

    private static ObjectNode document(String provider, String category) throws Exception {
        return (ObjectNode) MAPPER.readTree(
                """
                {"name": "shop", "roleArn": "arn:aws:iam::123456789012:role/r", "artifactStore": {"type": "S3", "location": "bucket"},
                 "stages": [
                   {"name": "Source", "actions": [{"name": "App", "outputArtifacts": [{"name": "Src"}],
                     "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "CodeStarSourceConnection", "version": "1"},
                     "configuration": {"ConnectionArn": "arn:c", "FullRepositoryId": "acme/shop", "BranchName": "main"}}]},
                   {"name": "Ship", "actions": [{"name": "Ship", "inputArtifacts": [{"name": "Src"}],
                     "actionTypeId": {"category": "%s", "owner": "AWS", "provider": "%s", "version": "1"},
                     "configuration": {"ApplicationName": "shop", "DeploymentGroupName": "all"}}]}]}
                """
                        .formatted(category, provider));
    }

    private static Pipeline read(String text) {
        return ((Reading.Read) Definition.read("Jenkinsfile", text)).pipeline();
    }
}
