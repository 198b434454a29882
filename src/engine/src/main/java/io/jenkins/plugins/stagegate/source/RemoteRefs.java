package io.jenkins.plugins.stagegate.source;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.wording.EditDistance;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** The branch or tag that leads to the commit, for people: the one that was asked for, if it does, or else another. */
    String named(GitAddress address, ObjectId commit) {
        return leading(address, commit).map(Repository::shortenRefName).orElse("");
    }

    /** The same, if it is a branch. */
    Optional<String> branch(GitAddress address, ObjectId commit) {
        return leading(address, commit)
                .filter(name -> name.startsWith(Constants.R_HEADS))
                .map(Repository::shortenRefName);
    }

    private Optional<String> leading(GitAddress address, ObjectId commit) {
        var asked = address.tag()
                .map(Constants.R_TAGS::concat)
                .or(() -> address.branch().map(Constants.R_HEADS::concat))
                .or(this::defaultBranch);
        return asked.filter(name -> commit(name).filter(commit::equals).isPresent())
                .or(() -> pointingTo(commit))
                .or(() -> asked);
    }

    /** All tags, peeled. */
    Stream<Ref> tags() {
        return refs.values().stream().filter(ref -> ref.getName().startsWith(Constants.R_TAGS));
    }

    /** Whether there is a branch or tag of that full name. */
    boolean names(String ref) {
        return refs.containsKey(ref);
    }

    /** The commit that a branch or tag leads to. */
    Optional<ObjectId> commit(String ref) {
        return Optional.ofNullable(refs.get(ref))
                .map(found -> found.getPeeledObjectId() == null ? found.getObjectId() : found.getPeeledObjectId());
    }

    /** What branches and tags lead to. */
    List<ObjectId> tips() {
        return refs.keySet().stream().flatMap(name -> commit(name).stream()).toList();
    }

    /** All of them, for whoever looks for changes. */
    Heads heads() {
        return new Heads(
                below(Constants.R_HEADS),
                below(Constants.R_TAGS),
                defaultBranch().map(Repository::shortenRefName));
    }

    private Map<String, String> below(String prefix) {
        return refs.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .collect(Collectors.toMap(
                        name -> name.substring(prefix.length()),
                        name -> commit(name).orElseThrow().name()));
    }

    /** The full name of the default branch; empty as long as there is no commit. */
    Optional<String> defaultBranch() {
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
