package io.jenkins.plugins.stagegate.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** The files that commits changed, added or deleted. */
final class ChangedFiles {
    private ChangedFiles() {}

    /**
     * The files in which a commit differs from where it and another one parted.
     *
     * @param other empty, or of another history: then all files of the commit
     */
    static List<String> between(Repository repository, Optional<ObjectId> other, ObjectId after) throws IOException {
        try (var walk = new RevWalk(repository);
                var trees = new TreeWalk(repository)) {
            var commit = walk.parseCommit(after);
            var base = other.isPresent() ? base(walk, walk.parseCommit(other.get()), commit) : null;
            if (base == null) {
                trees.addTree(new EmptyTreeIterator());
            } else {
                trees.addTree(walk.parseCommit(base).getTree());
            }
            trees.addTree(commit.getTree());
            trees.setRecursive(true);
            trees.setFilter(TreeFilter.ANY_DIFF);
            var files = new ArrayList<String>();
            while (trees.next()) {
                files.add(trees.getPathString());
            }
            return files;
        }
    }

    private static RevCommit base(RevWalk walk, RevCommit one, RevCommit other) throws IOException {
        walk.setRevFilter(RevFilter.MERGE_BASE);
        walk.markStart(one);
        walk.markStart(other);
        var base = walk.next();
        walk.reset();
        walk.setRevFilter(RevFilter.ALL);
        return base;
    }
}
