package io.jenkins.plugins.stagegate.arrival;

import io.jenkins.plugins.stagegate.source.GitSource;
import io.jenkins.plugins.stagegate.source.Heads;
import io.jenkins.plugins.stagegate.source.Merge;
import io.jenkins.plugins.stagegate.source.Range;
import io.jenkins.plugins.stagegate.source.SourceException;
import io.jenkins.plugins.stagegate.trigger.Change;
import io.jenkins.plugins.stagegate.trigger.News;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Asks a repository for what a hook does not say, as seldom as possible. */
final class Look {
    private final GitSource git;
    private final Watched watched;
    private Optional<Heads> heads = Optional.empty();

    Look(GitSource git, Watched watched) {
        this.git = git;
        this.watched = watched;
    }

    private Heads heads() throws SourceException, IOException {
        if (heads.isEmpty()) {
            heads = Optional.of(git.heads(watched.address()));
        }
        return heads.get();
    }

    /** The branch that the source action takes by itself. */
    Optional<String> followed() throws SourceException, IOException {
        if (!watched.readable()) {
            return watched.address().branch();
        }
        var address = watched.address();
        if (address.tag().isPresent() || address.commit().isPresent()) {
            return Optional.empty();
        }
        return address.branch().isPresent() ? address.branch() : heads().defaultBranch();
    }

    /** The change that the news are about. */
    Change change(News news, boolean withFiles) throws SourceException, IOException {
        if (news instanceof News.Tagged tagged) {
            var newest = tagged.commit().length() < 40 && watched.readable()
                    ? heads().tags().get(tagged.tag())
                    : null;
            return new Change.TagPush(
                    tagged.tag(), newest != null && newest.startsWith(tagged.commit()) ? newest : tagged.commit());
        }
        if (news instanceof News.Pushed pushed) {
            var after = whole(pushed.after(), pushed.branch());
            var before = pushed.before().filter(id -> id.length() == 40);
            return new Change.BranchPush(
                    pushed.branch(), after, files(withFiles, Range.push(pushed.branch(), before, after)));
        }
        var request = (News.PullRequested) news;
        var run = request.merged().isPresent()
                ? whole(request.toRun(), request.target())
                : whole(request.commit(), request.fork() ? "" : request.source());
        return new Change.PullRequest(
                request.event(),
                request.number(),
                request.target(),
                run,
                request.fork(),
                withFiles && !request.fork() ? files(request, run) : Optional.empty());
    }

    private Optional<List<String>> files(News.PullRequested request, String run) throws SourceException, IOException {
        if (request.merged().isEmpty()) {
            return files(true, Range.pullRequest(request.source(), request.target(), run));
        }
        var merge = new Merge(request.target(), run, request.source(), request.commit(), request.base());
        return watched.readable() ? Optional.of(git.changedFiles(watched.address(), merge)) : Optional.empty();
    }

    private Optional<List<String>> files(boolean wanted, Range range) throws SourceException, IOException {
        return wanted && watched.readable()
                ? Optional.of(git.changedFiles(watched.address(), range))
                : Optional.empty();
    }

    /** The whole id, of which the provider may only say the beginning, or nothing. The branch may have gone on since. */
    private String whole(String id, String branch) throws SourceException, IOException {
        if (id.length() >= 40 || branch.isEmpty() || !watched.readable()) {
            return id;
        }
        var newest = heads().branches().get(branch);
        if (newest != null && newest.startsWith(id)) {
            return newest;
        }
        return id.isEmpty() ? id : git.wholeId(watched.address(), branch, id).orElse(id);
    }
}
