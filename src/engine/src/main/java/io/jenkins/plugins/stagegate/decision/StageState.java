package io.jenkins.plugins.stagegate.decision;

import java.util.Optional;

/**
 * What belongs to a stage of the pipeline, whichever execution is in it.
 *
 * @param latest the execution that entered last
 * @param lastSucceeded the execution that succeeded here last
 */
public record StageState(
        String name, Transition inbound, Transition outbound, Optional<String> latest, Optional<String> lastSucceeded) {
    static StageState fresh(String name) {
        return new StageState(name, Transition.OPEN, Transition.OPEN, Optional.empty(), Optional.empty());
    }

    /** The gate on that side. */
    public Transition transition(Direction direction) {
        return direction == Direction.INBOUND ? inbound : outbound;
    }

    StageState with(Direction direction, Transition transition) {
        return direction == Direction.INBOUND
                ? new StageState(name, transition, outbound, latest, lastSucceeded)
                : new StageState(name, inbound, transition, latest, lastSucceeded);
    }

    StageState enteredBy(String execution) {
        return new StageState(name, inbound, outbound, Optional.of(execution), lastSucceeded);
    }

    StageState passedBy(String execution) {
        return new StageState(name, inbound, outbound, latest, Optional.of(execution));
    }
}
