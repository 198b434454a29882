package io.jenkins.plugins.stagegate.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagegate.decision.ActionOutcome;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.ExecutionStatus;
import io.jenkins.plugins.stagegate.decision.StartTrigger;
import io.jenkins.plugins.stagegate.journal.FileHistory;
import io.jenkins.plugins.stagegate.journal.FileJournal;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Agent;
import io.jenkins.plugins.stagegate.model.ApprovalSettings;
import io.jenkins.plugins.stagegate.model.ExecutionMode;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Stage;
import io.jenkins.plugins.stagegate.model.Work;
import io.jenkins.plugins.stagegate.spi.Host;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PipelineEngineTest {
    private static final Actor ALICE = new Actor("alice", Set.of(), false);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private final List<String> performed = new ArrayList<>();
    private PipelineEngine engine;

    @After
    public void close() throws IOException {
        engine.close();
        timers.shutdownNow();
    }

    @Test
    public void anExecutionPassesAllStagesAndIsFoundInTheHistoryAfterARestart() throws Exception {
        open();
        engine.submit(new Command.Define(pipeline()));
        engine.submit(start("e1"));
        succeed("e1", "Source", "App");
        succeed("e1", "Build", "Package");
        reopen();
        var run = engine.state()
                .execution("e1")
                .orElseThrow()
                .stage("Release")
                .orElseThrow()
                .latest("Gate")
                .orElseThrow();
        engine.submit(new Command.DecideApproval(
                "Release",
                "Gate",
                run.approval().orElseThrow().token(),
                true,
                "fine",
                Map.of(),
                Optional.empty(),
                ALICE));
        reopen();

        assertThat(engine.execution("e1").orElseThrow().status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(performed).containsExactly("start App", "start Package", "ask Gate", "ask Gate again");
    }

    @Test
    public void closesAtRestOnlyIfNothingMovesAndNothingIsDue() throws Exception {
        open();
        engine.submit(new Command.Define(pipeline()));
        engine.submit(start("e1"));
        assertThat(engine.closeAtRest()).as("while an execution moves").isFalse();
        engine.submit(new Command.Stop("e1", true, "not now", ALICE));
        engine.submit(new Command.StopLine(
                "all", "all", "Inventory", Optional.of(Instant.now().plusSeconds(3600)), List.of(), ALICE));
        assertThat(engine.closeAtRest())
                .as("while the clock will release the line")
                .isFalse();
        engine.submit(new Command.ReleaseLine("all", ALICE));

        assertThat(engine.closeAtRest()).isTrue();

        var last = engine.state();
        assertThatThrownBy(() -> engine.submit(start("e2"))).isInstanceOf(IOException.class);
        open();
        assertThat(engine.state()).isEqualTo(last);
        engine.submit(start("e2"));
        assertThat(performed).containsExactly("start App", "start App");
    }

    private static Command start(String id) {
        return new Command.Start(id, 0, StartTrigger.manual("bob"), Map.of(), List.of(), Optional.empty());
    }

    private void succeed(String execution, String stage, String action) {
        var run = engine.state()
                .execution(execution)
                .orElseThrow()
                .stage(stage)
                .orElseThrow()
                .latest(action)
                .orElseThrow();
        engine.succeeded(run.id(), ActionOutcome.PLAIN);
    }

    private void reopen() throws IOException {
        engine.close();
        open();
    }

    private void open() throws IOException {
        var path = folder.getRoot().toPath();
        engine = PipelineEngine.open(
                FileJournal.open("shop", path), FileHistory.open(path), Clock.systemUTC(), Runnable::run, timers);
        engine.attach(new Host() {
            @Override
            public void start(Effect.StartAction action, boolean again) {
                performed.add("start " + action.action().name() + (again ? " again" : ""));
            }

            @Override
            public void ask(Effect.AskApproval question, boolean again) {
                performed.add("ask " + question.action().name() + (again ? " again" : ""));
            }
        });
    }

    private static Pipeline pipeline() {
        return new Pipeline(
                ExecutionMode.SUPERSEDED,
                List.of(),
                List.of(),
                List.of(
                        new Stage("Source", List.of(action("App", ActionCategory.SOURCE, Optional.empty()))),
                        new Stage("Build", List.of(action("Package", ActionCategory.BUILD, Optional.empty()))),
                        new Stage(
                                "Release",
                                List.of(action(
                                        "Gate",
                                        ActionCategory.APPROVAL,
                                        Optional.of(new ApprovalSettings(
                                                Optional.empty(),
                                                Optional.empty(),
                                                List.of(),
                                                1,
                                                true,
                                                ApprovalSettings.OnNewer.KEEP,
                                                List.of(),
                                                List.of())))))));
    }

    private static Action action(String name, ActionCategory category, Optional<ApprovalSettings> approval) {
        return new Action(
                name,
                ActionType.of(category, ActionType.COMMANDS),
                1,
                Map.of(),
                new Work.Commands(List.of("true")),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Agent.ANY,
                approval);
    }
}
