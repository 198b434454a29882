package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.model.ExecutionMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Who may enter a stage, and when: CodePipeline's rules for locks, waiting and superseding.
 *
 * <p>The mode is that of the newest definition, so that a changed mode applies at once to all that wait.
 */
final class Admission {
    private Admission() {}

    /** Lets in whoever may go in now. Stages nearer to the end come first, so that they free those before them. */
    static void admit(Draft draft) {
        var names = new ArrayList<>(draft.state().stages().keySet());
        Collections.reverse(names);
        names.forEach(stage -> admit(draft, stage));
    }

    private static void admit(Draft draft, String stage) {
        var waiting = draft.state().waitingBefore(stage).stream()
                .filter(execution -> execution.status() == ExecutionStatus.IN_PROGRESS)
                .toList();
        if (waiting.isEmpty()) {
            return;
        }
        var mode = draft.state().definition().orElseThrow().executionMode();
        if (mode == ExecutionMode.PARALLEL) {
            waiting.forEach(execution -> enter(draft, execution, stage));
            return;
        }
        boolean one = mode == ExecutionMode.SUPERSEDED && !Outdated.offered(draft.state(), waiting.get(0), stage);
        var next = one ? supersede(draft, waiting, stage) : waiting.get(0);
        if (Transitions.open(draft.state(), next, stage)) {
            Outdated.giveWay(draft, stage, next);
        }
        if (draft.state().inside(stage).isEmpty()) {
            enter(draft, next, stage);
        }
    }

    /** One place in front of a stage: who came last has it, the others never go on. */
    private static Execution supersede(Draft draft, List<Execution> waiting, String stage) {
        var newest = waiting.get(waiting.size() - 1);
        waiting.subList(0, waiting.size() - 1)
                .forEach(older -> draft.record(new Event.ExecutionSuperseded(older.id(), stage, newest.id())));
        return newest;
    }

    private static void enter(Draft draft, Execution execution, String stage) {
        if (Transitions.open(draft.state(), execution, stage)) {
            draft.record(new Event.StageEntered(execution.id(), stage));
        }
    }
}
