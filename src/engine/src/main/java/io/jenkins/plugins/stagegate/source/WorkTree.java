package io.jenkins.plugins.stagegate.source;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.dircache.DirCacheCheckout;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A repository whose files appear in a folder of our choice, so that no {@code .git} stands among them. */
final class WorkTree {
    private WorkTree() {}

    /**
     * Opens a repository.
     *
     * @param gitFolder with its objects
     * @param scratch for the index, so that the one of a person who works in the repository stays as it is
     */
    static Repository open(Path gitFolder, Path scratch, Path files) throws IOException {
        var repository = new FileRepositoryBuilder()
                .setGitDir(gitFolder.toFile())
                .setIndexFile(scratch.resolve("index").toFile())
                .setWorkTree(files.toFile())
                .build();
        // The bytes of the commit, whatever line ends the user's own settings prefer.
        repository.getConfig().setString(ConfigConstants.CONFIG_CORE_SECTION, null, "autocrlf", "false");
        return repository;
    }

    /** Lays out the files of a commit. */
    static void checkOut(Repository repository, RevCommit commit) throws SourceException, IOException {
        PathNames.require(repository, commit);
        new DirCacheCheckout(repository, repository.lockDirCache(), commit.getTree()).checkout();
    }
}
