package io.jenkins.plugins.stagegate.source;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.util.FileUtils;

/**
 * Takes revisions from git repositories over https or ssh, or from folders. It never asks a person for anything. May be used
 * by any thread.
 */
public final class GitSource {
    private final GitCredentials credentials;
    private final int timeoutSeconds;
    private final Optional<Copies> copies;
    private final Reach reach;
    private final Optional<Path> changeLog;

    /**
     * Keeps nothing: fetches the one commit that is wanted, where the server gives it alone.
     *
     * @param timeoutSeconds how long the server may be silent
     */
    public GitSource(GitCredentials credentials, int timeoutSeconds) {
        this(credentials, timeoutSeconds, Optional.empty(), Reach.ANYWHERE, Optional.empty());
    }

    /**
     * Keeps what it has fetched.
     *
     * @param timeoutSeconds how long the server may be silent
     * @param cache a folder for bare copies; a source action that is {@code shallow} makes none
     */
    public GitSource(GitCredentials credentials, int timeoutSeconds, Path cache) {
        this(credentials, timeoutSeconds, Optional.of(new Copies(cache)), Reach.ANYWHERE, Optional.empty());
    }

    private GitSource(
            GitCredentials credentials,
            int timeoutSeconds,
            Optional<Copies> copies,
            Reach reach,
            Optional<Path> changeLog) {
        this.credentials = credentials;
        this.timeoutSeconds = timeoutSeconds;
        this.copies = copies;
        this.reach = reach;
        this.changeLog = changeLog;
    }

    /** The same source, which talks to no server but those that may be reached: asked before each connection, redirected or not. */
    public GitSource within(Reach allowed) {
        return new GitSource(credentials, timeoutSeconds, copies, allowed, changeLog);
    }

    /**
     * The same source, which also writes the commits since the one before, with the files that they changed, as git prints them
     * raw; no file where they are not known. At most {@value RawLog#MOST_COMMITS} of them, without merges.
     */
    public GitSource logging(Path file) {
        return new GitSource(credentials, timeoutSeconds, copies, reach, Optional.of(file));
    }

    /**
     * Lays out the newest revision in an empty folder, without any {@code .git} unless its history is to be handed on.
     *
     * @throws SourceException if the revision cannot be had; its message says how to mend that
     * @throws IOException if the folder cannot be written
     */
    public GitRevision checkOut(GitAddress address, Path folder) throws SourceException, IOException {
        return checkOut(address, Optional.empty(), Optional.empty(), folder);
    }

