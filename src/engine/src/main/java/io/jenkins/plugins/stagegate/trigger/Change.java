package io.jenkins.plugins.stagegate.trigger;

import io.jenkins.plugins.stagegate.model.Trigger.PullRequestEvent;
import java.util.List;
import java.util.Optional;

/** Something that happened in a repository, or to what is taken instead of one. */
public sealed interface Change {
    /** The commit that an execution would run; empty where there is no repository. */
    String commit();

    /** How people call it, as the end of "this is ...". */
    String title();

    /**
     * Commits that came to a branch.
     *
     * @param files what they changed, relative to the repository's root with {@code /}; empty if that is not known
     */
    record BranchPush(String branch, String commit, Optional<List<String>> files) implements Change {
        public BranchPush {
            files = files.map(List::copyOf);
        }

        @Override
        public String title() {
            return "a push to the branch `" + branch + "`";
        }
    }

    /** A tag that was set or moved. */
    record TagPush(String tag, String commit) implements Change {
        @Override
        public String title() {
            return "a push of the tag `" + tag + "`";
        }
    }

    /**
     * Something that happened to a pull request (GitLab: merge request).
     *
     * @param target the branch that it would change
     * @param commit the newest of the branch that it comes from
     * @param fork whether that branch is in another repository, where other people may write
     * @param files what it would change; empty if that is not known
     */
    record PullRequest(
            PullRequestEvent event,
            String number,
            String target,
            String commit,
            boolean fork,
            Optional<List<String>> files)
            implements Change {
        public PullRequest {
            files = files.map(List::copyOf);
        }

        @Override
        public String title() {
            return "a pull request to the branch `" + target + "`";
        }
    }

    /**
     * Another folder, image or object than before.
     *
     * @param action the source action that takes it
     */
    record Revision(String action) implements Change {
        @Override
        public String commit() {
            return "";
        }

        @Override
        public String title() {
            return "another revision of `" + action + "`";
        }
    }

    /**
     * An execution of another pipeline that succeeded.
     *
     * @param pipeline its name, as definitions write it
     */
    record Success(String pipeline) implements Change {
        @Override
        public String commit() {
            return "";
        }

        @Override
        public String title() {
            return "a success of the pipeline `" + pipeline + "`";
        }
    }
}
