package io.jenkins.plugins.stagegate.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.Assume.assumeTrue;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.ItemGroup;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.event.LifecycleEvent;
import io.jenkins.plugins.stagegate.plugin.Eventually;
import io.jenkins.plugins.stagegate.plugin.ShopRepository;
import io.jenkins.plugins.stagegate.plugin.event.ReleaseListener;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.line.LineScope;
import io.jenkins.plugins.stagegate.plugin.line.LineSwitches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;

/** What a pipeline costs that is open, at rest, or cannot be opened. */
public class PipelinesTest {
    private static final Actor ADA = new Actor("ada", Set.of(), true);
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final int MANY = 200;
    private static final String BUILD = "stage('Build') { build('Package') { commands 'true' } }";

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    /** Hears who released a line. */
    @TestExtension
    public static final class Ears implements ReleaseListener {
        static final List<String> RELEASED_BY = new CopyOnWriteArrayList<>();

        @Override
        public String name() {
            return "ears";
        }

        @Override
        public void deliver(LifecycleEvent event) {
            if (event.detail().path("state").asText().equals("RELEASED")) {
                RELEASED_BY.add(event.detail().path("by").asText());
            }
        }
    }

    @Test
    public void haveNoThreadOfTheirOwn() throws Exception {
        Pipelines.get().of(job("warm"));
        int before = Thread.getAllStackTraces().size();
        for (int i = 0; i < MANY; i++) {
            Pipelines.get().of(job("many" + i));
        }

        assertThat(Thread.getAllStackTraces()).hasSizeLessThan(before + MANY / 2);
    }

    @Test
    public void letGoOfTheirFilesWhenNothingIsUnderWayAndGoOnWhenAskedFor() throws Exception {
        var job = job("resting");
        JENKINS.buildAndAssertSuccess(job);
        var pipeline = Pipelines.get().of(job);
        var last = pipeline.state();
        assertThat(openFiles(job)).isNotEmpty();

        awaitRest(job);

        assertThat(pipeline.state()).isEqualTo(last);
        assertThat(openFiles(job)).as("to tell the state").isEmpty();
        assertThat(JENKINS.buildAndAssertSuccess(job).getNumber()).isEqualTo(2);
        assertThat(pipeline.state().lastNumber()).isEqualTo(2);
    }

    @Test
    public void stayOpenWhileAnExecutionWaits() throws Exception {
        var job = define(
                JENKINS.createProject(WorkflowJob.class, "waiting"),
                "stage('Approve') { approval('ShipIt') { message 'Ship it?' } }");
        var run = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("Approval wanted", run);
        var before = openFiles(job);

        Pipelines.get().letRest(Duration.ZERO);

        assertThat(openFiles(job)).isEqualTo(before).isNotEmpty();
        approve(job);
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
    }

    @Test
    public void openWholeOrNotAtAll() throws Exception {
        var job = job("broken");
        var listeners = job.getRootDir().toPath().resolve("stage-gate/listeners");
        Files.createDirectories(listeners.getParent());
        Files.writeString(listeners, "not a folder");

        assertThatThrownBy(() -> Pipelines.get().of(job)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Pipelines.get().of(job)).isInstanceOf(IOException.class);
        assertThat(openFiles(job)).isEmpty();

        Files.delete(listeners);
        JENKINS.buildAndAssertSuccess(job);
    }

    @Test
    public void learnWhenTheyWakeWhoStoppedTheirLineAndWhoReleasedIt() throws Exception {
        var shops = JENKINS.createProject(Folder.class, "shops");
        var resting = define(shops.createProject(WorkflowJob.class, "resting"), BUILD);
        var awake = define(shops.createProject(WorkflowJob.class, "awake"), BUILD);
        var elsewhere = job("elsewhere");
        for (WorkflowJob job : List.of(resting, awake, elsewhere)) {
            Pipelines.get().of(job);
            awaitRest(job);
        }
        Pipelines.get().of(awake);
        var scope = LineScope.of((ItemGroup<?>) shops);

        LineSwitches.get()
                .stop(
                        scope,
                        new Command.StopLine(scope.id(), scope.name(), "Inventory", Optional.empty(), List.of(), ADA));

        assertThat(openFiles(resting)).as("what rests is not woken").isEmpty();
        assertThat(openFiles(elsewhere)).isEmpty();
        assertThat(Pipelines.get().of(awake).state().lineStops()).containsKey(scope.id());
        assertThat(Pipelines.get().of(resting).state().lineStops()).containsKey(scope.id());
        awaitRest(resting);

        Ears.RELEASED_BY.clear();
        LineSwitches.get().release(scope, ADA);

        assertThat(Pipelines.get().of(awake).state().lineStops()).isEmpty();
        assertThat(Pipelines.get().of(resting).state().lineStops()).isEmpty();
        Eventually.of(() -> assertThat(Ears.RELEASED_BY).containsExactly("ada", "ada"));
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
        engine.submit(
                new Command.DecideApproval("Approve", "ShipIt", token, true, "seen", Map.of(), Optional.empty(), ADA));
    }

    /** A build and the listeners have something to do for a moment after all is over. */
    private static void awaitRest(WorkflowJob job) throws Exception {
        Eventually.of(() -> {
            Pipelines.get().letRest(Duration.ZERO);
            assertThat(openFiles(job)).isEmpty();
        });
    }

    private static List<Path> openFiles(WorkflowJob job) throws IOException {
        assumeTrue("open files can be seen", Files.isDirectory(DESCRIPTORS));
        var folder = job.getRootDir().toPath().toRealPath().resolve("stage-gate");
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            return all.flatMap(PipelinesTest::target)
                    .filter(file -> file.startsWith(folder))
                    .sorted()
                    .toList();
        }
    }

    private static Stream<Path> target(Path descriptor) {
        try {
            return Stream.of(Files.readSymbolicLink(descriptor));
        } catch (IOException e) {
            return Stream.of(); // closed meanwhile
        }
    }

    private WorkflowJob job(String name) throws Exception {
        return define(JENKINS.createProject(WorkflowJob.class, name), BUILD);
    }

    private WorkflowJob define(WorkflowJob job, String stages) throws Exception {
        var repository = ShopRepository.in(folder.newFolder().toPath());
        job.setDefinition(new ReleasePipelineDefinition(
                """
                        releasePipeline {
                            stages {
                                stage('Source') { source('App') { git url: '%s', branch: 'main'; output 'AppSource' } }
                                %s
                            }
                        }
                        """
                        .formatted(repository.address(), stages)));
        return job;
    }
}
