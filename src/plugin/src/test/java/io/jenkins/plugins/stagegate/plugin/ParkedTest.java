package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Computer;
import hudson.model.Result;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.StageRun;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** A thousand executions wait at gates in one controller. */
public class ParkedTest {
    private static final Logger LOGGER = Logger.getLogger(ParkedTest.class.getName());
    /** As many as one pipeline may have under way. */
    private static final int EACH = 50;

    private static final int JOBS = 20;
    /** Pools of Jenkins and of ours keep some threads for a minute; none of them is there for one execution. */
    private static final int THREADS = 100;

    private static final long BYTES = 300_000;

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private ShopRepository repository;

    @Before
    public void openShop() throws Exception {
        repository = ShopRepository.in(folder.newFolder("shop").toPath());
    }

    @Test
    public void holdNeitherExecutorsNorThreadsAndSurviveARestart() throws Throwable {
        sessions.then(jenkins -> {
            jenkins.timeout = 0;
            park(job(jenkins, "warm"), 1);
            long heap = heap();
            int threads = threads();
            for (int i = 0; i < JOBS; i++) {
                park(job(jenkins, "shop" + i), EACH);
            }
            long each = (heap() - heap) / (JOBS * EACH);
            LOGGER.info(() -> "%d executions, %d bytes of heap each, %d threads (%d before)"
                    .formatted(JOBS * EACH, each, threads(), threads));
            assertThat(each).isLessThan(BYTES);
            assertParked(jenkins, threads);
        });
        sessions.then(jenkins -> {
            jenkins.timeout = 0;
            int threads = threads();
            Eventually.of(() -> assertThat(jobs(jenkins).stream()
                            .mapToLong(job -> job.getBuilds().stream()
                                    .filter(WorkflowRun::isBuilding)
                                    .count())
                            .sum())
                    .isEqualTo(JOBS * EACH));
            assertParked(jenkins, threads);
            for (WorkflowJob job : jobs(jenkins)) {
                approveAll(job);
            }
            approveAll(jenkins.jenkins.getItemByFullName("warm", WorkflowJob.class));
            for (WorkflowJob job : jobs(jenkins)) {
                for (WorkflowRun run : job.getBuilds()) {
                    assertThat(jenkins.waitForCompletion(run).getResult()).isEqualTo(Result.SUCCESS);
                }
            }
        });
    }

    private static void assertParked(JenkinsRule jenkins, int threadsBefore) throws Exception {
        assertThat(Arrays.stream(jenkins.jenkins.getComputers())
                        .mapToLong(Computer::countBusy)
                        .sum())
                .isZero();
        Eventually.of(() -> assertThat(threads()).isLessThan(threadsBefore + THREADS));
        // Fewer than there are pipelines, so that none is there for one of them either.
        Eventually.of(() -> assertThat(ours()).hasSizeLessThan(JOBS));
    }

    private static List<WorkflowJob> jobs(JenkinsRule jenkins) {
        return jenkins.jenkins.getAllItems(
                WorkflowJob.class, job -> job.getName().startsWith("shop"));
    }

    private static void park(WorkflowJob job, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            job.scheduleBuild2(0).waitForStart();
        }
        Eventually.of(() -> assertThat(waiting(job)).hasSize(count));
    }

    /** What the gate asks about each execution that waits there. */
    private static List<String> waiting(WorkflowJob job) throws Exception {
        return Pipelines.get().of(job).state().executions().values().stream()
                .flatMap(execution -> gate(execution).stream())
                .flatMap(stage -> stage.actions().stream())
                .flatMap(action -> action.approval().stream())
                .map(request -> request.token())
                .toList();
    }

    private static Optional<StageRun> gate(Execution execution) {
        return execution.inside().filter("Approve"::equals).flatMap(execution::stage);
    }

    private static void approveAll(WorkflowJob job) throws Exception {
        var ada = new Actor("ada", Set.of(), true);
        for (String token : waiting(job)) {
            Pipelines.get()
                    .of(job)
                    .engine()
                    .submit(new Command.DecideApproval(
                            "Approve", "ShipIt", token, true, "seen", Map.of(), Optional.empty(), ada));
        }
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    /** The names of our own threads. */
    private static List<String> ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.toLowerCase(Locale.ROOT).replace('-', ' ').startsWith("stage gate"))
                .toList();
    }

    private WorkflowJob job(JenkinsRule jenkins, String name) throws Exception {
        var job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new ReleasePipelineDefinition(
                Shop.pipeline(repository.address(), "stage('Approve') { approval('ShipIt') { message 'Ship it?' } }")
                        .replace("stages {", "executionMode PARALLEL\n    stages {")));
        return job;
    }
}
