package io.jenkins.plugins.stagegate.local.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.Assume.assumeTrue;

import io.jenkins.plugins.stagegate.dsl.Definition;
import io.jenkins.plugins.stagegate.dsl.ProblemText;
import io.jenkins.plugins.stagegate.dsl.Reading;
import io.jenkins.plugins.stagegate.local.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.Test;

public class ImportTest {
    private static final Path SAMPLES = Path.of("../../../shared/samples");

    private static final String JSON =
            """
            {"pipeline": {"name": "shop", "executionMode": "QUEUED", "roleArn": "arn:aws:iam::1:role/r",
              "variables": [{"name": "REGION", "defaultValue": "eu-west-1", "description": "It's there"}],
              "triggers": [{"providerType": "CodeStarSourceConnection", "gitConfiguration": {"sourceActionName": "App",
                "push": [{"branches": {"includes": ["main"], "excludes": ["old/**"]}}]}}],
              "stages": [
                {"name": "Source", "actions": [{"name": "App", "namespace": "App", "outputArtifacts": [{"name": "Src"}],
                  "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "CodeStarSourceConnection", "version": "1"},
                  "configuration": {"ConnectionArn": "arn:c", "FullRepositoryId": "acme/shop", "BranchName": "main"}}]},
                {"name": "Build", "actions": [
                  {"name": "Late", "runOrder": 5, "actionTypeId": {"category": "Approval", "owner": "AWS", "provider": "Manual", "version": "1"},
                   "configuration": {"CustomData": "Ship #{Make.V}?"}, "timeoutInMinutes": 60},
                  {"name": "Make", "runOrder": 1, "namespace": "Make", "inputArtifacts": [{"name": "Src"}],
                   "outputArtifacts": [{"name": "Jar", "files": ["*.jar"]}], "outputVariables": ["V"],
                   "actionTypeId": {"category": "Compute", "owner": "AWS", "provider": "Commands", "version": "1"},
                   "commands": ["make 'all'", "V=1"]},
                  {"name": "Lint", "runOrder": 1, "inputArtifacts": [{"name": "Src"}],
                   "actionTypeId": {"category": "Test", "owner": "Custom", "provider": "Linter", "version": "2"},
                   "configuration": {"Level": "high"}}],
                 "beforeEntry": {"conditions": [{"result": "SKIP", "rules": [{"name": "R",
                   "ruleTypeId": {"category": "Rule", "owner": "AWS", "provider": "VariableCheck", "version": "1"},
                   "configuration": {"Variable": "#{variables.REGION}", "Value": "none", "Operator": "NE"}}]}]},
                 "onFailure": {"result": "ROLLBACK", "retryConfiguration": {"retryMode": "ALL_ACTIONS"}}}]}}
            """;

    @Test
    public void writesWhatTheServiceSaysOfAPipeline() throws Exception {
        var made = Import.of("pipeline.json", JSON, "");
        assertInOrder(made);
        assertThat(made.jenkinsfile())
                .contains("executionMode QUEUED")
                .contains("string 'REGION', defaultValue: 'eu-west-1', description: 'It\\'s there'")
                .contains("git url: 'https://github.com/acme/shop.git', branch: 'main'")
                .contains("branches include: ['main'], exclude: ['old/**']")
                .contains("commands 'make \\'all\\'', 'V=1'")
                .contains("provider 'Linter', Level: 'high'")
                .contains("output 'Jar', files: ['*.jar']")
                .contains("retry(mode: ALL_ACTIONS)")
                .contains("rollback()")
                .contains("result SKIP");
        assertThat(made.jenkinsfile().indexOf("actionGroup {"))
                .isLessThan(made.jenkinsfile().indexOf("approval('Late')"));
        assertThat(made.notes()).first().asString().contains("assumed: https://github.com/acme/shop.git");
    }

    @Test
    public void aFullCloneStaysOne() throws Exception {
        var cloned =
                JSON.replace("\"BranchName\"", "\"OutputArtifactFormat\": \"CODEBUILD_CLONE_REF\", \"BranchName\"");
        assertThat(cloned).isNotEqualTo(JSON);
        assertThat(Import.of("pipeline.json", cloned, "").jenkinsfile())
                .contains("git url: 'https://github.com/acme/shop.git', branch: 'main', fullClone: true");
    }

