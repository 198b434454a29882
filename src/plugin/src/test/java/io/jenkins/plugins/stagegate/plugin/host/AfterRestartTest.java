package io.jenkins.plugins.stagegate.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.model.Result;
import hudson.model.User;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.plugin.Eventually;
import io.jenkins.plugins.stagegate.plugin.ShopRepository;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import jenkins.model.Jenkins;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockQueueItemAuthenticator;

/** What a build that goes on after a restart of Jenkins may do, and that it is the only one. */
public class AfterRestartTest {
    private static final String SOURCE =
            "stage('Source') { source('App') { git url: '%s', branch: 'main'; output 'Package' } }\n";

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private String source;

    @Before
    public void openShop() throws Exception {
        source = SOURCE.formatted(
                ShopRepository.in(folder.newFolder("shop").toPath()).address());
    }

    @Test
    public void aSourceSeesNoMoreThanTheUserOfItsBuild() throws Throwable {
        var release = new CountDownLatch(1);
        sessions.then(jenkins -> {
            jenkins.buildAndAssertSuccess(
                    job(jenkins, "shop", source + "stage('Build') { build('Package') { commands 'true' } }"));
            var deploy = job(
                    jenkins,
                    "deploy",
                    """
                    stage('Source') { source('Shop') { pipeline '/shop', artifact: 'Package'; output 'App' } }
                    stage('Deploy') { deploy('Copy') { commands 'true' } }
                    """);
            giveCarolNothingBut(jenkins, deploy);
            for (int i = 0; i < SourceThreads.OF_A_SERVER; i++) {
                occupied.add(SourceThreads.submit("Pipeline", () -> await(release)));
            }
            var run = deploy.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("begins", run);
            Eventually.of(() -> assertThat(statuses(run)).anyMatch(status -> status.contains("waits for its turn")));
        });
        release.countDown();
        for (Future<?> one : occupied) {
            one.get(1, TimeUnit.MINUTES);
        }
        sessions.then(jenkins -> {
            var deploy = jenkins.jenkins.getItemByFullName("deploy", WorkflowJob.class);
            giveCarolNothingBut(jenkins, deploy);

            var run = jenkins.waitForCompletion(deploy.getLastBuild());

            jenkins.assertBuildStatus(Result.FAILURE, run);
            jenkins.assertLogContains("There is no release pipeline '/shop' that this job may read.", run);
        });
    }

    private final List<Future<?>> occupied = new ArrayList<>();

    @Test
    public void anExecutionHasOneBuildEvenIfItsLineInTheIndexIsLost() throws Throwable {
        sessions.then(jenkins -> {
            var job = job(jenkins, "shop", source + "stage('Approve') { approval('ShipIt') { message 'Ship it?' } }");
            jenkins.waitForMessage("Approval wanted", job.scheduleBuild2(0).waitForStart());
        });
        sessions.then(jenkins -> {});
        var index = sessions.getHome().toPath().resolve("jobs/shop/stage-gate/builds");
        Files.writeString(index, Files.readString(index).substring(0, 10));
        sessions.then(jenkins -> {
            var job = jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class);
            approve(job);

            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(job.getBuildByNumber(1)));
            jenkins.waitUntilNoActivity();
            assertThat(job.getBuilds()).hasSize(1);
        });
    }

    private static void approve(WorkflowJob job) throws Exception {
        var engine = Pipelines.get().of(job).engine();
        var token = engine.state().executions().values().stream()
                .flatMap(execution -> execution.stage("Approve").stream())
                .flatMap(stage -> stage.actions().stream())
                .flatMap(action -> action.approval().stream())
                .findFirst()
                .orElseThrow()
                .token();
        engine.submit(new Command.DecideApproval(
                "Approve",
                "ShipIt",
                token,
                true,
                "seen",
                Map.of(),
                Optional.empty(),
                new Actor("ada", Set.of(), true)));
    }

    private static void giveCarolNothingBut(JenkinsRule jenkins, WorkflowJob job) {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("carol")
                .grant(Item.READ, Item.BUILD)
                .onItems(job)
                .to("carol"));
        QueueItemAuthenticatorConfiguration.get()
                .getAuthenticators()
                .add(new MockQueueItemAuthenticator()
                        .authenticate(
                                job.getFullName(), User.getById("carol", true).impersonate2()));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> statuses(WorkflowRun run) throws Exception {
        return run.getExecution().getCurrentExecutions(true).get(1, TimeUnit.MINUTES).stream()
                .map(StepExecution::getStatus)
                .toList();
    }

    private static WorkflowJob job(JenkinsRule jenkins, String name, String stages) throws Exception {
        var job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new ReleasePipelineDefinition("releasePipeline { stages {\n" + stages + "\n} }"));
        return job;
    }
}
