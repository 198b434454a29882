package io.jenkins.plugins.stagegate.codepipeline;

import static io.jenkins.plugins.stagegate.codepipeline.Operation.object;

import java.util.List;
import java.util.Map;

/** What partners of the service may do. There are none here, so these answer as they answer everybody without a partner. */
final class Partners {
    private Partners() {}

    static void addTo(Map<String, Operation> operations) {
        for (String name : List.of(
                "AcknowledgeThirdPartyJob",
                "GetThirdPartyJobDetails",
                "PutThirdPartyJobFailureResult",
                "PutThirdPartyJobSuccessResult")) {
            operations.put(name, call -> {
                throw new ServiceException(
                        "JobNotFoundException", "The job " + call.text("jobId") + " could not be found.");
            });
        }
        operations.put("PollForThirdPartyJobs", call -> {
            var type = call.input().path("actionTypeId");
            throw new ServiceException(
                    "ActionTypeNotFoundException",
                    "There is no partner with the action type "
                            + type.path("provider").asText() + ".");
        });
        operations.put("RegisterWebhookWithThirdParty", call -> {
            Webhooks.require(call, "webhookName");
            throw ServiceException.invalid(
                    "Nobody here can register webhooks elsewhere. Enter the webhook's url there by hand.");
        });
        operations.put("DeregisterWebhookWithThirdParty", call -> {
            Webhooks.require(call, "webhookName");
            return object();
        });
    }
}
