package io.jenkins.plugins.stagegate.plugin.notify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * A decision that is wanted.
 *
 * @param pipeline full name of the job
 * @param number of the execution
 * @param token by which the decision names this request
 * @param message what the approvers are asked, with every variable resolved
 * @param link where they can look at what they decide on
 * @param page address of the page where they decide; empty if Jenkins does not know its own address
 */
public record ApprovalNotice(
        String pipeline,
        long number,
        String stage,
        String action,
        String token,
        Instant expires,
        Optional<String> message,
        Optional<String> link,
        String page) {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm'Z'").withZone(ZoneOffset.UTC);

    /** The message that CodePipeline sends; members without a value are left out. */
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
        var notice = JsonNodeFactory.instance.objectNode().put("region", "").put("consoleLink", page);
        notice.set("approval", approval);
        return notice;
    }
}