    @Test
    public void keepsTheSettingsOfBucketsAndAsksWhoseRegistryItIs() throws Exception {
        var made = Import.of(
                "pipeline.json",
                """
                {"name": "shop", "stages": [
                  {"name": "Source", "actions": [
                    {"name": "Data", "region": "eu-west-1", "outputArtifacts": [{"name": "Data"}],
                     "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "S3", "version": "1"},
                     "configuration": {"S3Bucket": "shop-data", "S3ObjectKey": "a.zip", "PollForSourceChanges": "false"}},
                    {"name": "Base", "region": "eu-west-1", "outputArtifacts": [{"name": "Base"}],
                     "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "ECR", "version": "1"},
                     "configuration": {"RepositoryName": "shop/base"}}]},
                  {"name": "Site", "actions": [
                    {"name": "Publish", "inputArtifacts": [{"name": "Data"}],
                     "actionTypeId": {"category": "Deploy", "owner": "AWS", "provider": "S3", "version": "1"},
                     "configuration": {"BucketName": "site", "Extract": "false", "ObjectKey": "{uuid}.zip", "CannedACL": "private"}}]}]}
                """,
                "");
        assertThat(made.jenkinsfile())
                .contains("s3 bucket: 'shop-data', key: 'a.zip', region: 'eu-west-1'")
                .contains("image '<account>.dkr.ecr.eu-west-1.amazonaws.com/shop/base:latest'")
                .contains("s3 bucket: 'site', key: '{uuid}.zip', extract: false, acl: 'private'");
        assertThat(made.notes()).first().asString().contains("<account>.dkr.ecr.eu-west-1.amazonaws.com");
    }

    @Test
    public void carriesOutTheFunctionsOfATemplate() throws Exception {
        var made = Import.of(
                "stack.yaml",
                """
                Parameters:
                  Branch: { Type: String, Default: trunk }
                  Owner: { Type: String }
                Resources:
                  Shop:
                    Type: AWS::CodePipeline::Pipeline
                    Properties:
                      RoleArn: !GetAtt Role.Arn
                      DisableInboundStageTransitions: [ { StageName: Ship, Reason: Not yet } ]
                      Stages:
                        - Name: Source
                          Actions:
                            - Name: App
                              ActionTypeId: { Category: Source, Owner: ThirdParty, Provider: GitHub, Version: 1 }
                              Configuration:
                                Owner: !Ref Owner
                                Repo: !Join [ '-', [ the, shop ] ]
                                Branch: !Ref Branch
                                OAuthToken: '{{resolve:secretsmanager:token}}'
                              OutputArtifacts: [ { Name: Src } ]
                        - !If
                          - WithShip
                          - Name: Ship
                            Actions:
                              - Name: Ship
                                RunOrder: "2"
                                ActionTypeId: { Category: Deploy, Owner: AWS, Provider: CodeDeploy, Version: 1 }
                                Configuration: { ApplicationName: !Sub '${Branch}-${AWS::StackName}' }
                                InputArtifacts: [ { Name: Src } ]
                          - !Ref AWS::NoValue
                """,
                "");
        assertInOrder(made);
        assertThat(made.jenkinsfile())
                .contains("git url: 'https://github.com/<Owner>/the-shop.git', branch: 'trunk'")
                .contains("//   ApplicationName: trunk-<AWS-StackName>")
                .contains("'echo \"Write what Deploy/CodeDeploy did\" >&2', 'exit 1'")
                .doesNotContain("resolve");
        assertThat(made.notes())
                .contains(
                        "Fill in what only a deployment knows: <AWS-StackName>, <Owner>.",
                        "Taken as if these conditions held: WithShip.",
                        "The way into Ship is closed there (\"Not yet\"). Close it here: disable-stage-transition.");
    }

    @Test
    public void anActionOfCodeBuildBecomesABuildspecWithItsVariables() throws Exception {
        var made = Import.of(
                "pipeline.json",
                JSON.replace(
                                "\"category\": \"Test\", \"owner\": \"Custom\", \"provider\": \"Linter\", \"version\": \"2\"",
                                "\"category\": \"Build\", \"owner\": \"AWS\", \"provider\": \"CodeBuild\", \"version\": \"1\"")
                        .replace(
                                "\"Level\": \"high\"",
                                """
                                "ProjectName": "shop-lint", "PrimarySource": "Src", "BuildspecOverride": "ci/lint.yml",
                                "EnvironmentVariables": "[{\\"name\\":\\"A\\",\\"value\\":\\"it's\\"},{\\"name\\":\\"P\\",\\"value\\":\\"/p\\",\\"type\\":\\"PARAMETER_STORE\\"}]"
                                """),
                "");
        assertInOrder(made);
        assertThat(made.jenkinsfile())
                .contains("buildspec file: 'ci/lint.yml', project: 'shop-lint'")
                .contains("environment A: 'it\\'s'")
                .contains("secrets P: '/p'");
        assertThat(made.notes())
                .anyMatch(note -> note.contains("buildspec.yml of their source") && note.contains("Lint"));
    }

