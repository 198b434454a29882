package io.jenkins.plugins.stagegate.rehearsal;

import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.rehearsal.Manner.Go;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody does when they are asked.
 *
 * @param gate the approval
 * @param execution the number of the only execution that it is about
 * @param needs how long they take while they are there
 * @param fields what they fill in
 */
record Approver(
        Actor person,
        boolean approves,
        Part gate,
        Optional<Long> execution,
        Occasions occasions,
        Duration needs,
        Presence presence,
        Map<String, String> fields) {
    boolean fits(Go go) {
        return gate.fits(go.stage(), go.name())
                && execution.map(one -> one == go.execution()).orElse(true)
                && occasions.fits(execution.isPresent() ? go.inExecution() : go.ofAll());
    }

    Optional<Instant> decision(Instant asked) {
        return presence.decision(asked, needs);
    }
}
