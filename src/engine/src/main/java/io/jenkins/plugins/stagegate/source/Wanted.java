package io.jenkins.plugins.stagegate.source;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Gets commits into a local repository, as little more with them as possible.
 *
 * @param whole whether their history comes with them, so that later only what is new must be fetched
 */
record Wanted(GitLink link, Repository repository, RemoteRefs refs, boolean whole) {
    private static final String OURS = "refs/stage-gate/";
    private static final String[] EVERYTHING = {"+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"};

    /** The commit that the link's address asks for. */
    ObjectId take() throws SourceException, GitAPIException, IOException {
        var address = link.address();
        if (address.commit().isEmpty()) {
            return tip(refs.wanted(address));
        }
        var commit = address.commit().get();
        OwnRepository.requireId(commit);
        var found = Optional.<ObjectId>empty();
        if (ObjectId.isId(commit)) {
            found = alone(ObjectId.fromString(commit));
        }
        return found.isPresent() ? found.get() : search(commit);
    }

    /**
     * Makes sure that a branch or tag leads to the commit. Servers also give commits of forks by their ids, and those could be
     * anybody's.
     */
    void requireOwn(ObjectId commit) throws SourceException, GitAPIException, IOException {
        if (refs.pointingTo(commit).isEmpty()) {
            link.fetch(repository, GitLink.WHOLE_HISTORY, EVERYTHING);
            if (!isLedTo(commit)) {
                throw new SourceException(
                        ActionFailure.REVISION_UNAVAILABLE,
                        "The commit " + commit.name() + " is on no branch and no tag of the repository "
                                + GitFailures.withoutLogin(link.address().url())
                                + ": it may be one of a fork, or one that was taken back. Push it to a branch first.");
            }
        }
    }

    private boolean isLedTo(ObjectId commit) throws IOException {
        try (var walk = new RevWalk(repository)) {
            var wanted = walk.parseCommit(commit);
            for (ObjectId tip : refs.tips()) {
                if (has(tip) && walk.parseAny(tip) instanceof RevCommit start) {
                    walk.markStart(start);
                }
            }
            for (RevCommit next : walk) {
                if (next.equals(wanted)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A commit that a branch leads or led to, of which the beginning of the id is enough; empty if it cannot be had. */
    Optional<ObjectId> commit(String branch, String id) throws SourceException, GitAPIException, IOException {
        if (!ObjectId.isId(id)) {
            return beginning(branch, id);
        }
        var wanted = ObjectId.fromString(id);
        if (!has(wanted) && refs.names(Constants.R_HEADS + branch)) {
            tip(Constants.R_HEADS + branch);
        }
        return has(wanted) ? Optional.of(wanted) : alone(wanted);
    }

    /** The commit whose id begins so, which a branch leads or led to; empty if it cannot be had. */
    Optional<ObjectId> beginning(String branch, String beginning) throws SourceException, GitAPIException, IOException {
        var known = OwnRepository.find(repository, beginning);
        if (known.isEmpty() && refs.names(Constants.R_HEADS + branch)) {
            tip(Constants.R_HEADS + branch);
        }
        return known.isPresent() ? known : OwnRepository.find(repository, beginning);
    }

    /** The newest commit of the branch that the range is compared with; empty if that is the range's own, or is none. */
    Optional<ObjectId> target(Range range) throws SourceException, GitAPIException, IOException {
        var name = range.onto().map(Constants.R_HEADS::concat).or(refs::defaultBranch);
        boolean another =
                name.isPresent() && refs.names(name.get()) && !name.get().equals(Constants.R_HEADS + range.branch());
        return another ? Optional.of(tip(name.get())) : Optional.empty();
    }

    /** The tags on the commits that lead to one, as the other side has them now; those that are objects of their own are fetched. */
    List<Ref> tags(ObjectId commit) throws SourceException, GitAPIException, IOException {
        var tags = TagsOn.of(repository, commit, refs.tags());
        var missing = new ArrayList<String>();
        for (Ref tag : tags) {
            if (!has(tag.getObjectId())) {
                missing.add("+" + tag.getName() + ":" + ours(tag.getName()));
            }
        }
        if (!missing.isEmpty()) {
            link.fetch(repository, GitLink.WHOLE_HISTORY, missing.toArray(String[]::new));
        }
        var there = new ArrayList<Ref>();
        for (Ref tag : tags) {
            if (has(tag.getObjectId())) { // unless it was moved or deleted meanwhile
                there.add(tag);
            }
        }
        return there;
    }

    private ObjectId tip(String ref) throws SourceException, GitAPIException, IOException {
        var known = refs.commit(ref);
        if (known.isPresent() && has(known.get())) {
            return known.get();
        }
        var ours = ours(ref);
        fetch("+" + ref + ":" + ours);
        return repository.resolve(ours + "^{commit}");
    }

    /** Not its own name, since a branch `a` may have gone for a branch `a/b`. */
    private static String ours(String ref) {
        return OURS
                + new ObjectInserter.Formatter()
                        .idFor(Constants.OBJ_BLOB, Constants.encode(ref))
                        .name();
    }

    private Optional<ObjectId> alone(ObjectId commit) throws SourceException, GitAPIException, IOException {
        if (has(commit)) {
            return Optional.of(commit);
        }
        var named = refs.pointingTo(commit);
        if (named.isPresent() || mayGiveAlone()) {
            try {
                fetch("+" + named.orElse(commit.name()) + ":" + OURS + commit.name());
            } catch (TransportException e) {
                // Many servers give only what a branch or tag points to; then the commit is among all they have.
                return Optional.empty();
            }
        }
        return has(commit) ? Optional.of(commit) : Optional.empty();
    }

    /** A folder is asked for everything at once: that costs little, and JGit prints what it thinks of an unknown commit. */
    private boolean mayGiveAlone() {
        return link.address().url().matches("https?:.*") || link.address().isSsh();
    }

    private ObjectId search(String commit) throws SourceException, GitAPIException, IOException {
        var found = OwnRepository.find(repository, commit);
        if (found.isPresent()) {
            return found.get();
        }
        link.fetch(repository, GitLink.WHOLE_HISTORY, EVERYTHING);
        return OwnRepository.find(repository, commit)
                .orElseThrow(() -> new SourceException(
                        ActionFailure.REVISION_UNAVAILABLE,
                        "The repository "
                                + GitFailures.withoutLogin(link.address().url()) + " has no commit " + commit
                                + " on any branch or tag. Check the id, or push the commit."));
    }

    private void fetch(String spec) throws SourceException, GitAPIException {
        link.fetch(repository, whole ? GitLink.WHOLE_HISTORY : 1, spec);
    }

    private boolean has(ObjectId commit) throws IOException {
        return repository.getObjectDatabase().has(commit);
    }
}
