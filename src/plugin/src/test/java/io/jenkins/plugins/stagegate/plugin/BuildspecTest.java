package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** Actions that run a {@code buildspec.yml} on an agent. */
public class BuildspecTest {
    private static final String SPEC =
            """
            version: 0.2
            env:
              variables: {MODE: debug}
              parameter-store: {PASSWORD: /shop/db-password}
              exported-variables: [VERSION]
            phases:
              install: {commands: [mkdir out, cd out]}
              build:
                commands:
                  - 'echo "mode $MODE, password $PASSWORD, at $CODEBUILD_RESOLVED_SOURCE_VERSION"'
                  - 'cat ../price.txt "$CODEBUILD_SRC_DIR_Other/price.txt" > prices'
                  - 'VERSION=1.2; exit 0'
              post_build: {commands: ['echo "$CODEBUILD_INITIATOR and $CODEBUILD_BUILD_SUCCEEDING"']}
            reports: {unit: {files: ['**/*.xml']}}
            artifacts: {files: ['**/*'], base-directory: out}
            """;

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    static {
        JENKINS.timeout = 0; // it is for the whole class
    }

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private ShopRepository repository;

    @Before
    public void openShop() throws Exception {
        repository = ShopRepository.in(folder.newFolder("shop").toPath());
    }

