package io.jenkins.plugins.stagegate.trigger;

import io.jenkins.plugins.stagegate.model.Trigger.PullRequestEvent;
import java.util.Map;
import java.util.Optional;

/** GitLab's hooks. */
final class GitlabHook {
    private static final Map<String, PullRequestEvent> EVENTS = Map.of(
            "open",
            PullRequestEvent.OPEN,
            "reopen",
            PullRequestEvent.OPEN,
            "update",
            PullRequestEvent.UPDATED,
            "merge",
            PullRequestEvent.CLOSED,
            "close",
            PullRequestEvent.CLOSED);

    private GitlabHook() {}

    static Heard read(Payload body) throws InvalidDeliveryException {
        var repository = body.at("project").all("git_http_url", "git_ssh_url", "web_url");
        var kind = body.need("object_kind");
        if (kind.equals("push") || kind.equals("tag_push")) {
            // Of a tag with a message, `after` is the tag itself.
            var after = body.commit("after").isEmpty()
                    ? Optional.<String>empty()
                    : body.commit("checkout_sha").or(() -> body.commit("after"));
            return Heard.moves(repository, Payload.moved(body.need("ref"), body.commit("before"), after));
        }
        if (kind.equals("merge_request")) {
            var request = body.at("object_attributes");
            var action = request.text("action");
            if (action.equals("update") && request.text("oldrev").isEmpty()) {
                return Heard.nothing("the merge request was edited, and has no new commit");
            }
            return PullRequestHook.heard(
                    repository,
                    EVENTS,
                    action,
                    new PullRequestHook(
                            request.text("iid"),
                            request.need("source_branch"),
                            request.need("target_branch"),
                            request.needCommit("last_commit.id"),
                            !request.text("source_project_id").equals(request.text("target_project_id")),
                            // Without a merge commit the branch was squashed, or went on to the request's own newest.
                            PullRequestHook.merged(
                                    action.equals("merge"),
                                    request.commit("merge_commit_sha")
                                            .or(() -> request.commit("squash_commit_sha"))
                                            .or(() -> request.commit("last_commit.id"))),
                            request.commit("diff_refs.base_sha")));
        }
        return Heard.nothing("it is about `" + kind + "`, and triggers are about pushes, tags and merge requests");
    }
}
