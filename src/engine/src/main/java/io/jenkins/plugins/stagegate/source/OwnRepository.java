package io.jenkins.plugins.stagegate.source;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** The repository that a folder lies in. */
final class OwnRepository {
    private OwnRepository() {}

    static Path gitFolder(Path inside) throws SourceException {
        var builder = new FileRepositoryBuilder().findGitDir(inside.toFile());
        if (builder.getGitDir() == null) {
            throw new SourceException(
                    ActionFailure.CONFIGURATION,
                    "The folder " + inside + " is in no git repository, so `scm()` has nothing to take."
                            + " Run `git init` and commit the files, or name a repository with `git url:`.");
        }
        return builder.getGitDir().toPath();
    }

    static ObjectId commit(Repository repository, Path inside, Optional<String> commit)
            throws SourceException, IOException {
        if (commit.isPresent()) {
            return find(repository, commit.get())
                    .orElseThrow(() -> new SourceException(
                            ActionFailure.REVISION_UNAVAILABLE,
                            "The repository of " + inside + " has no commit " + commit.get() + ". Check the id."));
        }
        var head = repository.resolve(Constants.HEAD + "^{commit}");
        if (head == null) {
            throw new SourceException(
                    ActionFailure.REVISION_UNAVAILABLE,
                    "The repository of " + inside + " has no commit yet. Commit the files first.");
        }
        return head;
    }

    /** The commit of that id, or the only one whose id begins so. */
    static Optional<ObjectId> find(Repository repository, String commit) throws SourceException, IOException {
        requireId(commit);
        try {
            return Optional.ofNullable(repository.resolve(commit.toLowerCase(Locale.ROOT) + "^{commit}"));
        } catch (MissingObjectException e) {
            return Optional.empty();
        } catch (AmbiguousObjectException e) {
            throw new SourceException(
                    ActionFailure.CONFIGURATION,
                    "Several commits begin with " + commit + ". Give more digits of the id.",
                    e);
        }
    }

    static void requireId(String commit) throws SourceException {
        if (!commit.matches("[0-9a-fA-F]{4,40}")) {
            throw new SourceException(
                    ActionFailure.CONFIGURATION,
                    "'" + commit + "' is no commit id: expected 4 to 40 hexadecimal digits.");
        }
    }

    /** The branch that is checked out, if one is. */
    static Optional<String> branch(Repository repository) throws IOException {
        return Optional.ofNullable(repository.getFullBranch())
                .filter(name -> name.startsWith(Constants.R_HEADS))
                .map(Repository::shortenRefName);
    }

    /** What hands on the history of a commit of it. */
    static GitFolder handOn(Repository repository, ObjectId commit, Optional<String> branch) throws IOException {
        var origin = Optional.ofNullable(repository.getConfig().getString("remote", "origin", "url"))
                .map(url -> GitFailures.withoutPassword(GitAddress.of(url)));
        return new GitFolder(repository, commit, branch, TagsOn.of(repository, commit), origin);
    }

    /** The address that it was cloned from, or else its folder. */
    static String name(Repository repository, Path inside) {
        var origin = repository.getConfig().getString("remote", "origin", "url");
        var gitFolder = repository.getDirectory().toPath();
        return origin != null
                ? origin
                : (gitFolder.endsWith(Constants.DOT_GIT) ? gitFolder.getParent() : inside).toString();
    }
}