    private WorkflowRun run(String definition, Result result) throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(definition));
        return JENKINS.assertBuildStatus(result, job.scheduleBuild2(0));
    }

    private WorkflowRun build(String action, Result result) throws Exception {
        return run(Shop.pipeline(repository.address(), "stage('Build') { " + action + " }"), result);
    }

    @Test
    public void aCodeBuildActionOfCodePipelinesJsonRunsTheBuildspec() throws Exception {
        give("shop-db-password");
        var commit = repository.commit("buildspec.yml", SPEC, "Say how to build");
        var other = ShopRepository.in(folder.newFolder("other").toPath());
        var run = run(
                """
                {"pipeline": {"name": "billing", "roleArn": "arn:aws:iam::123456789012:role/r",
                  "artifactStore": {"type": "S3", "location": "bucket"},
                  "stages": [
                    {"name": "Source", "actions": [
                      {"name": "App", "outputArtifacts": [{"name": "Src"}],
                       "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "Git", "version": "1"},
                       "configuration": {"url": "%s", "branch": "main"}},
                      {"name": "Other", "outputArtifacts": [{"name": "Other"}],
                       "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "Git", "version": "1"},
                       "configuration": {"url": "%s", "branch": "main"}}]},
                    {"name": "Build", "actions": [{"name": "Make", "namespace": "Make",
                      "inputArtifacts": [{"name": "Other"}, {"name": "Src"}], "outputArtifacts": [{"name": "Site"}],
                      "actionTypeId": {"category": "Build", "owner": "AWS", "provider": "CodeBuild", "version": "1"},
                      "configuration": {"ProjectName": "cash", "PrimarySource": "Src", "AllowedSecrets": "/shop/*",
                        "EnvironmentVariables": "[{\\"name\\": \\"MODE\\", \\"value\\": \\"release\\"}]"}}]},
                    {"name": "Ship", "actions": [{"name": "Ship", "inputArtifacts": [{"name": "Site"}],
                      "actionTypeId": {"category": "Compute", "owner": "AWS", "provider": "Commands", "version": "1"},
                      "commands": ["wc -l prices", "echo \\"ship #{Make.VERSION}\\""]}]}]}}
                """
                        .formatted(repository.address(), other.address()),
                Result.SUCCESS);

        JENKINS.assertLogContains("mode release, password ****, at " + commit, run);
        JENKINS.assertLogNotContains("s3cr3t-value", run);
        JENKINS.assertLogContains("codepipeline/" + run.getParent().getFullName() + " and 1", run);
        JENKINS.assertLogContains("[buildspec] Report unit (JUNITXML): **/*.xml", run);
        JENKINS.assertLogContains("2 prices", run);
        JENKINS.assertLogContains("ship 1.2", run);
    }

    @Test
    public void afterAFailedBuildPostBuildRunsAndTheActionFails() throws Exception {
        repository.commit(
                "spec.yml",
                """
                version: 0.2
                phases:
                  build: {commands: ['cd /; exit 3']}
                  post_build: {commands: ['echo "after $CODEBUILD_BUILD_SUCCEEDING in $PWD"']}
                """,
                "Fail");
        var run = build(
                "build('Package') { input 'AppSource'; buildspec file: 'spec.yml'; output 'Site' }", Result.FAILURE);
        JENKINS.assertLogContains("after 0 in /", run);
        JENKINS.assertLogContains("[buildspec] The build has failed", run);
    }

    @Test
    public void severalOutputsAreTheSecondaryArtifacts() throws Exception {
        repository.commit(
                "buildspec.yml",
                """
                version: 0.2
                phases: {build: {commands: [mkdir -p a/b c, touch a/b/one c/two]}}
                artifacts:
                  secondary-artifacts:
                    One: {files: a/**/*, discard-paths: yes}
                    Two: {files: '**/*', base-directory: c}
                """,
                "Two artifacts");
        var run = build(
                """
                build('Package') { input 'AppSource'; buildspec(); output 'One'; output 'Two' }
                test('Look') { input 'One', 'Two'; commands 'echo "one: $(ls)"', 'echo "two: $(ls "$STAGE_GATE_INPUT_Two")"' }
                """,
                Result.SUCCESS);
        JENKINS.assertLogContains("one: one", run);
        JENKINS.assertLogContains("two: two", run);
    }

    /** The file is of whoever may change the sources: in a pull request that is anybody. */
    @Test
    public void aFileHasNoSecretOfJenkinsThatTheDefinitionDoesNotLetItHave() throws Exception {
        give("slack-token");
        repository.commit(
                "buildspec.yml",
                """
                version: 0.2
                env: {secrets-manager: {X: slack-token}}
                phases: {build: {commands: ['echo "taken ${#X}"']}}
                """,
                "Look what is there");

        for (String action : List.of("buildspec()", "buildspec secrets: ['/shop/*', 'slack']")) {
            var run = build("build('Package') { input 'AppSource'; " + action + " }", Result.FAILURE);
            JENKINS.assertLogContains(
                    "buildspec.yml: `env` takes X from the secret `slack-token`, which the definition does not let it have",
                    run);
            JENKINS.assertLogContains("buildspec secrets: ['slack-token']", run);
            assertThat(JenkinsRule.getLog(run)).doesNotContain("taken", "Entering phase", "\tat ");
        }
        for (String action : List.of(
                "buildspec secrets: 'slack-*'",
                "buildspec(); secrets X: 'slack-token'",
                "buildspec(); environment X: 's3cr3t-value'")) {
            JENKINS.assertLogContains(
                    "taken 12", build("build('Package') { input 'AppSource'; " + action + " }", Result.SUCCESS));
        }
    }

    private static void give(String id) throws Exception {
        CredentialsProvider.lookupStores(JENKINS.jenkins)
                .iterator()
                .next()
                .addCredentials(
                        Domain.global(),
                        new StringCredentialsImpl(CredentialsScope.GLOBAL, id, "", Secret.fromString("s3cr3t-value")));
    }

    @Test
    public void whatIsWrongIsToldWithItsLineAndItsRemedy() throws Exception {
        JENKINS.assertLogContains(
                "buildspec.yml: there is no such file in the primary source.",
                build("build('Package') { input 'AppSource'; buildspec() }", Result.FAILURE));
        repository.commit("buildspec.yml", "version: 0.2\nrun-as: builder\nphases: {build: {commands: [make]}}\n", "x");
        JENKINS.assertLogContains(
                "buildspec.yml: line 2: `run-as` is not possible here",
                build("build('Package') { input 'AppSource'; buildspec() }", Result.FAILURE));
        repository.commit("buildspec.yml", SPEC.replace("/shop/db-password", "/not/there"), "x");
        var run = build("build('Package') { input 'AppSource'; buildspec secrets: '*' }", Result.FAILURE);
        JENKINS.assertLogContains("Give it under the id `not-there`", run);
        assertThat(JenkinsRule.getLog(run)).doesNotContain("Entering phase");
    }
}
