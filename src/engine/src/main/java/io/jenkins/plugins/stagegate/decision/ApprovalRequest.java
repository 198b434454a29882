package io.jenkins.plugins.stagegate.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A question to people, with every variable resolved.
 *
 * @param token what a decision must name, so that nobody decides on something else than they saw
 * @param expires when it counts as failed
 * @param given the approvals so far
 * @param reminder when people are to be told again, if nobody has decided by then
 */
public record ApprovalRequest(
        String token,
        Optional<String> message,
        Optional<String> link,
        Instant expires,
        int required,
        List<Given> given,
        Optional<Instant> reminder) {
    /** One person's approval. */
    public record Given(String by, Instant at, String summary, Map<String, String> fields) {}

    public ApprovalRequest {
        given = List.copyOf(given);
    }

    ApprovalRequest with(Given one) {
        var all = new ArrayList<>(given);
        all.add(one);
        return new ApprovalRequest(token, message, link, expires, required, all, reminder);
    }

    ApprovalRequest remindedUntil(Optional<Instant> next) {
        return new ApprovalRequest(token, message, link, expires, required, given, next);
    }
}
