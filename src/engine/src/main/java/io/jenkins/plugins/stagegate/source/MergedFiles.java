package io.jenkins.plugins.stagegate.source;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** The files that merging a pull request changed in its target. */
record MergedFiles(Repository repository, Wanted wanted, Merge merge) {

    /**
     * Those of a commit that merges are what it has beyond its first parent. Of squashed or rebased commits the target's history does
     * not say where they began: the pull request's own branch does, if the server still gives it, or else the provider's base.
     */
    List<String> of(ObjectId merged) throws SourceException, GitAPIException, IOException {
        try (var walk = new RevWalk(repository)) {
            var commit = walk.parseCommit(merged);
            if (commit.getParentCount() > 1) {
                return ChangedFiles.between(repository, firstParent(commit), merged);
            }
            var head =
                    merge.head().isEmpty() ? Optional.<ObjectId>empty() : wanted.commit(merge.source(), merge.head());
            if (head.isPresent() && !walk.isMergedInto(walk.parseCommit(head.get()), commit)) {
                return ChangedFiles.between(repository, Optional.of(merged), head.get());
            }
            var base = merge.base().isPresent()
                    ? wanted.commit(merge.target(), merge.base().get())
                    : Optional.<ObjectId>empty();
            // Some providers name the target's newest after the merge.
            boolean before = base.isPresent() && !walk.isMergedInto(commit, walk.parseCommit(base.get()));
            return ChangedFiles.between(repository, before ? base : firstParent(commit), merged);
        }
    }

    private static Optional<ObjectId> firstParent(RevCommit commit) {
        return commit.getParentCount() == 0 ? Optional.empty() : Optional.of(commit.getParent(0));
    }
}
