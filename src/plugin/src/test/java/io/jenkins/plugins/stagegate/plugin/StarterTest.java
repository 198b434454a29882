package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Result;
import hudson.triggers.TimerTrigger;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import jenkins.model.Jenkins;
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
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Whoever had an execution started, by whatever way, may not approve it alone. */
public class StarterTest {
    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private String repository;
    private WorkflowJob shop;

    @Before
    public void openShop() throws Exception {
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("mallory", "ada"));
        repository = ShopRepository.in(folder.newFolder("shop").toPath()).address();
        shop = release("stage('Approve') { approval('ShipIt') { message 'Ship it?'; notBy STARTER } }");
    }

    @Test
    public void byAStepOfAnotherPipeline() throws Exception {
        var caller = JENKINS.createProject(WorkflowJob.class);
        caller.setDefinition(new CpsFlowDefinition("build job: '" + shop.getFullName() + "', wait: false", true));

        JENKINS.assertBuildStatusSuccess(caller.scheduleBuild2(0, by("mallory")));

        assertOnlyAdaApproves(1);
    }

    @Test
    public void byABuildBehindAnotherBuild() throws Exception {
        var first = JENKINS.createFreeStyleProject();
        var second = JENKINS.createFreeStyleProject();
        var started = JENKINS.assertBuildStatusSuccess(first.scheduleBuild2(0, new Cause.UserIdCause("mallory")));
        var behind = JENKINS.assertBuildStatusSuccess(second.scheduleBuild2(0, new Cause.UpstreamCause(started)));

        shop.scheduleBuild2(0, new CauseAction(new Cause.UpstreamCause(behind)));

        assertOnlyAdaApproves(1);
    }

    @Test
    public void byAnActionOfAnotherExecutionThatSomebodyElseRetried() throws Exception {
        Path open = folder.getRoot().toPath().resolve("open");
        var upstream = release(
                """
                stage('Build') {
                    build('Package') { commands 'test -f "%s"' }
                    deploy('Deploy') { pipeline '%s' }
                }
                """
                        .formatted(open, shop.getFullName()));
        JENKINS.assertBuildStatus(Result.FAILURE, upstream.scheduleBuild2(0, by("mallory")));
        Files.createFile(open);
        var line = Line.of(JENKINS, upstream, "ada");
        var id = line.json("executions")
                .at("/pipelineExecutionSummaries/0/pipelineExecutionId")
                .asText();

        line.post(
                "retry", "{'stageName':'Build','pipelineExecutionId':'%s','retryMode':'FAILED_ACTIONS'}".formatted(id));
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(build(upstream, 2)));

        assertOnlyAdaApproves(1);
    }

    @Test
    public void byHandWhileATimerWaitedForTheSameBuild() throws Exception {
        shop.scheduleBuild2(0, new CauseAction(new TimerTrigger.TimerTriggerCause(), new Cause.UserIdCause("mallory")));

        assertOnlyAdaApproves(1);
    }

    private void assertOnlyAdaApproves(int number) throws Exception {
        JENKINS.waitForMessage("Approval wanted", build(shop, number));

        var refused = Line.of(JENKINS, shop, "mallory").approve("Approve", "ShipIt");

        assertThat(refused.getStatusCode()).isNotEqualTo(200);
        assertThat(refused.getContentAsString()).contains("mallory started this execution");
        Line.of(JENKINS, shop, "ada").approve("Approve", "ShipIt");
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(build(shop, number)));
    }

    private static CauseAction by(String user) {
        return new CauseAction(new Cause.UserIdCause(user));
    }

    private static WorkflowRun build(WorkflowJob job, int number) throws Exception {
        Eventually.of(() -> assertThat(job.getBuildByNumber(number)).isNotNull());
        return job.getBuildByNumber(number);
    }

    private WorkflowJob release(String stages) throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(repository, stages)));
        return job;
    }
}