    /**
     * The same of a revision that may be chosen, with the commits since another one.
     *
     * @param chosen the commit to take instead, if it is, and the branch that led to it, if that is known; if it is not, the commit
     *     has to be on one
     * @param before the commit that was taken before. Where its history is not there, because nothing is kept or the
     *     repository has forgotten it, what came since is not known.
     */
    public GitRevision checkOut(
            GitAddress address, Optional<SourceOverride> chosen, Optional<String> before, Path folder)
            throws SourceException, IOException {
        var asked = chosen.map(SourceOverride::value).map(address::at).orElse(address);
        var pushed = chosen.flatMap(SourceOverride::branch);
        boolean keep = copies.isPresent() && asked.history() != History.NONE;
        boolean handOn = asked.history() == History.HANDED_ON;
        return talk(asked, keep, (link, gitFolder) -> {
            var scratch = Files.createTempDirectory("stage-gate-git");
            try (var repository = open(gitFolder, scratch, folder)) {
                var refs = link.refs();
                var wanted = new Wanted(link, repository, refs, keep || handOn);
                var id = wanted.take();
                if (chosen.isPresent() && pushed.isEmpty()) {
                    wanted.requireOwn(id);
                }
                var revision = lay(repository, id, pushed.orElseGet(() -> refs.named(asked, id)), asked.url(), before);
                if (changeLog.isPresent()) {
                    RawLog.write(repository, id, before, changeLog.get());
                }
                if (handOn) {
                    var branch = pushed.or(() -> refs.branch(asked, id));
                    var origin = Optional.of(GitFailures.withoutPassword(asked));
                    new GitFolder(repository, id, branch, wanted.tags(id), origin).write(folder);
                    return revision.without(Omissions.ofHistory(repository));
                }
                return revision;
            } finally {
                FileUtils.delete(scratch.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
            }
        });
    }

    /**
     * Lays out a commit of the repository that a folder lies in: what is checked out there, or another one. Changes that
     * are not committed are not part of it.
     *
     * @param chosen the commit to take instead, if it is
     * @param before the commit that was taken before, to tell what came since
     */
    public GitRevision checkOutOwn(
            Path inRepository, History history, Optional<SourceOverride> chosen, Optional<String> before, Path folder)
            throws SourceException, IOException {
        var scratch = Files.createTempDirectory("stage-gate-git");
        try (var repository = WorkTree.open(OwnRepository.gitFolder(inRepository), scratch, folder)) {
            var id = OwnRepository.commit(repository, inRepository, chosen.map(SourceOverride::value));
            var checkedOut = OwnRepository.branch(repository);
            var branch = chosen.flatMap(SourceOverride::branch).or(() -> checkedOut);
            var revision = lay(repository, id, branch.orElse(""), OwnRepository.name(repository, inRepository), before);
            if (history == History.HANDED_ON) {
                OwnRepository.handOn(repository, id, branch).write(folder);
                return revision.without(Omissions.ofHistory(repository));
            }
            return revision;
        } finally {
            FileUtils.delete(scratch.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
        }
    }

    /**
     * Puts the history of what is checked out in a folder in the place of its {@code .git}, as it can be handed on.
     *
     * @param branch what HEAD shall be on, if that is known
     * @param scratch a folder beside it that is not there yet
     * @return sentences for people about what is missing in it
     */
    public static List<String> handOnOwn(Path checkedOut, Optional<String> branch, Path scratch)
            throws SourceException, IOException {
        Files.createDirectory(scratch);
        List<String> omitted;
        try (var repository = WorkTree.open(OwnRepository.gitFolder(checkedOut), scratch, checkedOut);
                var walk = new RevWalk(repository)) {
            var id = OwnRepository.commit(repository, checkedOut, Optional.empty());
            PathNames.require(repository, walk.parseCommit(id));
            OwnRepository.handOn(repository, id, branch).write(scratch);
            omitted = Omissions.ofHistory(repository);
        }
        var git = checkedOut.resolve(Constants.DOT_GIT);
        FileUtils.delete(git.toFile(), FileUtils.RECURSIVE);
        Files.move(scratch.resolve(Constants.DOT_GIT), git);
        return omitted;
    }

    /**
     * The newest commits of a repository's branches and tags; one small request.
     *
     * @throws SourceException if the repository cannot be asked; its message says how to mend that
     */
    public Heads heads(GitAddress address) throws SourceException, IOException {
        return talk(address, false, (link, none) -> link.refs().heads());
    }

    /**
     * The whole id of a commit of which only the beginning is known.
     *
     * @param branch one that leads to it, or did
     * @return empty if there is no such commit any more
     * @throws SourceException if the repository cannot be asked, or has several of that beginning
     */
    public Optional<String> wholeId(GitAddress address, String branch, String beginning)
            throws SourceException, IOException {
        return talk(address, copies.isPresent(), (link, gitFolder) -> {
            try (var repository = open(gitFolder, gitFolder, gitFolder)) {
                return new Wanted(link, repository, link.refs(), true)
                        .beginning(branch, beginning)
                        .map(ObjectId::name);
            }
        });
    }

    /**
     * The files that commits changed since they parted from what was there before.
     *
     * @throws SourceException if they cannot be had; its message says how to mend that
     */
    public List<String> changedFiles(GitAddress address, Range range) throws SourceException, IOException {
        return talk(address, copies.isPresent(), (link, gitFolder) -> {
            try (var repository = open(gitFolder, gitFolder, gitFolder)) {
                var wanted = new Wanted(link, repository, link.refs(), true);
                var after =
                        wanted.commit(range.branch(), range.after()).orElseThrow(() -> gone(address, range.after()));
                var before = range.before().isPresent()
                        ? wanted.commit(range.branch(), range.before().get())
                        : Optional.<ObjectId>empty();
                var other = before.isPresent() ? before : wanted.target(range);
                return ChangedFiles.between(repository, other, after);
            }
        });
    }

    /**
     * The files that merging a pull request changed in its target.
     *
     * @throws SourceException if they cannot be had; its message says how to mend that
     */
    public List<String> changedFiles(GitAddress address, Merge merge) throws SourceException, IOException {
        return talk(address, copies.isPresent(), (link, gitFolder) -> {
            try (var repository = open(gitFolder, gitFolder, gitFolder)) {
                var wanted = new Wanted(link, repository, link.refs(), true);
                var merged =
                        wanted.commit(merge.target(), merge.commit()).orElseThrow(() -> gone(address, merge.commit()));
                return new MergedFiles(repository, wanted, merge).of(merged);
            }
        });
    }

    private static SourceException gone(GitAddress address, String commit) {
        return new SourceException(
                ActionFailure.REVISION_UNAVAILABLE,
                "The repository " + GitFailures.withoutLogin(address.url()) + " has no commit " + commit
                        + " any more.");
    }

    private interface Talk<T> {
        T about(GitLink link, Path gitFolder) throws SourceException, GitAPIException, IOException;
    }

    private <T> T talk(GitAddress address, boolean keep, Talk<T> talk) throws SourceException, IOException {
        try (var link = new GitLink(address, credentials, timeoutSeconds, reach)) {
            Copies.Use<T> use = gitFolder -> talk.about(link, gitFolder);
            return keep ? copies.get().use(address.url(), use) : Copies.once(use);
        } catch (GitAPIException | JGitInternalException e) {
            throw GitFailures.of(address, e);
        }
    }

    private static Repository open(Path gitFolder, Path scratch, Path files) throws IOException {
        var repository = WorkTree.open(gitFolder, scratch, files);
        if (!repository.getObjectDatabase().exists()) {
            repository.create(true);
            repository.getConfig().setBoolean("core", null, "bare", false);
        }
        return repository;
    }

    private static GitRevision lay(
            Repository repository, ObjectId id, String branch, String address, Optional<String> before)
            throws SourceException, IOException {
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
                    commit.getCommitterIdent().getWhenAsInstant(),
                    RepositoryName.of(address),
                    CommitPage.of(address, commit.name()).orElse(""),
                    Omissions.of(repository, commit),
                    CommitLog.since(repository, id, before));
        }
    }
}
