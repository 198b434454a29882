package io.jenkins.plugins.stagegate.trigger;

import io.jenkins.plugins.stagegate.model.Trigger.PullRequestEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what the providers' hooks say. */
public final class Hooks {
    private static final String OPEN = "OPEN";
    private static final String UPDATED = "UPDATED";
    private static final String CLOSED = "CLOSED";
    /** The port that a Data Center has for ssh unless somebody gave it another one. */
    private static final String SSH_OF_DATA_CENTER = "ssh://git@$1:7999";

    private static final Map<String, String> GITHUB_EVENTS =
            Map.of("opened", OPEN, "reopened", OPEN, "synchronize", UPDATED, "synchronized", UPDATED, "closed", CLOSED);
    private static final Map<String, String> GITLAB_EVENTS =
            Map.of("open", OPEN, "reopen", OPEN, "update", UPDATED, "merge", CLOSED, "close", CLOSED);
    /** As for CodePipeline, closed is merged here. */
    private static final Map<String, String> BITBUCKET_EVENTS = Map.of(
            "pullrequest:created",
            OPEN,
            "pullrequest:updated",
            UPDATED,
            "pullrequest:fulfilled",
            CLOSED,
            "pr:opened",
            OPEN,
            "pr:from_ref_updated",
            UPDATED,
            "pr:merged",
            CLOSED);

    private static final Map<String, String> CODECOMMIT_EVENTS = Map.of(
            "pullRequestCreated",
            OPEN,
            "pullRequestSourceBranchUpdated",
            UPDATED,
            "pullRequestStatusChanged",
            CLOSED,
            "pullRequestMergeStatusUpdated",
            CLOSED);

    private static final Map<String, String> GENERIC_EVENTS = Map.of(OPEN, OPEN, UPDATED, UPDATED, CLOSED, CLOSED);

    private Hooks() {}

    /**
     * What the delivery says. Whether it is to be believed is {@link Delivery#isFrom}'s matter.
     *
     * @throws InvalidDeliveryException if it lacks what the provider's deliveries have
     */
    public static Heard read(Delivery delivery) throws InvalidDeliveryException {
        var body = Payload.of(delivery.body());
        var event = delivery.header(delivery.provider().eventHeader()).orElse("");
        return switch (delivery.provider()) {
            case GITHUB, GITEA -> github(event, body);
            case GITLAB -> gitlab(body);
            case BITBUCKET ->
                event.startsWith("repo:refs") || event.startsWith("pr:")
                        ? bitbucketServer(event, body)
                        : bitbucketCloud(event, body);
            case CODECOMMIT -> codecommit(body);
            case GENERIC -> generic(body);
        };
    }

    /** Whether it names its commits, so that its text is never sent for another one. Our own form need not. */
    public static boolean tellsItsCommits(Delivery delivery) {
        if (delivery.provider() != Provider.GENERIC) {
            return true;
        }
        try {
            return !Payload.of(delivery.body()).text("commit").isEmpty();
        } catch (InvalidDeliveryException e) {
            return true;
        }
    }

    /** GitHub's, which Gitea and Forgejo have taken over. */
    private static Heard github(String event, Payload body) throws InvalidDeliveryException {
        var repository = body.at("repository").all("clone_url", "ssh_url", "html_url", "git_url");
        if (event.equals("push")) {
            boolean deleted = body.truth("deleted") || body.commit("after").isEmpty();
            // Of a tag with a message, `after` is the tag itself.
            var after =
                    body.commit("head_commit.id").or(() -> body.commit("after")).filter(id -> !deleted);
            return moves(repository, Payload.moved(body.need("ref"), body.commit("before"), after));
        }
        if (event.equals("pull_request")) {
            var request = body.at("pull_request");
            boolean merged = request.truth("merged");
            return request(
                    repository,
                    GITHUB_EVENTS,
                    body.need("action"),
                    new Parts(
                            body.text("number"),
                            request.need("head.ref"),
                            request.need("base.ref"),
                            request.needCommit("head.sha"),
                            !request.text("head.repo.full_name").equals(request.text("base.repo.full_name")),
                            merged(merged, request.commit("merge_commit_sha")),
                            request.commit("base.sha")));
        }
        return Heard.nothing("it is about `" + event + "`, and triggers are about `push` and `pull_request`");
    }

    private static Heard gitlab(Payload body) throws InvalidDeliveryException {
        var repository = body.at("project").all("git_http_url", "git_ssh_url", "web_url");
        var kind = body.need("object_kind");
        if (kind.equals("push") || kind.equals("tag_push")) {
            // Of a tag with a message, `after` is the tag itself.
            var after = body.commit("after").isEmpty()
                    ? Optional.<String>empty()
                    : body.commit("checkout_sha").or(() -> body.commit("after"));
            return moves(repository, Payload.moved(body.need("ref"), body.commit("before"), after));
        }
        if (kind.equals("merge_request")) {
            var request = body.at("object_attributes");
            var action = request.text("action");
            if (action.equals("update") && request.text("oldrev").isEmpty()) {
                return Heard.nothing("the merge request was edited, and has no new commit");
            }
            return request(
                    repository,
                    GITLAB_EVENTS,
                    action,
                    new Parts(
                            request.text("iid"),
                            request.need("source_branch"),
                            request.need("target_branch"),
                            request.needCommit("last_commit.id"),
                            !request.text("source_project_id").equals(request.text("target_project_id")),
                            // Without a merge commit the branch was squashed, or went on to the request's own newest.
                            merged(
                                    action.equals("merge"),
                                    request.commit("merge_commit_sha")
                                            .or(() -> request.commit("squash_commit_sha"))
                                            .or(() -> request.commit("last_commit.id"))),
                            request.commit("diff_refs.base_sha")));
        }
        return Heard.nothing("it is about `" + kind + "`, and triggers are about pushes, tags and merge requests");
    }

