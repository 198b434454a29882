package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Label;
import hudson.model.Result;
import hudson.model.Slave;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
import org.jvnet.hudson.test.InboundAgentRule;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.RealJenkinsRule;

/** A real Jenkins is killed while releases are under way. */
public class ReleaseCrashTest {
    private static final int ACTIONS = 8;
    private static final int QUEUED = 6;
    private static final InboundAgentRule.Options WORKER =
            InboundAgentRule.Options.newBuilder().name("worker").build();

    @Rule
    public final RealJenkinsRule jenkins =
            new RealJenkinsRule().javaOptions("-Dio.jenkins.plugins.stagegate.ALLOW_LOCAL_REPOSITORIES=true");

    @Rule
    public final InboundAgentRule agents = new InboundAgentRule();

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
    public void runsNothingTwiceIfJenkinsCrashesBetweenActionsAndBelievesAnOldQueue() throws Throwable {
        jenkins.startJenkins();
        var repository = address;
        jenkins.runRemotely(r -> {
            startWhatTheQueueOnDiskStillHas(r, repository);
            startManyActions(r, repository);
        });
        jenkins.stopJenkinsForcibly();
        jenkins.startJenkins();
        jenkins.runRemotely(r -> {
            finishWhatTheQueueOnDiskStillHad(r);
            finishManyActions(r);
        });
    }

    @Test
    public void storesAndTakesInOnceMoreIfJenkinsCrashesMeanwhile() throws Throwable {
        jenkins.startJenkins();
        agents.createAgent(jenkins, WORKER);
        var repository = address;
        var workspaces = jenkins.runRemotely(r -> {
            return startBigArtifact(r, repository);
        });
        var build = jenkins.getHome().toPath().resolve("jobs/big/builds/1");

        killWhen(build.resolve("archive/stage-gate/Big.zip"));
        assertThat(build.resolve("build.xml")).content().doesNotContain("Big.zip");
        jenkins.startJenkins();
        agents.start(jenkins, WORKER);

        killWhen(Path.of(workspaces, "big@tmp/stage-gate/in/Big.zip"));
        assertThat(build.resolve("build.xml")).content().contains("Big.zip");
        jenkins.startJenkins();
        agents.start(jenkins, WORKER);

        jenkins.runRemotely(ReleaseCrashTest::finishBigArtifact);
    }

    /** Kills Jenkins when something is in the file, which grows for a while. */
    private void killWhen(Path file) throws Exception {
        Eventually.of(() -> assertThat(file).isNotEmptyFile(), Duration.ofMillis(2));
        jenkins.stopJenkinsForcibly();
    }

    private static String startBigArtifact(JenkinsRule r, String repository) throws Exception {
        start(
                r,
                "big",
                repository,
                """
                stage('Build') {
                    build('Make') {
                        agent 'worker'
                        commands 'echo made', 'dd if=/dev/zero of=big bs=1M count=300 2>/dev/null'
                        output 'Big'
                    }
                    test('Look') { agent 'worker'; input 'Big'; commands 'stat -c "has %s" big' }
                }
                """);
        return ((Slave) r.jenkins.getNode("worker")).getRemoteFS() + "/workspace";
    }

    private static void finishBigArtifact(JenkinsRule r) throws Exception {
        var run = r.assertBuildStatusSuccess(r.waitForCompletion(job(r, "big").getBuildByNumber(1)));
        assertThat(JenkinsRule.getLog(run))
                .containsOnlyOnce("while output artifacts were stored: once more")
                .containsOnlyOnce("while input artifacts were taken in: once more")
                .containsOnlyOnce("+ echo made")
                .containsOnlyOnce("has 314572800");
    }

    private static void startWhatTheQueueOnDiskStillHas(JenkinsRule r, String repository) throws Exception {
        r.jenkins.setNumExecutors(0);
        var run = start(
                r,
                "waited",
                repository,
                """
                stage('Build') {
                    build('Long') {
                        commands 'echo begun', 'until test -f "$JENKINS_HOME/go"; do sleep 0.2; done', 'echo waited >> "$JENKINS_HOME/waited"'
                    }
                }
                """);
        Eventually.of(() -> assertThat(r.jenkins.getQueue().getBuildableItems()).hasSize(1));
        r.jenkins.getQueue().save();
        r.jenkins.setNumExecutors(2);
        r.jenkins.save();
        r.waitForMessage("+ echo begun", run);
    }

    private static void finishWhatTheQueueOnDiskStillHad(JenkinsRule r) throws Exception {
        r.jenkins.getRootPath().child("go").touch(0);
        r.assertBuildStatusSuccess(r.waitForCompletion(job(r, "waited").getBuildByNumber(1)));
        assertThat(r.jenkins.getRootDir().toPath().resolve("waited")).hasContent("waited");
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
            assertThat(JenkinsRule.getLog(run))
                    .containsOnlyOnce("Build did " + i)
                    .containsOnlyOnce("Deploy did " + i);
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
        // Jenkins saves its queue within a minute. When it is killed before, it gives the same numbers in it once more.
        for (int i = 0; i < QUEUED; i++) {
            var queued = start(
                    r,
                    "queued" + i,
                    repository,
                    "stage('Build') { build('Late') { agent 'late'; commands 'echo late >> \"$JENKINS_HOME/late\"' } }");
            r.waitForMessage("(Late)", queued);
        }
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
    }

    private static void finishEveryPhase(JenkinsRule r) throws Exception {
        Line.of(r, job(r, "gate")).approve("Approve", "ShipIt");
        Line.of(r, job(r, "closed"))
                .post("transition", "{'stageName':'Build','transitionType':'Inbound','enabled':true}");
        r.createOnlineSlave(Label.get("late"));
        r.jenkins.getRootPath().child("go").touch(0);
        for (String name : List.of("gate", "closed", "running")) {
            r.assertBuildStatusSuccess(r.waitForCompletion(job(r, name).getBuildByNumber(1)));
        }
        for (int i = 0; i < QUEUED; i++) {
            r.assertBuildStatusSuccess(r.waitForCompletion(job(r, "queued" + i).getBuildByNumber(1)));
        }
        var home = r.jenkins.getRootDir().toPath();
        assertThat(Files.readAllLines(home.resolve("ran"))).containsExactly("ran");
        assertThat(Files.readAllLines(home.resolve("late"))).hasSize(QUEUED).containsOnly("late");
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
