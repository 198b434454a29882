package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.cli.CLICommandInvoker;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.PasswordParameterDefinition;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.util.Secret;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;

/** Actions find the values of an execution in their environment, whoever chose them, and in each of its builds. */
public class CarriedParametersTest {
    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path open;
    private WorkflowJob job;

    @Before
    public void openShop() throws Exception {
        open = folder.getRoot().toPath().resolve("open");
        var repository = ShopRepository.in(folder.newFolder("shop").toPath());
        job = JENKINS.createProject(WorkflowJob.class);
        job.addProperty(new ParametersDefinitionProperty(List.of(
                new StringParameterDefinition("SIZE", "standard"),
                new PasswordParameterDefinition("PIN", Secret.fromString("0000"), ""))));
        job.setDefinition(new ReleasePipelineDefinition(
                """
                releasePipeline {
                    variables {
                        string 'REGION', defaultValue: 'eu-west-1'
                        string 'a-b', defaultValue: 'no name for a shell'
                    }
                    stages {
                        stage('Source') { source('App') { git url: '%s'; output 'AppSource' } }
                        stage('Production') {
                            beforeEntry { commands 'echo "looking in $REGION"' }
                            deploy('Deploy') { steps { sh 'set +x; echo "a $SIZE shop in $REGION"; test "$PIN" = 1234 && echo right || echo wrong; env | grep -c no.name || true' } }
                            test('Smoke') { commands 'test -f "%s"' }
                        }
                    }
                }
                """
                        .formatted(repository.address(), open)));
        JENKINS.configRoundtrip(job);
    }

    @Test
    public void whoeverChoseThem() throws Exception {
        Files.createFile(open);
        var command = new CLICommandInvoker(JENKINS, "build")
                .invokeWithArgs(job.getFullName(), "-s", "-p", "REGION=us-east-1");
        assertThat(command.returnCode()).as(command.toString()).isZero();
        says(build(1), "looking in us-east-1", "a standard shop in us-east-1");

        start("{'variables':[{'name':'REGION','value':'ap-south-1'}]}");
        says(build(2), "looking in ap-south-1", "a standard shop in ap-south-1");

        start("{}");
        says(build(3), "looking in eu-west-1", "a standard shop in eu-west-1");
        JENKINS.assertLogNotContains("no name for a shell", build(3));
    }

    @Test
    public void inTheBuildOfARetryAndOfARollback() throws Exception {
        var command = new CLICommandInvoker(JENKINS, "build")
                .invokeWithArgs(
                        job.getFullName(), "-s", "-p", "REGION=us-east-1", "-p", "SIZE=small", "-p", "PIN=1234");
        assertThat(command.returnCode()).as(command.toString()).isNotZero();
        JENKINS.assertBuildStatus(Result.FAILURE, build(1));
        says(build(1), "a small shop in us-east-1", "right");
        var line = Line.of(JENKINS, job);
        Files.createFile(open);

        var first = newest(line);
        line.post(
                "retry",
                "{'stageName':'Production','pipelineExecutionId':'%s','retryMode':'ALL_ACTIONS'}".formatted(first));

        JENKINS.assertBuildStatusSuccess(build(2));
        says(build(2), "a small shop in us-east-1", "right");
        assertThat(shown(build(2))).contains("us-east-1", "small").doesNotContain("1234");

        start("{}");
        says(build(3), "a standard shop in eu-west-1", "wrong");
        line.post("rollback", "{'stageName':'Production','targetPipelineExecutionId':'%s'}".formatted(first));
        JENKINS.assertBuildStatusSuccess(build(4));
        says(build(4), "a small shop in us-east-1", "right");
        assertThat(shown(build(4))).contains("us-east-1", "small");
    }

    @Test
    public void alsoIfTheJobAsksForThemNoLonger() throws Exception {
        var command = new CLICommandInvoker(JENKINS, "build")
                .invokeWithArgs(job.getFullName(), "-s", "-p", "SIZE=small", "-p", "PIN=1234");
        assertThat(command.returnCode()).as(command.toString()).isNotZero();
        job.removeProperty(ParametersDefinitionProperty.class);
        job.save();
        Files.createFile(open);
        var line = Line.of(JENKINS, job);

        line.post(
                "retry",
                "{'stageName':'Production','pipelineExecutionId':'%s','retryMode':'ALL_ACTIONS'}"
                        .formatted(newest(line)));

        JENKINS.assertBuildStatusSuccess(build(2));
        says(build(2), "a small shop in eu-west-1", "right");
    }

    @Test
    public void andTheBuildsPageShowsWhatAProgramChose() throws Exception {
        Files.createFile(open);

        start("{'variables':[{'name':'REGION','value':'ap-south-1'}]}");

        assertThat(shown(build(1))).contains("ap-south-1", "standard").doesNotContain("eu-west-1");
    }

    @Test
    public void aStepOfAnOtherPipelineGivesThemAsText() throws Exception {
        Files.createFile(open);
        var caller = JENKINS.createProject(WorkflowJob.class);
        caller.setDefinition(new CpsFlowDefinition(
                "build job: '%s', parameters: [string(name: 'REGION', value: 'us-east-1'), string(name: 'App.revision', value: ' ')]"
                        .formatted(job.getFullName()),
                true));

        var log = JenkinsRule.getLog(JENKINS.buildAndAssertSuccess(caller));

        assertThat(log).doesNotContain("did not have the type expected");
        says(build(1), "a standard shop in us-east-1");
        assertThat(build(1).getAction(ParametersAction.class)
                        .getParameter("REGION")
                        .getDescription())
                .isNullOrEmpty();
        assertThat(job.getProperty(ParametersDefinitionProperty.class).getParameterDefinitions())
                .extracting(one -> one.getType())
                .containsExactly(
                        "StringParameterDefinition",
                        "PasswordParameterDefinition",
                        "StringParameterDefinition",
                        "StringParameterDefinition",
                        "StringParameterDefinition");
    }

    private void start(String json) throws Exception {
        var answer = Line.of(JENKINS, job).post("start", json);
        assertThat(answer.getStatusCode()).as(answer.getContentAsString()).isEqualTo(200);
    }

    private WorkflowRun build(int number) throws Exception {
        Eventually.of(() -> assertThat(job.getBuildByNumber(number)).isNotNull());
        return JENKINS.waitForCompletion(job.getBuildByNumber(number));
    }

    private static void says(WorkflowRun run, String... lines) throws Exception {
        assertThat(JenkinsRule.getLog(run)).contains(lines);
    }

    private static String newest(Line line) throws Exception {
        return line.json("executions")
                .at("/pipelineExecutionSummaries/0/pipelineExecutionId")
                .asText();
    }

    /** The values on the page Parameters of a build. */
    private static List<String> shown(WorkflowRun run) throws Exception {
        var page = JENKINS.createWebClient().getPage(run, "parameters");
        return page.querySelectorAll(".jenkins-quote").stream()
                .map(value -> value.asNormalizedText().strip())
                .toList();
    }
}
