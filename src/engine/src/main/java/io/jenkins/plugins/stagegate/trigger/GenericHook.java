package io.jenkins.plugins.stagegate.trigger;

import io.jenkins.plugins.stagegate.model.Trigger.PullRequestEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Our own form, for whoever has no other. */
final class GenericHook {
    private static final Map<String, PullRequestEvent> EVENTS = Map.of(
            "OPEN", PullRequestEvent.OPEN, "UPDATED", PullRequestEvent.UPDATED, "CLOSED", PullRequestEvent.CLOSED);

    private GenericHook() {}

    static Heard read(Payload body) throws InvalidDeliveryException {
        var repository = Set.of(body.need("repository"));
        // Without one it is the newest.
        var commit = body.text("commit").isEmpty() ? "" : body.needCommit("commit");
        if (body.at("tag").exists()) {
            return Heard.moves(repository, List.of(new News.Tagged(body.need("tag"), commit)));
        }
        var request = body.at("pullRequest");
        if (request.exists()) {
            return PullRequestHook.heard(
                    repository,
                    EVENTS,
                    request.need("event"),
                    new PullRequestHook(
                            request.text("number"),
                            request.need("source"),
                            request.need("target"),
                            commit,
                            request.truth("fork"),
                            request.commit("merged"),
                            body.commit("before")));
        }
        return Heard.moves(repository, List.of(new News.Pushed(body.need("branch"), body.commit("before"), commit)));
    }
}
