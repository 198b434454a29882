package io.jenkins.plugins.stagegate.bench;

import io.jenkins.plugins.stagegate.decision.ActionOutcome;
import io.jenkins.plugins.stagegate.decision.ActionProgress;
import io.jenkins.plugins.stagegate.decision.ActionRun;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.SourceRevision;
import io.jenkins.plugins.stagegate.decision.StartTrigger;
import io.jenkins.plugins.stagegate.dsl.Definition;
import io.jenkins.plugins.stagegate.dsl.Reading;
import io.jenkins.plugins.stagegate.model.Artifact;
import io.jenkins.plugins.stagegate.model.ExecutionMode;
import io.jenkins.plugins.stagegate.model.Pipeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The release that is measured everywhere: a source, two actions in parallel, an approval, a deployment. */
final class Release {
    /** How many commands carry one execution from its start to its end. */
    static final int COMMANDS = 6;

    private static final Actor ALICE = new Actor("alice", Set.of(), true);

    /** Whoever takes the commands. */
    interface Desk {
        /** The state after the command. */
        PipelineState submit(Command command) throws Exception;
    }

    private Release() {}

    static Pipeline pipeline(ExecutionMode mode) {
        var reading = Definition.read("release.groovy", text());
        if (reading instanceof Reading.Read read) {
            var pipeline = read.pipeline();
            return new Pipeline(mode, pipeline.variables(), pipeline.triggers(), pipeline.stages());
        }
        throw new IllegalStateException(reading.toString());
    }

    private static String text() {
        try (var text = Release.class.getResourceAsStream("release.groovy")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("release.groovy belongs to this program", e);
        }
    }

    /** Carries one execution from its start to its end; the pipeline is defined already. */
    static PipelineState pass(Desk desk, String id) throws Exception {
        var state = toTheGate(desk, id);
        state = approve(desk, state, id);
        return succeed(desk, state, id, "Production", "Deploy", ActionOutcome.PLAIN);
    }

    /** Carries one execution from its start to the approval. */
    static PipelineState toTheGate(Desk desk, String id) throws Exception {
        var state = desk.submit(
                new Command.Start(id, 0, StartTrigger.manual("bob"), Map.of(), List.of(), Optional.empty()));
        state = succeed(desk, state, id, "Source", "App", source());
        state = succeed(desk, state, id, "Build", "Package", built());
        return succeed(desk, state, id, "Build", "Lint", ActionOutcome.PLAIN);
    }

    private static PipelineState succeed(
            Desk desk, PipelineState state, String id, String stage, String action, ActionOutcome outcome)
            throws Exception {
        return desk.submit(
                new Command.ReportSuccess(run(state, id, stage, action).id(), outcome));
    }

    private static PipelineState approve(Desk desk, PipelineState state, String id) throws Exception {
        var token =
                run(state, id, "Production", "ShipIt").approval().orElseThrow().token();
        return desk.submit(new Command.DecideApproval(
                "Production", "ShipIt", token, true, "Looks good.", Map.of(), Optional.empty(), ALICE));
    }

    private static ActionRun run(PipelineState state, String id, String stage, String action) {
        return state.execution(id)
                .flatMap(execution -> execution.stage(stage))
                .flatMap(passage -> passage.latest(action))
                .orElseThrow();
    }

    private static ActionOutcome source() {
        return new ActionOutcome(
                List.of(artifact("AppSource")),
                Map.of("CommitId", "4f8d1c0b2a3e5f60718293a4b5c6d7e8f9012345", "BranchName", "main"),
                Optional.of(new SourceRevision(
                        "App", "4f8d1c0b2a3e5f60718293a4b5c6d7e8f9012345", "Round prices to full cents", "")),
                ActionProgress.NONE);
    }

    private static ActionOutcome built() {
        return new ActionOutcome(
                List.of(artifact("AppJar")), Map.of("VERSION", "1.4.2"), Optional.empty(), ActionProgress.NONE);
    }

    private static Artifact artifact(String name) {
        return new Artifact(name, "sha256:" + "0123456789abcdef".repeat(4), 1_234_567);
    }
}
