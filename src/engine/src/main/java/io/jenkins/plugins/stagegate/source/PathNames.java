package io.jenkins.plugins.stagegate.source;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import java.io.IOException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The names of the files of a commit. */
final class PathNames {
    private PathNames() {}

    /**
     * Refuses those that git refuses, here or on a machine that an artifact goes to: where {@code .GIT} is another name of {@code .git},
     * a file of the commit would be a hook.
     */
    static void require(Repository repository, RevCommit commit) throws SourceException, IOException {
        var checker = new ObjectChecker().setSafeForMacOS(true);
        try (var walk = new TreeWalk(repository)) {
            walk.addTree(commit.getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                var path = walk.getRawPath();
                checker.checkPath(path, 0, path.length);
            }
        } catch (CorruptObjectException e) {
            throw new SourceException(
                    ActionFailure.CONFIGURATION,
                    "The commit " + commit.name() + " has a file whose name git refuses (" + e.getMessage()
                            + "). Rename or remove it.",
                    e);
        }
    }
}
