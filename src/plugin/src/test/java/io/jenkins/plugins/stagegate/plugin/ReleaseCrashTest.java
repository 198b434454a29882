package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Label;
import hudson.model.Result;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jenkinsci.plugins.workflow.graph.BlockStartNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.RealJenkinsRule;

/** A real Jenkins is killed while releases are under way. */
public class ReleaseCrashTest {
    private static final int ACTIONS = 8;

    @Rule
    public final RealJenkinsRule jenkins =
            new RealJenkinsRule().javaOptions("-Dio.jenkins.plugins.stagegate.ALLOW_LOCAL_REPOSITORIES=true");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private String address;

    @Before
    public void openShop() throws Exception {
        address = ShopRepository.in(folder.newFolder("shop").toPath()).address();
    }

    @Test
    public void goesOnFromEveryPhaseAfterACrash() throws Throwable {
        jenkins.startJenkins();
        var repository = address;
        jenkins.runRemotely(r -> {
            startInEveryPhase(r, repository);
        });
        jenkins.stopJenkinsForcibly();
        jenkins.startJenkins();
        jenkins.runRemotely(ReleaseCrashTest::finishEveryPhase);
    }

    @Test
    public void runsNothingTwiceIfJenkinsCrashesBetweenActions() throws Throwable {
        jenkins.startJenkins();
        var repository = address;
        jenkins.runRemotely(r -> {
            startManyActions(r, repository);
        });
        jenkins.stopJenkinsForcibly();
        jenkins.startJenkins();
        jenkins.runRemotely(ReleaseCrashTest::finishManyActions);
    }

    /** Then what has ended since the last writing is known to the line alone. */
    @Test
    public void goesOnWhereTheLineIsIfItWasWrittenForSpeed() throws Throwable {
        jenkins.startJenkins();
        var repository = address;
        jenkins.runRemotely(r -> {
            runQuickActions(r, repository);
        });
        jenkins.stopJenkinsForcibly();
        jenkins.startJenkins();
        jenkins.runRemotely(ReleaseCrashTest::finishQuickActions);
    }

    private static void runQuickActions(JenkinsRule r, String repository) throws Exception {
        var job = r.createProject(WorkflowJob.class, "quick");
        job.addProperty(new DurabilityHintJobProperty(FlowDurabilityHint.PERFORMANCE_OPTIMIZED));
        var run = start(
                job,
                repository,
                "stage('Approve') { approval('ShipIt') { message 'Ship it?' } }\n" + quick("Build") + quick("Deploy"));
        r.waitForMessage("Approval wanted", run);
        var line = Line.of(r, job);
        line.post("transition", "{'stageName':'Deploy','transitionType':'Inbound','enabled':false,'reason':'Audit'}");
        line.approve("Approve", "ShipIt");
        r.waitForMessage("Waits in front of 'Deploy'", run);
    }

    private static String quick(String stage) {
        return IntStream.range(0, ACTIONS)
                .mapToObj(i -> "test('T%d') { agent none; steps { echo '%s did %d' } }".formatted(i, stage, i))
                .collect(Collectors.joining("\n", "stage('" + stage + "') {\n", "\n}\n"));
    }

    private static void finishQuickActions(JenkinsRule r) throws Exception {
        var job = job(r, "quick");
        Line.of(r, job).post("transition", "{'stageName':'Deploy','transitionType':'Inbound','enabled':true}");
        var run = r.assertBuildStatusSuccess(r.waitForCompletion(job.getBuildByNumber(1)));
        for (int i = 0; i < ACTIONS; i++) {
            assertThat(JenkinsRule.getLog(run)).containsOnlyOnce("Build did " + i).containsOnlyOnce("Deploy did " + i);
        }
        var nodes = new DepthFirstScanner().allNodes(run.getExecution());
        assertThat(nodes).filteredOn(BlockStartNode.class::isInstance).allSatisfy(node -> assertThat(
                        ((BlockStartNode) node).getEndNode())
                .isNotNull());
    }

