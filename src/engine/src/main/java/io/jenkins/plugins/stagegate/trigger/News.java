package io.jenkins.plugins.stagegate.trigger;

import io.jenkins.plugins.stagegate.model.Trigger.PullRequestEvent;
import java.util.Optional;

/** What a hook, or a look at a repository, says has happened. Which files changed, only the repository knows. */
public sealed interface News {
    /**
     * A branch has another newest commit.
     *
     * @param before its newest until then; empty if it is new
     * @param after may be the beginning of the id, or empty for the newest
     */
    record Pushed(String branch, Optional<String> before, String after) implements News {}

    /** A tag was set or moved. */
    record Tagged(String tag, String commit) implements News {}

    /**
     * Something happened to a pull request.
     *
     * @param commit the newest of its own branch; may be the beginning of the id
     * @param merged the commit that it became in its target: may be the beginning of the id, or an empty text for the newest;
     *     empty if it was not merged
     * @param base a commit of its target from before; empty if that is not said
     */
    record PullRequested(
            PullRequestEvent event,
            String number,
            String source,
            String target,
            String commit,
            boolean fork,
            Optional<String> merged,
            Optional<String> base)
            implements News {

        /** The commit that an execution would run. */
        public String toRun() {
            return merged.orElse(commit);
        }

        /** The branch that it is on. */
        public String branch() {
            return merged.isPresent() ? target : source;
        }
    }
}
