package io.jenkins.plugins.stagegate.source;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.TransportCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.api.errors.TransportException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.eclipse.jgit.util.FileUtils;

/**
 * Takes revisions from git repositories over https, or from folders. It never asks a person for anything.
 *
 * <p>Only what is needed is fetched: the one commit, where the server gives it alone. May be used by any thread.
 */
public final class GitSource {
    private static final String WANTED = "refs/stage-gate/wanted";
    private static final String[] EVERYTHING = {"+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"};

    private final GitCredentials credentials;
    private final int timeoutSeconds;

    /** @param timeoutSeconds how long the server may be silent */
    public GitSource(GitCredentials credentials, int timeoutSeconds) {
        this.credentials = credentials;
        this.timeoutSeconds = timeoutSeconds;
    }

    /**
     * Lays out a revision in an empty folder, without any {@code .git}.
     *
     * @throws SourceException if the revision cannot be had; its message says how to mend that
     * @throws IOException if the folder cannot be written
     */
    public GitRevision checkOut(GitAddress address, Path folder) throws SourceException, IOException {
        var scratch = Files.createTempDirectory("stage-gate-git");
        try (var repository = WorkTree.open(scratch.resolve("git"), scratch, folder)) {
            repository.create(true);
            repository.getConfig().setBoolean("core", null, "bare", false);
            var refs = offered(address);
            return lay(repository, take(repository, address, refs), refs.named(address), address.url());
        } catch (GitAPIException | JGitInternalException e) {
            throw GitFailures.of(address, e);
        } finally {
            FileUtils.delete(scratch.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
        }
    }

    /**
     * Lays out a commit of the repository that a folder lies in: what is checked out there, or another one. Changes that
     * are not committed are not part of it.
     *
     * @param commit a commit id; empty means what is checked out
     */
    public GitRevision checkOutOwn(Path inRepository, Optional<String> commit, Path folder)
            throws SourceException, IOException {
        var scratch = Files.createTempDirectory("stage-gate-git");
        try (var repository = WorkTree.open(OwnRepository.gitFolder(inRepository), scratch, folder)) {
            var id = OwnRepository.commit(repository, inRepository, commit);
            var branch = Optional.ofNullable(repository.getFullBranch())
                    .filter(name -> name.startsWith("refs/heads/"))
                    .map(Repository::shortenRefName)
                    .orElse("");
            return lay(repository, id, branch, OwnRepository.name(repository, inRepository));
        } finally {
            FileUtils.delete(scratch.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
        }
    }

    private RemoteRefs offered(GitAddress address) throws SourceException, GitAPIException {
        GitFailures.requirePossible(address.url());
        return new RemoteRefs(login(Git.lsRemoteRepository().setRemote(address.url()), address)
                .callAsMap());
    }

    private ObjectId take(Repository repository, GitAddress address, RemoteRefs refs)
            throws SourceException, GitAPIException, IOException {
        if (address.commit().isEmpty()) {
            fetch(repository, address, 1, "+" + refs.wanted(address) + ":" + WANTED);
            return repository.resolve(WANTED + "^{commit}");
        }
        var commit = address.commit().get();
        var named = ObjectId.isId(commit) ? refs.pointingTo(ObjectId.fromString(commit)) : Optional.<String>empty();
        if (named.isPresent() || mayGiveAlone(address, commit)) {
            try {
                fetch(repository, address, 1, "+" + named.orElse(commit) + ":" + WANTED);
            } catch (TransportException e) {
                // Many servers give only what a branch or tag points to; then the commit is among all they have.
                return search(repository, address, commit);
            }
            var alone = OwnRepository.find(repository, commit);
            if (alone.isPresent()) {
                return alone.get();
            }
        }
        return search(repository, address, commit);
    }

    /** A folder is asked for everything at once: that costs little, and JGit prints what it thinks of an unknown commit. */
    private static boolean mayGiveAlone(GitAddress address, String commit) {
        return ObjectId.isId(commit) && address.url().matches("https?:.*");
    }

    private ObjectId search(Repository repository, GitAddress address, String commit)
            throws SourceException, GitAPIException, IOException {
        OwnRepository.requireId(commit);
        fetch(repository, address, Integer.MAX_VALUE, EVERYTHING);
        return OwnRepository.find(repository, commit)
                .orElseThrow(() -> new SourceException(
                        ActionFailure.REVISION_UNAVAILABLE,
                        "The repository " + GitFailures.withoutLogin(address.url()) + " has no commit " + commit
                                + " on any branch or tag. Check the id, or push the commit."));
    }

    private void fetch(Repository repository, GitAddress address, int depth, String... refs)
            throws SourceException, GitAPIException {
        var fetch = new Git(repository)
                .fetch()
                .setRemote(address.url())
                .setRefSpecs(refs)
                .setTagOpt(TagOpt.NO_TAGS);
        if (depth != Integer.MAX_VALUE) {
            fetch.setDepth(depth);
        }
        login(fetch, address).call();
    }

    private <C extends TransportCommand<C, ?>> C login(C command, GitAddress address) throws SourceException {
        if (address.credentialsId().isPresent()) {
            var id = address.credentialsId().get();
            var login = credentials
                    .find(id, address.url())
                    .orElseThrow(() -> new SourceException(
                            ActionFailure.CONFIGURATION,
                            "There is no login '" + id + "' here. Check the credentialsId of the source action."));
            command.setCredentialsProvider(new UsernamePasswordCredentialsProvider(login.user(), login.password()));
        }
        return command.setTimeout(timeoutSeconds);
    }

    private static GitRevision lay(Repository repository, ObjectId id, String branch, String address)
            throws IOException {
        try (var walk = new RevWalk(repository)) {
            var commit = walk.parseCommit(id);
            WorkTree.checkOut(repository, commit);
            var author = commit.getAuthorIdent();
            return new GitRevision(
                    commit.name(),
                    branch,
                    commit.getFullMessage().strip(),
                    author.getName(),
                    author.getEmailAddress(),
                    author.getWhenAsInstant(),
                    RepositoryName.of(address));
        }
    }
}
