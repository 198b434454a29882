package io.jenkins.plugins.stagegate.plugin.wire;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.stagegate.plugin.ui.Audit;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** What callers did by CodePipeline's protocol. What they did on a line is noted where it is done, as if they had done it on its page. */
final class CallAudit {
    /** Calls that change something beside the line, and what of a request says what that is. */
    static final Map<String, JsonPointer> NOTED = Map.ofEntries(
            noted("CreatePipeline", "/pipeline/name"),
            noted("UpdatePipeline", "/pipeline/name"),
            noted("DeletePipeline", "/name"),
            noted("PutWebhook", "/webhook/name"),
            noted("DeleteWebhook", "/name"),
            noted("RegisterWebhookWithThirdParty", "/webhookName"),
            noted("DeregisterWebhookWithThirdParty", "/webhookName"),
            noted("CreateCustomActionType", "/provider"),
            noted("UpdateActionType", "/actionType/id/provider"),
            noted("DeleteCustomActionType", "/provider"),
            noted("TagResource", "/resourceArn"),
            noted("UntagResource", "/resourceArn"),
            noted("PutJobSuccessResult", "/jobId"),
            noted("PutJobFailureResult", "/jobId"),
            noted("PutThirdPartyJobSuccessResult", "/jobId"),
            noted("PutThirdPartyJobFailureResult", "/jobId"));

    /** Calls that are noted by what they do on the line. */
    static final Set<String> ON_THE_LINE = Set.of(
            "StartPipelineExecution",
            "StopPipelineExecution",
            "RetryStageExecution",
            "RollbackStage",
            "OverrideStageCondition",
            "PutApprovalResult",
            "PutActionRevision",
            "EnableStageTransition",
            "DisableStageTransition");

    private static final ObjectMapper JSON = new ObjectMapper();

    private CallAudit() {}

    private static Map.Entry<String, JsonPointer> noted(String operation, String place) {
        return Map.entry(operation, JsonPointer.compile(place));
    }

    /**
     * Notes a call that was answered, if it is to be noted.
     *
     * @param target the operation, with the protocol's name and a dot in front of it
     */
    static void note(String target, byte[] body) throws IOException {
        var operation = target.substring(target.lastIndexOf('.') + 1);
        var place = NOTED.get(operation);
        if (place != null) {
            Audit.note(
                    "Jenkins",
                    "called " + operation + " for "
                            + JSON.readTree(body).at(place).asText());
        }
    }
}
