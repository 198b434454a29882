package io.jenkins.plugins.stagegate.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.MergeCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** A real repository in a folder of the test's. */
public final class SampleRepository extends ExternalResource {
    static final Instant WRITTEN = Instant.parse("2026-03-01T09:30:00Z");

    private final TemporaryFolder temporary = new TemporaryFolder();
    private Git git;

    @Override
    protected void before() throws Throwable {
        temporary.create();
        git = Git.init()
                .setDirectory(temporary.newFolder("shop"))
                .setInitialBranch("main")
                .call();
    }

    @Override
    protected void after() {
        git.close();
        temporary.delete();
    }

    Path folder() {
        return git.getRepository().getWorkTree().toPath();
    }

    GitAddress address() {
        return GitAddress.of(folder().toString());
    }

    /** Commits a file and gives the commit's id. */
    String commit(String file, String text, String message) throws IOException, GitAPIException {
        var path = folder().resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        git.add().addFilepattern(file).call();
        var author = new PersonIdent("Ada", "ada@example.com", WRITTEN, ZoneOffset.UTC);
        return git.commit()
                .setMessage(message)
                .setAuthor(author)
                .setCommitter(author)
                .setSign(false)
                .call()
                .name();
    }

    void branch(String name) throws GitAPIException {
        git.checkout().setCreateBranch(true).setName(name).call();
    }

    /** Deletes a branch that is not checked out, whatever it leads to. */
    void delete(String branch) throws GitAPIException {
        git.branchDelete().setBranchNames(branch).setForce(true).call();
    }

    void go(String branch) throws GitAPIException {
        git.checkout().setName(branch).call();
    }

    /** Merges a branch into the present one and gives the commit's id. */
    String merge(String branch) throws IOException, GitAPIException {
        git.merge()
                .include(git.getRepository().resolve(branch))
                .setCommit(false)
                .setFastForward(MergeCommand.FastForwardMode.NO_FF)
                .call();
        return git.commit().setMessage("Merge " + branch).setSign(false).call().name();
    }

    /** Commits that another repository's commit belongs at that path. */
    void submodule(String path, String commit) throws IOException, GitAPIException {
        var index = git.getRepository().lockDirCache();
        var editor = index.editor();
        editor.add(new DirCacheEditor.PathEdit(path) {
            @Override
            public void apply(DirCacheEntry entry) {
                entry.setFileMode(FileMode.GITLINK);
                entry.setObjectId(ObjectId.fromString(commit));
            }
        });
        editor.commit();
        git.commit().setMessage("Add " + path).setSign(false).call();
    }

    void tag(String name) throws GitAPIException {
        git.tag().setName(name).setMessage(name).setSigned(false).call();
    }
}
