package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.decision.PipelineState.Located;
import io.jenkins.plugins.stagegate.model.ApprovalSettings;
import io.jenkins.plugins.stagegate.model.ApprovalSettings.OnNewer;
import io.jenkins.plugins.stagegate.model.Stage;
import java.util.ArrayList;
import java.util.List;

/** Approvals that know when they are out of date: what becomes of a gate when a newer execution reaches it. */
public final class Outdated {
    private Outdated() {}

    /** The executions that can be chosen at a gate with {@link OnNewer#OFFER}: the one at it, and those in front. */
    public static List<Execution> candidates(PipelineState state, Located pending) {
        if (policy(state, pending) != OnNewer.OFFER
                || !offered(state, pending.execution(), pending.stage().stage())) {
            return List.of();
        }
        var all = new ArrayList<>(state.waitingBefore(pending.stage().stage()));
        all.add(0, pending.execution());
        return List.copyOf(all);
    }

    /** Whether the executions in front of the stage stay, because people may choose among them. */
    static boolean offered(PipelineState state, Execution waiting, String stage) {
        return state.stageOf(waiting, stage).filter(Outdated::offers).isPresent();
    }

    private static boolean offers(Stage stage) {
        return stage.actionGroups().get(0).stream()
                .flatMap(action -> action.approval().stream())
                .anyMatch(settings -> settings.onNewer() == OnNewer.OFFER);
    }

    /** Takes the execution out of the stage if all it does there is wait at gates that yield to a newer one. */
    static void giveWay(Draft draft, String stage, Execution newer) {
        for (Execution older : draft.state().inside(stage)) {
            var waiting = Approvals.pending(draft.state()).stream()
                    .filter(pending -> pending.execution().id().equals(older.id()))
                    .toList();
            long busy = older.stages().get(stage).actions().stream()
                    .filter(run -> run.status() == ActionStatus.IN_PROGRESS)
                    .count();
            boolean yields = !waiting.isEmpty()
                    && busy == waiting.size()
                    && waiting.stream().allMatch(pending -> policy(draft.state(), pending) == OnNewer.SUPERSEDE);
            if (yields && older.start().number() < newer.start().number()) {
                takeOut(draft, older, stage, newer);
            }
        }
    }

    /** Ends an execution at a gate in favour of another one. */
    static void takeOut(Draft draft, Execution older, String stage, Execution newer) {
        var reason = "Execution #" + newer.start().number() + " took its place at the gate";
        for (ActionRun run : older.stages().get(stage).actions()) {
            if (run.status() == ActionStatus.IN_PROGRESS) {
                draft.record(new Event.ActionAbandoned(older.id(), stage, run.action(), run.id(), reason));
            }
        }
        draft.record(new Event.StageCancelled(older.id(), stage, reason));
        draft.record(new Event.ExecutionSuperseded(older.id(), stage, newer.id()));
    }

    /** Puts the chosen execution at the gate in the place of the one that is there; older ones in front give way. */
    static Located choose(Draft draft, Located pending, String chosen) {
        var stage = pending.stage().stage();
        var candidate = candidates(draft.state(), pending).stream()
                .filter(execution -> execution.id().equals(chosen))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        "ValidationException", "The execution " + chosen + " cannot be chosen at this gate."));
        if (candidate.id().equals(pending.execution().id())) {
            return pending;
        }
        Transitions.hold(draft.state(), candidate, stage).ifPresent(hold -> {
            throw new RefusedException(
                    "ConflictException",
                    hold.why() + ". It would need this: " + hold.frees() + ". Or decide on the execution at the gate.");
        });
        takeOut(draft, pending.execution(), stage, candidate);
        draft.state().waitingBefore(stage).stream()
                .filter(execution ->
                        execution.start().number() < candidate.start().number())
                .forEach(older -> draft.record(new Event.ExecutionSuperseded(older.id(), stage, candidate.id())));
        draft.record(new Event.StageEntered(candidate.id(), stage));
        Scheduling.advance(draft);
        return Approvals.pending(draft.state()).stream()
                .filter(one -> one.execution().id().equals(chosen)
                        && one.run().action().equals(pending.run().action()))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        "ConflictException",
                        "The stage's entry conditions hold the chosen execution. Decide again when they are met."));
    }

    private static OnNewer policy(PipelineState state, Located pending) {
        return pending.declaration(state)
                .approval()
                .map(ApprovalSettings::onNewer)
                .orElse(OnNewer.KEEP);
    }
}
