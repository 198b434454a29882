package io.jenkins.plugins.stagegate.source;

import io.jenkins.plugins.stagegate.decision.Commit;
import io.jenkins.plugins.stagegate.decision.Commits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;

/** The commits that a revision brings. */
public final class CommitLog {
    private CommitLog() {}

    /**
     * What a commit brings beyond another one: what is reachable from it and not from the other.
     *
     * @param before the id of the other commit
     * @return empty if that cannot be told: there is no other, the repository does not have it, or the commit is one of its
     *     ancestors, so that something was taken back
     */
    public static Optional<Commits> since(Repository repository, ObjectId commit, Optional<String> before)
            throws IOException {
        var other = before.filter(ObjectId::isId).map(ObjectId::fromString);
        if (other.isEmpty() || !repository.getObjectDatabase().has(other.get())) {
            return Optional.empty();
        }
        try (var walk = new RevWalk(repository)) {
            walk.sort(RevSort.TOPO);
            walk.markStart(walk.parseCommit(commit));
            walk.markUninteresting(walk.parseCommit(other.get()));
            var listed = new ArrayList<Commit>();
            int more = 0;
            for (RevCommit one : walk) {
                if (listed.size() < Commits.MOST) {
                    listed.add(told(one));
                } else {
                    more++;
                }
            }
            boolean takenBack = listed.isEmpty() && !commit.equals(other.get());
            return takenBack ? Optional.empty() : Optional.of(new Commits(listed, more));
        }
    }

    private static Commit told(RevCommit commit) {
        var author = commit.getAuthorIdent();
        var summary = commit.getFullMessage().strip().lines().findFirst().orElse("");
        return new Commit(commit.name(), summary, author.getName(), author.getWhenAsInstant());
    }
}
