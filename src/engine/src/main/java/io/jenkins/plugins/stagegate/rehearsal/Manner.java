package io.jenkins.plugins.stagegate.rehearsal;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How an action or a rule behaves, as one line says.
 *
 * @param part whose manner it is; without one, everybody's
 * @param execution the number of the only execution that it is about
 * @param takes how long it takes, if the line says
 * @param good whether it succeeds or holds, if the line says
 * @param gives output variables
 */
record Manner(
        Optional<Part> part,
        Optional<Long> execution,
        Occasions occasions,
        Optional<Duration> takes,
        Optional<Boolean> good,
        Map<String, String> gives) {

    /** Whether the line is about that go: the n-th of all, and the m-th of its execution. */
    boolean fits(Go go) {
        return part.map(one -> one.fits(go.stage(), go.name())).orElse(true)
                && execution.map(one -> one == go.execution()).orElse(true)
                && occasions.fits(execution.isPresent() ? go.inExecution() : go.ofAll());
    }

    /** How special it is: of several lines that fit, the most special counts, and of those the last. */
    int weight() {
        return (part.isPresent() ? 1 : 0) + (execution.isPresent() ? 2 : 0) + (occasions.all() ? 0 : 4);
    }

    /**
     * One go at an action or a rule.
     *
     * @param ofAll how many there were in all executions, with this one
     * @param inExecution how many there were in its execution, with this one
     */
    record Go(String stage, String name, long execution, int ofAll, int inExecution) {}
}
