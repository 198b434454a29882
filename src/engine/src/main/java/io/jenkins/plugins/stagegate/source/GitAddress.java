package io.jenkins.plugins.stagegate.source;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a git source action is to take.
 *
 * @param url an https, ssh or file address, or a path
 * @param branch its newest commit; without branch, tag and commit the repository's default branch
 * @param tag the commit that it names; goes before the branch
 * @param commit exactly this one; goes before all else
 * @param credentialsId what the host's {@link GitCredentials} know the login by
 * @param history what becomes of the commits that lead to it
 */
public record GitAddress(
        String url,
        Optional<String> branch,
        Optional<String> tag,
        Optional<String> commit,
        Optional<String> credentialsId,
        History history) {

    /** The newest commit of the default branch. */
    public static GitAddress of(String url) {
        return new GitAddress(
                url, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), History.KEPT);
    }

    /**
     * What the settings of a source action name: {@code url}, {@code branch}, {@code tag}, {@code commit}, {@code credentialsId},
     * {@code shallow}, {@code fullClone}.
     */
    public static GitAddress of(Map<String, String> configuration) {
        return new GitAddress(
                configuration.getOrDefault("url", ""),
                Optional.ofNullable(configuration.get("branch")),
                Optional.ofNullable(configuration.get("tag")),
                Optional.ofNullable(configuration.get("commit")),
                Optional.ofNullable(configuration.get("credentialsId")),
                History.of(configuration));
    }

    /** The newest commit of that branch. */
    public GitAddress onBranch(String name) {
        return new GitAddress(url, Optional.of(name), tag, commit, credentialsId, history);
    }

    /** The commit that the tag names. */
    public GitAddress taggedWith(String name) {
        return new GitAddress(url, branch, Optional.of(name), commit, credentialsId, history);
    }

    /** Exactly that commit. */
    public GitAddress at(String id) {
        return new GitAddress(url, branch, tag, Optional.of(id), credentialsId, history);
    }

    /** The same of the repository at another address. */
    public GitAddress elsewhere(String place) {
        return new GitAddress(place, branch, tag, commit, credentialsId, history);
    }

    /** Whether it is one of ssh: {@code ssh://...}, or {@code user@host:path}. */
    public boolean isSsh() {
        return url.matches("ssh:.*|git\\+ssh:.*|[^/]+@[^/:]+:.*");
    }

    /** The URL as commands of git can use it without its password; the user belongs to an address of ssh. */
    public String withoutPassword() {
        return GitFailures.withoutPassword(this);
    }

    /** The same, a relative path being one from that folder. */
    public GitAddress from(Path folder) {
        boolean relative =
                !url.matches("[a-z+]+:.*|[^/]+@[^/]+:.*") && !Path.of(url).isAbsolute();
        return relative ? elsewhere(folder.resolve(url).normalize().toString()) : this;
    }
}
