package io.jenkins.plugins.stagegate.trigger;

import io.jenkins.plugins.stagegate.model.Trigger.PullRequestEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What all providers say of a pull request, in their own places.
 *
 * @param merged what it became; empty text for the newest of its target, if it was merged and that is not said
 */
record PullRequestHook(
        String number,
        String source,
        String target,
        String commit,
        boolean fork,
        Optional<String> merged,
        Optional<String> base) {
    static Optional<String> merged(boolean merged, Optional<String> commit) {
        return merged ? Optional.of(commit.orElse("")) : Optional.empty();
    }

    /** What is heard of it; nothing if the event is none that triggers are about. */
    static Heard heard(
            Set<String> repository, Map<String, PullRequestEvent> events, String event, PullRequestHook request) {
        return Optional.ofNullable(events.get(event))
                .map(known -> new Heard(repository, List.of(request.news(known)), ""))
                .orElseGet(
                        () -> Heard.nothing("`" + event + "` of a pull request is none of opened, updated and closed"));
    }

    private News news(PullRequestEvent event) {
        return new News.PullRequested(event, number, source, target, commit, fork, merged, base);
    }
}
