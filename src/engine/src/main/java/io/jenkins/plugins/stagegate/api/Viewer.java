package io.jenkins.plugins.stagegate.api;

import io.jenkins.plugins.stagegate.decision.Actor;
import java.util.function.BiFunction;

/**
 * For whom a view is made.
 *
 * @param executionUrl where a page about an execution is: from its id and number; may give an empty text
 */
public record Viewer(
        Actor actor,
        boolean mayStart,
        boolean mayApprove,
        boolean mayControl,
        BiFunction<String, Long, String> executionUrl) {
    /** Somebody who may do everything, on a host without pages of its own for executions. */
    public static Viewer owner(Actor actor) {
        return new Viewer(actor, true, true, true, (id, number) -> "");
    }
}