    private static Heard bitbucketCloud(String event, Payload body) throws InvalidDeliveryException {
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
            return moves(repository, news);
        }
        var request = body.at("pullrequest");
        if (!request.exists()) {
            return Heard.nothing("it is about `" + event + "`, and triggers are about pushes and pull requests");
        }
        return request(
                repository,
                BITBUCKET_EVENTS,
                event,
                new Parts(
                        request.text("id"),
                        request.need("source.branch.name"),
                        request.need("destination.branch.name"),
                        request.needCommit("source.commit.hash"),
                        !request.text("source.repository.full_name")
                                .equals(request.text("destination.repository.full_name")),
                        merged(event.equals("pullrequest:fulfilled"), request.commit("merge_commit.hash")),
                        request.commit("destination.commit.hash")));
    }

    private static Heard bitbucketServer(String event, Payload body) throws InvalidDeliveryException {
        if (event.equals("repo:refs_changed")) {
            var news = body.items("changes").stream()
                    .flatMap(change ->
                            Payload.moved(change.text("ref.id"), change.commit("fromHash"), change.commit("toHash"))
                                    .stream())
                    .toList();
            return moves(clones(body.at("repository")), news);
        }
        var request = body.at("pullRequest");
        return request(
                clones(request.at("toRef.repository")),
                BITBUCKET_EVENTS,
                event,
                new Parts(
                        request.text("id"),
                        Payload.branch(request.need("fromRef.id")),
                        Payload.branch(request.need("toRef.id")),
                        request.needCommit("fromRef.latestCommit"),
                        !request.text("fromRef.repository.id").equals(request.text("toRef.repository.id")),
                        merged(event.equals("pr:merged"), request.commit("properties.mergeCommit.id")),
                        request.commit("toRef.latestCommit")));
    }

    private static Set<String> clones(Payload repository) throws InvalidDeliveryException {
        var links = new java.util.LinkedHashSet<String>();
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

    private static Heard codecommit(Payload body) throws InvalidDeliveryException {
        if (!body.text("source").equals("aws.codecommit")) {
            return Heard.nothing("it is no event of CodeCommit");
        }
        var detail = body.at("detail");
        var host = "https://git-codecommit." + body.need("region") + ".amazonaws.com/v1/repos/";
        if (detail.at("referenceFullName").exists()) {
            boolean deleted = detail.text("event").equals("referenceDeleted");
            return moves(
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
        return request(
                Set.of(host + names.get(0).node().asText()),
                CODECOMMIT_EVENTS,
                detail.need("event"),
                new Parts(
                        detail.text("pullRequestId"),
                        Payload.branch(detail.need("sourceReference")),
                        Payload.branch(detail.need("destinationReference")),
                        detail.needCommit("sourceCommit"),
                        false,
                        // Which commit a merge made is not said.
                        merged(
                                detail.text("isMerged").equalsIgnoreCase("true"),
                                detail.commit("sourceCommit").filter(own -> detail.text("mergeOption")
                                        .equals("FAST_FORWARD_MERGE"))),
                        detail.commit("destinationCommit")));
    }

    private static Heard generic(Payload body) throws InvalidDeliveryException {
        var repository = Set.of(body.need("repository"));
        // Without one it is the newest.
        var commit = body.text("commit").isEmpty() ? "" : body.needCommit("commit");
        if (body.at("tag").exists()) {
            return moves(repository, List.of(new News.Tagged(body.need("tag"), commit)));
        }
        var request = body.at("pullRequest");
        if (request.exists()) {
            return request(
                    repository,
                    GENERIC_EVENTS,
                    request.need("event"),
                    new Parts(
                            request.text("number"),
                            request.need("source"),
                            request.need("target"),
                            commit,
                            request.truth("fork"),
                            request.commit("merged"),
                            body.commit("before")));
        }
        return moves(repository, List.of(new News.Pushed(body.need("branch"), body.commit("before"), commit)));
    }

    private static Heard moves(Set<String> repository, List<News> news) {
        return news.isEmpty()
                ? Heard.nothing("no branch or tag got a commit: something was deleted")
                : new Heard(repository, news, "");
    }

    /** What all providers say of a pull request, in their own places. */
    private record Parts(
            String number,
            String source,
            String target,
            String commit,
            boolean fork,
            Optional<String> merged,
            Optional<String> base) {}

    /** What a pull request became; empty text, which is the newest of its target, if it was merged and that is not said. */
    private static Optional<String> merged(boolean merged, Optional<String> commit) {
        return merged ? Optional.of(commit.orElse("")) : Optional.empty();
    }

    private static Heard request(Set<String> repository, Map<String, String> events, String event, Parts parts) {
        var known = events.get(event);
        if (known == null) {
            return Heard.nothing("`" + event + "` of a pull request is none of opened, updated and closed");
        }
        return new Heard(
                repository,
                List.of(new News.PullRequested(
                        PullRequestEvent.valueOf(known),
                        parts.number(),
                        parts.source(),
                        parts.target(),
                        parts.commit(),
                        parts.fork(),
                        parts.merged(),
                        parts.base())),
                "");
    }
}