    private static void startInEveryPhase(JenkinsRule r, String repository) throws Exception {
        r.jenkins.setNumExecutors(2);
        var gate = start(r, "gate", repository, "stage('Approve') { approval('ShipIt') { message 'Ship it?' } }");
        r.waitForMessage("Approval wanted", gate);
        var closed = start(
                r,
                "closed",
                repository,
                "stage('Approve') { approval('ShipIt') { message 'Ship it?' } }\n" + Shop.NOTHING);
        r.waitForMessage("Approval wanted", closed);
        var line = Line.of(r, closed.getParent());
        line.post("transition", "{'stageName':'Build','transitionType':'Inbound','enabled':false,'reason':'Audit'}");
        line.approve("Approve", "ShipIt");
        r.waitForMessage("Waits in front of 'Build'", closed);
        var queued =
                start(r, "queued", repository, "stage('Build') { build('Late') { agent 'late'; commands 'true' } }");
        r.waitForMessage("(Late)", queued);
        var running = start(
                r,
                "running",
                repository,
                """
                stage('Build') {
                    build('Long') {
                        commands 'echo begun', 'until test -f "$JENKINS_HOME/go"; do sleep 0.2; done', 'echo ran >> "$JENKINS_HOME/ran"'
                    }
                }
                """);
        r.waitForMessage("+ echo begun", running);
        // Jenkins does so within a minute. What it forgets with its queue, Pipeline's watch over executors ends with a
        // reason.
        r.jenkins.getQueue().save();
    }

    private static void finishEveryPhase(JenkinsRule r) throws Exception {
        Line.of(r, job(r, "gate")).approve("Approve", "ShipIt");
        Line.of(r, job(r, "closed"))
                .post("transition", "{'stageName':'Build','transitionType':'Inbound','enabled':true}");
        r.createOnlineSlave(Label.get("late"));
        r.jenkins.getRootPath().child("go").touch(0);
        for (String name : List.of("gate", "closed", "queued", "running")) {
            r.assertBuildStatusSuccess(r.waitForCompletion(job(r, name).getBuildByNumber(1)));
        }
        assertThat(Files.readAllLines(r.jenkins.getRootDir().toPath().resolve("ran")))
                .containsExactly("ran");
    }

    private static void startManyActions(JenkinsRule r, String repository) throws Exception {
        var actions = IntStream.range(0, ACTIONS)
                .mapToObj(i -> "test('T%d') { commands 'echo %d >> \"$JENKINS_HOME/ran\"' }".formatted(i, i))
                .collect(Collectors.joining("\n"));
        start(r, "many", repository, "stage('Build') {\n" + actions + "\n}");
        var ran = r.jenkins.getRootDir().toPath().resolve("ran");
        Eventually.of(() -> assertThat(ran).exists().content().contains("2"));
    }

    private static void finishManyActions(JenkinsRule r) throws Exception {
        var run = r.waitForCompletion(job(r, "many").getBuildByNumber(1));
        var ran = Files.readAllLines(r.jenkins.getRootDir().toPath().resolve("ran"));
        assertThat(ran).doesNotHaveDuplicates();
        if (run.getResult() == Result.SUCCESS) {
            assertThat(ran).hasSize(ACTIONS);
        } else {
            // The crash came while a workspace was prepared, and nobody can say how far that was.
            r.assertLogContains("Jenkins was restarted in the middle of something that cannot go on", run);
        }
    }

    private static WorkflowRun start(JenkinsRule r, String name, String repository, String stages) throws Exception {
        return start(r.createProject(WorkflowJob.class, name), repository, stages);
    }

    private static WorkflowRun start(WorkflowJob job, String repository, String stages) throws Exception {
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(repository, stages)));
        job.save();
        return job.scheduleBuild2(0).waitForStart();
    }

    private static WorkflowJob job(JenkinsRule r, String name) {
        return r.jenkins.getItemByFullName(name, WorkflowJob.class);
    }
}
