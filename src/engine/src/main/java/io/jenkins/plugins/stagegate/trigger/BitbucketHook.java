package io.jenkins.plugins.stagegate.trigger;

import io.jenkins.plugins.stagegate.model.Trigger.PullRequestEvent;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The hooks of Bitbucket Cloud, and those of Bitbucket Data Center. */
final class BitbucketHook {
    /** The port that a Data Center has for ssh unless somebody gave it another one. */
    private static final String SSH_OF_DATA_CENTER = "ssh://git@$1:7999";
    /** As for CodePipeline, closed is merged here. */
    private static final Map<String, PullRequestEvent> EVENTS = Map.of(
            "pullrequest:created",
            PullRequestEvent.OPEN,
            "pullrequest:updated",
            PullRequestEvent.UPDATED,
            "pullrequest:fulfilled",
            PullRequestEvent.CLOSED,
            "pr:opened",
            PullRequestEvent.OPEN,
            "pr:from_ref_updated",
            PullRequestEvent.UPDATED,
            "pr:merged",
            PullRequestEvent.CLOSED);

    private BitbucketHook() {}

    static Heard read(String event, Payload body) throws InvalidDeliveryException {
        return event.startsWith("repo:refs") || event.startsWith("pr:") ? server(event, body) : cloud(event, body);
    }

    private static Heard cloud(String event, Payload body) throws InvalidDeliveryException {
        if (event.startsWith("diagnostics:")) {
            return Heard.nothing("it is a test of the connection");
        }
        var repository = Set.of("https://bitbucket.org/" + body.need("repository.full_name"));
        if (event.equals("repo:push")) {
            var news = body.items("push.changes").stream()
                    .flatMap(change -> Payload.moved(
                            change.text("new.type").equals("tag")
                                    ? "refs/tags/" + change.text("new.name")
                                    : "refs/heads/" + change.text("new.name"),
                            change.commit("old.target.hash"),
                            change.commit("new.target.hash"))
                            .stream())
                    .toList();
            return Heard.moves(repository, news);
        }
        var request = body.at("pullrequest");
        if (!request.exists()) {
            return Heard.nothing("it is about `" + event + "`, and triggers are about pushes and pull requests");
        }
        return PullRequestHook.heard(
                repository,
                EVENTS,
                event,
                new PullRequestHook(
                        request.text("id"),
                        request.need("source.branch.name"),
                        request.need("destination.branch.name"),
                        request.needCommit("source.commit.hash"),
                        !request.text("source.repository.full_name")
                                .equals(request.text("destination.repository.full_name")),
                        PullRequestHook.merged(
                                event.equals("pullrequest:fulfilled"), request.commit("merge_commit.hash")),
                        request.commit("destination.commit.hash")));
    }

    private static Heard server(String event, Payload body) throws InvalidDeliveryException {
        if (event.equals("repo:refs_changed")) {
            var news = body.items("changes").stream()
                    .flatMap(change ->
                            Payload.moved(change.text("ref.id"), change.commit("fromHash"), change.commit("toHash"))
                                    .stream())
                    .toList();
            return Heard.moves(clones(body.at("repository")), news);
        }
        var request = body.at("pullRequest");
        return PullRequestHook.heard(
                clones(request.at("toRef.repository")),
                EVENTS,
                event,
                new PullRequestHook(
                        request.text("id"),
                        Payload.branch(request.need("fromRef.id")),
                        Payload.branch(request.need("toRef.id")),
                        request.needCommit("fromRef.latestCommit"),
                        !request.text("fromRef.repository.id").equals(request.text("toRef.repository.id")),
                        PullRequestHook.merged(event.equals("pr:merged"), request.commit("properties.mergeCommit.id")),
                        request.commit("toRef.latestCommit")));
    }

    private static Set<String> clones(Payload repository) throws InvalidDeliveryException {
        var links = new LinkedHashSet<String>();
        repository.items("links.clone").forEach(link -> links.addAll(link.all("href")));
        boolean named = !links.isEmpty();
        // Not every version sends them. The page's address has the server's name.
        var page = repository.items("links.self").stream()
                .map(link -> link.text("href"))
                .findFirst()
                .orElse("");
        if (page.matches("https?://[^/]+/projects/[^/]+/repos/[^/]+.*")) {
            links.add(page.replaceFirst("/projects/([^/]+)/repos/([^/]+).*", "/scm/$1/$2"));
            if (!named) {
                links.add(page.replaceFirst(
                        "https?://([^/:]+)[^/]*/projects/([^/]+)/repos/([^/]+).*", SSH_OF_DATA_CENTER + "/$2/$3"));
            }
        }
        if (links.isEmpty()) {
            throw new InvalidDeliveryException(
                    "The body has no `repository.links`, so that the repository is not known.");
        }
        return links;
    }
}
