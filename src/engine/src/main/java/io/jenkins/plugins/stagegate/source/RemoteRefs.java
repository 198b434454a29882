package io.jenkins.plugins.stagegate.source;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.wording.EditDistance;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/** The branches and tags that a repository offers. */
final class RemoteRefs {
    private static final int SHOWN = 5;

    private final Map<String, Ref> refs;

    RemoteRefs(Map<String, Ref> refs) {
        this.refs = Map.copyOf(refs);
    }

    /** The full name of what the address asks for by branch or tag, or else of the default branch. */
    String wanted(GitAddress address) throws SourceException {
        if (address.tag().isPresent()) {
            return require(Constants.R_TAGS, "tag", address.tag().get(), address);
        }
        if (address.branch().isPresent()) {
            return require(Constants.R_HEADS, "branch", address.branch().get(), address);
        }
        return defaultBranch()
                .orElseThrow(() -> new SourceException(
                        ActionFailure.REVISION_UNAVAILABLE,
                        "The repository " + GitFailures.withoutLogin(address.url())
                                + " has no commit on its default branch. Push one, or name a branch."));
    }

    /** The name of the branch or tag that {@link #wanted} finds, for people; empty if there is none. */
    String named(GitAddress address) {
        return address.tag()
                .or(address::branch)
                .or(() -> defaultBranch().map(Repository::shortenRefName))
                .orElse("");
    }

    private Optional<String> defaultBranch() {
        var head = refs.get(Constants.HEAD);
        if (head == null || head.getObjectId() == null) {
            return Optional.empty();
        }
        return Optional.of(head.isSymbolic() ? head.getTarget().getName() : naming(head.getObjectId()));
    }

    /** Older servers do not say which branch HEAD is: the first that points to the same commit. */
    private String naming(ObjectId commit) {
        return pointingTo(commit).orElse(Constants.HEAD);
    }

    /** A branch or tag that points to exactly this commit. */
    Optional<String> pointingTo(ObjectId commit) {
        return refs.values().stream()
                .filter(ref -> commit.equals(ref.getObjectId()) && ref.getName().startsWith(Constants.R_REFS))
                .map(Ref::getName)
                .min(Comparator.comparing((String name) -> !name.startsWith(Constants.R_HEADS))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private String require(String prefix, String kind, String name, GitAddress address) throws SourceException {
        if (refs.containsKey(prefix + name)) {
            return prefix + name;
        }
        var there = nearest(prefix, name);
        throw new SourceException(
                ActionFailure.REVISION_UNAVAILABLE,
                "The repository " + GitFailures.withoutLogin(address.url()) + " has no " + kind + " '" + name + "'. "
                        + (there.isEmpty()
                                ? "It has none at all."
                                : "Nearest to it: " + String.join(", ", there) + ". Check the name, or push it."));
    }

    private List<String> nearest(String prefix, String name) {
        return refs.keySet().stream()
                .filter(ref -> ref.startsWith(prefix))
                .map(Repository::shortenRefName)
                .sorted(Comparator.comparingInt((String other) -> EditDistance.between(name, other))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .toList();
    }
}
