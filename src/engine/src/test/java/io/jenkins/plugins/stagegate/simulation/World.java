package io.jenkins.plugins.stagegate.simulation;

import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Decider;
import io.jenkins.plugins.stagegate.decision.Decision;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.Effects;
import io.jenkins.plugins.stagegate.decision.Evolution;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
import io.jenkins.plugins.stagegate.decision.Retention;
import io.jenkins.plugins.stagegate.simulation.Move.Crash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An engine, its journal and a host, all in memory, that can lose power at any write and at any effect. */
final class World {
    private final List<Recorded> journal = new ArrayList<>();
    private final Map<String, Effect> running = new LinkedHashMap<>();
    private final Map<String, Execution> history = new LinkedHashMap<>();
    private final Invariants invariants = new Invariants();
    private PipelineState state = PipelineState.empty("shop");
    private int crashes;

    PipelineState state() {
        return state;
    }

    /** What the host has under way, by action or rule execution. */
    Map<String, Effect> running() {
        return running;
    }

    /** Every execution that ever was, as it was last seen. */
    List<Execution> history() {
        return List.copyOf(history.values());
    }

    int events() {
        return journal.size();
    }

    /** How often it lost power. */
    int crashes() {
        return crashes;
    }

    /** @throws AssertionError if an invariant is broken */
    void make(Move move) {
        var decision = Decider.decide(state, move.command(), move.at());
        if (decision instanceof Decision.Accepted accepted && move.crash() != Crash.BEFORE_THE_WRITE) {
            journal.addAll(accepted.events());
            var before = state;
            state = accepted.state();
            state.executions().values().forEach(execution -> history.put(execution.id(), execution));
            invariants.check(before, move.command(), accepted);
            perform(accepted, move.crash());
            ended(move.command());
            state = Retention.forget(state);
        }
        if (move.crash() != Crash.NONE) {
            crashes++;
            restart();
        }
        invariants.nothingOwedIsLost(state, running);
        invariants.nobodyIsStuck(state);
    }

    private void perform(Decision.Accepted accepted, Crash crash) {
        var effects = new ArrayList<Effect>();
        accepted.events().forEach(event -> effects.addAll(Effects.of(accepted.state(), event.event())));
        int issued =
                switch (crash) {
                    case BEFORE_THE_EFFECTS -> 0;
                    case AMID_THE_EFFECTS -> effects.size() / 2;
                    default -> effects.size();
                };
        effects.subList(0, issued).forEach(this::perform);
    }

    private void perform(Effect effect) {
        if (effect instanceof Effect.StopAction) {
            running.remove(effect.actionExecution());
        } else {
            running.putIfAbsent(effect.actionExecution(), effect);
        }
    }

    private void ended(Command command) {
        if (command instanceof Command.ReportSuccess report) {
            running.remove(report.actionExecution());
        } else if (command instanceof Command.ReportFailure report) {
            running.remove(report.actionExecution());
        } else if (command instanceof Command.ReportRule report) {
            running.remove(report.ruleExecution());
        }
        running.keySet().removeIf(id -> !owed(id));
    }

    /** What nobody waits for is forgotten by a host sooner or later; an approval or a rule may have ended by itself. */
    private boolean owed(String id) {
        return Effects.owed(state).stream()
                .anyMatch(effect -> effect.actionExecution().equals(id));
    }

    private void restart() {
        var replayed = PipelineState.empty("shop");
        for (Recorded recorded : journal) {
            var whole = Evolution.evolve(replayed, recorded);
            replayed = Retention.forget(whole);
            forgotten(whole, replayed);
        }
        if (!replayed.equals(state)) {
            throw new AssertionError("The replayed state differs from the one that was lost.");
        }
        state = replayed;
        Effects.owed(state).forEach(this::perform);
        running.keySet().removeIf(id -> !owed(id));
    }

    /** A journal may forget on the way, since what is over stays as it is. */
    private void forgotten(PipelineState whole, PipelineState kept) {
        for (Execution execution : whole.executions().values()) {
            if (kept.execution(execution.id()).isEmpty() && !execution.equals(history.get(execution.id()))) {
                throw new AssertionError("An execution was forgotten that changed later: " + execution.id());
            }
        }
    }
}
