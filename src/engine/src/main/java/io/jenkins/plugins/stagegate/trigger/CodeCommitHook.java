package io.jenkins.plugins.stagegate.trigger;

import io.jenkins.plugins.stagegate.model.Trigger.PullRequestEvent;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** CodeCommit's events, in the form of EventBridge. */
final class CodeCommitHook {
    private static final Map<String, PullRequestEvent> EVENTS = Map.of(
            "pullRequestCreated",
            PullRequestEvent.OPEN,
            "pullRequestSourceBranchUpdated",
            PullRequestEvent.UPDATED,
            "pullRequestStatusChanged",
            PullRequestEvent.CLOSED,
            "pullRequestMergeStatusUpdated",
            PullRequestEvent.CLOSED);

    private CodeCommitHook() {}

    static Heard read(Payload body) throws InvalidDeliveryException {
        if (!body.text("source").equals("aws.codecommit")) {
            return Heard.nothing("it is no event of CodeCommit");
        }
        var detail = body.at("detail");
        var host = "https://git-codecommit." + body.need("region") + ".amazonaws.com/v1/repos/";
        if (detail.at("referenceFullName").exists()) {
            boolean deleted = detail.text("event").equals("referenceDeleted");
            return Heard.moves(
                    Set.of(host + detail.need("repositoryName")),
                    Payload.moved(
                            detail.need("referenceFullName"),
                            detail.commit("oldCommitId"),
                            deleted ? Optional.empty() : detail.commit("commitId")));
        }
        if (!detail.at("sourceReference").exists()) {
            return Heard.nothing("it is about `" + body.text("detail-type")
                    + "`, and triggers are about references and pull requests");
        }
        var names = detail.items("repositoryNames");
        if (names.isEmpty()) {
            throw new InvalidDeliveryException("The body has no `detail.repositoryNames`.");
        }
        return PullRequestHook.heard(
                Set.of(host + names.get(0).node().asText()),
                EVENTS,
                detail.need("event"),
                new PullRequestHook(
                        detail.text("pullRequestId"),
                        Payload.branch(detail.need("sourceReference")),
                        Payload.branch(detail.need("destinationReference")),
                        detail.needCommit("sourceCommit"),
                        false,
                        // Which commit a merge made is not said.
                        PullRequestHook.merged(
                                detail.text("isMerged").equalsIgnoreCase("true"),
                                detail.commit("sourceCommit").filter(own -> detail.text("mergeOption")
                                        .equals("FAST_FORWARD_MERGE"))),
                        detail.commit("destinationCommit")));
    }
}
