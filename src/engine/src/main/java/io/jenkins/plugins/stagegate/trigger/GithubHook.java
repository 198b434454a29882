package io.jenkins.plugins.stagegate.trigger;

import io.jenkins.plugins.stagegate.model.Trigger.PullRequestEvent;
import java.util.Map;

/** GitHub's hooks, which Gitea and Forgejo have taken over. */
final class GithubHook {
    private static final Map<String, PullRequestEvent> EVENTS = Map.of(
            "opened",
            PullRequestEvent.OPEN,
            "reopened",
            PullRequestEvent.OPEN,
            "synchronize",
            PullRequestEvent.UPDATED,
            "synchronized",
            PullRequestEvent.UPDATED,
            "closed",
            PullRequestEvent.CLOSED);

    private GithubHook() {}

    static Heard read(String event, Payload body) throws InvalidDeliveryException {
        var repository = body.at("repository").all("clone_url", "ssh_url", "html_url", "git_url");
        if (event.equals("push")) {
            boolean deleted = body.truth("deleted") || body.commit("after").isEmpty();
            // Of a tag with a message, `after` is the tag itself.
            var after =
                    body.commit("head_commit.id").or(() -> body.commit("after")).filter(id -> !deleted);
            return Heard.moves(repository, Payload.moved(body.need("ref"), body.commit("before"), after));
        }
        if (event.equals("pull_request")) {
            var request = body.at("pull_request");
            boolean merged = request.truth("merged");
            return PullRequestHook.heard(
                    repository,
                    EVENTS,
                    body.need("action"),
                    new PullRequestHook(
                            body.text("number"),
                            request.need("head.ref"),
                            request.need("base.ref"),
                            request.needCommit("head.sha"),
                            !request.text("head.repo.full_name").equals(request.text("base.repo.full_name")),
                            PullRequestHook.merged(merged, request.commit("merge_commit_sha")),
                            request.commit("base.sha")));
        }
        return Heard.nothing("it is about `" + event + "`, and triggers are about `push` and `pull_request`");
    }
}