    @Test
    public void aBuildProjectOfTheTemplateSaysItsFileAndItsVariables() throws Exception {
        var made = Import.of(
                "stack.yaml",
                """
                Resources:
                  ShopBuild:
                    Type: AWS::CodeBuild::Project
                    Properties:
                      Environment:
                        EnvironmentVariables:
                          - { Name: PARTITION, Value: !Ref AWS::Partition }
                          - { Name: MODE, Value: debug }
                          - { Name: TOKEN, Value: /shop/token, Type: PARAMETER_STORE }
                      Source: { Type: CODEPIPELINE, BuildSpec: ./ci/buildspec.yml }
                  Shop:
                    Type: AWS::CodePipeline::Pipeline
                    Properties:
                      Stages:
                        - Name: Source
                          Actions:
                            - Name: App
                              ActionTypeId: { Category: Source, Owner: AWS, Provider: CodeCommit, Version: 1 }
                              Configuration: { RepositoryName: shop, BranchName: main }
                              OutputArtifacts: [ { Name: Src } ]
                        - Name: Build
                          Actions:
                            - Name: Make
                              ActionTypeId: { Category: Build, Owner: AWS, Provider: CodeBuild, Version: 1 }
                              Configuration:
                                ProjectName: !Ref ShopBuild
                                EnvironmentVariables: '[{"name": "MODE", "value": "release"}]'
                              InputArtifacts: [ { Name: Src } ]
                """,
                "");
        assertInOrder(made);
        assertThat(made.jenkinsfile())
                .contains("buildspec file: 'ci/buildspec.yml', project: 'ShopBuild'")
                .contains("environment MODE: 'release'")
                .doesNotContain("debug")
                .contains("environment PARTITION: '<AWS-Partition>'")
                .contains("secrets TOKEN: '/shop/token'");
    }

    @Test
    public void refusesWhatIsNoPipelineAndSaysWhatToDo() {
        assertRefused("x.json", "{\"a\": 1}", "There is no pipeline in x.json");
        assertRefused("x.yaml", "a: [", "neither JSON nor YAML");
        assertRefused("x.yaml", "", "There is no pipeline in x.yaml");
        assertRefused("x.yaml", "Name: {{cookiecutter.name}}", "Render it first");
        assertRefused("main.tf", "resource {}", "no resource aws_codepipeline in main.tf");
        assertRefused("x.yaml", "Resources: {A: {Type: AWS::S3::Bucket}}", "no resource of the type");
        var two = "Resources: {A: {Type: 'AWS::CodePipeline::Pipeline'}, B: {Type: 'AWS::CodePipeline::Pipeline'}}";
        assertRefused("x.yaml", two, "Name one with --resource: A, B");
    }

    @Test
    public void anAliasOfAliasesEndsBeforeTheMemoryDoes() {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 8; i++) {
            var alias = "*a" + (i - 1);
            text.append("a" + i + ": &a" + i + " [" + String.join(", ", Collections.nCopies(7, alias)) + "]\n");
        }
        assertRefused("x.yaml", text.toString(), "says too much");
        assertRefused("x.yaml", "stages: &a [ *a ]\n", "an alias in it stands for itself");
    }

    @Test
    public void realTemplatesComeOutInOrder() throws Exception {
        var folder = SAMPLES.resolve("copilot-cli");
        assumeTrue("The samples are not here", Files.isDirectory(folder));
        try (var files = Files.list(folder)) {
            for (Path file :
                    files.filter(one -> one.toString().matches(".*ya?ml")).toList()) {
                assertInOrder(Import.of(file.getFileName().toString(), Files.readString(file), ""));
            }
        }
    }

    @Test
    public void realTemplatesOfTemplatesAreRefusedOrComeOutInOrder() throws Exception {
        var folder = SAMPLES.resolve("sam-templates");
        assumeTrue("The samples are not here", Files.isDirectory(folder));
        assertRefused("two-stage.yaml", Files.readString(folder.resolve("two-stage.yaml")), "Render it first");
        assertRefused("monorepo.yaml", Files.readString(folder.resolve("monorepo.yaml")), "Render it first");
    }

    private static void assertInOrder(Import made) {
        var problems = Definition.read("Jenkinsfile", made.jenkinsfile()) instanceof Reading.Refused refused
                ? ProblemText.render(refused.problems(), made.jenkinsfile())
                : "";
        assertThat(problems).as(made.jenkinsfile()).isEmpty();
    }

    private static void assertRefused(String file, String text, String message) {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> Import.of(file, text, ""))
                .withMessageContaining(message);
    }
}
