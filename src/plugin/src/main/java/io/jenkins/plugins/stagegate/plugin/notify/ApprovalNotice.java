package io.jenkins.plugins.stagegate.plugin.notify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * A decision that is wanted, or what became of it.
 *
 * @param pipeline full name of the job
 * @param number of the execution
 * @param token by which the decision names this request
 * @param message what the approvers are asked, with every variable resolved
 * @param link where they can look at what they decide on
 * @param page address of where they decide, a place on the page of the line; empty if Jenkins does not know its own address
 * @param by who decided; empty if nobody did
 * @param comment what they said to it, or why there is nothing to decide any more; may be empty
 */
public record ApprovalNotice(
        Occasion occasion,
        String pipeline,
        long number,
        String stage,
        String action,
        String token,
        Instant expires,
        Optional<String> message,
        Optional<String> link,
        String page,
        String by,
        String comment) {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm'Z'").withZone(ZoneOffset.UTC);

    /** Why somebody is told. */
    public enum Occasion {
        /** A decision is wanted. */
        WANTED,
        /** It is still wanted. */
        REMINDER,
        /** Somebody approved, and others must, too. */
        GIVEN,
        APPROVED,
        REJECTED,
        /** Nobody decided in time. */
        EXPIRED,
        /** A newer execution has come to the gate, and waits. The decision is still wanted. */
        OUTDATED,
        /** A newer execution has taken its place. */
        SUPERSEDED,
        /** The execution was stopped. */
        WITHDRAWN;

        /** Whether there is something to decide. */
        public boolean open() {
            return this == WANTED || this == REMINDER || this == GIVEN || this == OUTDATED;
        }
    }

    /** One sentence that says all of it. */
    public String title() {
        return switch (occasion) {
            case WANTED -> Messages.ApprovalNotice_wanted(pipeline, number, action);
            case REMINDER -> Messages.ApprovalNotice_reminder(pipeline, number, action);
            case GIVEN -> Messages.ApprovalNotice_given(pipeline, number, action, by);
            case APPROVED -> Messages.ApprovalNotice_approved(pipeline, number, action, by);
            case REJECTED -> Messages.ApprovalNotice_rejected(pipeline, number, action, by);
            case EXPIRED -> Messages.ApprovalNotice_expired(pipeline, number, action);
            case OUTDATED -> Messages.ApprovalNotice_outdated(pipeline, number, action);
            case SUPERSEDED -> Messages.ApprovalNotice_superseded(pipeline, number, action);
            case WITHDRAWN -> Messages.ApprovalNotice_withdrawn(pipeline, number, action);
        };
    }

    /**
     * The message that CodePipeline sends, with {@code occasion}, {@code by} and {@code comment} if there is more to tell than that a
     * decision is wanted. Members without a value are left out.
     */
    public ObjectNode json() {
        var approval = JsonNodeFactory.instance
                .objectNode()
                .put("pipelineName", pipeline)
                .put("stageName", stage)
                .put("actionName", action)
                .put("token", token)
                .put("expires", MINUTES.format(expires));
        link.ifPresent(address -> approval.put("externalEntityLink", address));
        approval.put("approvalReviewLink", page);
        message.ifPresent(text -> approval.put("customData", text));
        if (occasion != Occasion.WANTED) {
            approval.put("occasion", occasion.name());
            put(approval, "by", by);
            put(approval, "comment", comment);
        }
        var notice = JsonNodeFactory.instance.objectNode().put("region", "").put("consoleLink", line());
        notice.set("approval", approval);
        return notice;
    }

    /** The page of the line, as a whole. */
    private String line() {
        return page.replaceFirst("\\?.*", "");
    }

    private static void put(ObjectNode node, String name, String value) {
        if (!value.isEmpty()) {
            node.put(name, value);
        }
    }
}
