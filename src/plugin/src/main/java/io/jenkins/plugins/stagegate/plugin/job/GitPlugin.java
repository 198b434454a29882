package io.jenkins.plugins.stagegate.plugin.job;

import hudson.model.Action;
import hudson.model.Run;
import hudson.plugins.git.BranchSpec;
import hudson.plugins.git.GitSCM;
import hudson.plugins.git.RevisionParameterAction;
import hudson.plugins.git.UserRemoteConfig;
import hudson.scm.SCM;
import io.jenkins.plugins.stagegate.source.GitAddress;
import io.jenkins.plugins.stagegate.source.History;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import jenkins.plugins.git.AbstractGitSCMSource;
import jenkins.plugins.git.GitBranchSCMHead;
import jenkins.scm.api.SCMRevision;
import org.eclipse.jgit.transport.URIish;

/** What the plugin <em>Git</em> knows of repositories, where it is installed. Nothing else may be asked where {@link #isThere} is false. */
public final class GitPlugin {
    private static final String BRANCH = "branch ";

    private GitPlugin() {}

    /** Whether it is installed, and at work. */
    public static boolean isThere() {
        return Jenkins.get().getPlugin("git") != null;
    }

    /** The repository of an SCM, and the branch that it follows; nothing if it is no git, or more than one repository. */
    public static Optional<GitAddress> address(SCM scm) {
        if (!(scm instanceof GitSCM git) || git.getUserRemoteConfigs().size() != 1) {
            return Optional.empty();
        }
        var remote = git.getUserRemoteConfigs().get(0);
        var url = remote.getUrl();
        if (url == null || url.contains("$")) {
            return Optional.empty();
        }
        return Optional.of(new GitAddress(
                url,
                branch(git),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(remote.getCredentialsId()),
                History.KEPT));
    }

    /** The repository of a source action as the plugin's own step would have it, and the branch that was taken. */
    public static SCM scm(GitAddress address, String branch) {
        var remote = new UserRemoteConfig(
                address.withoutPassword(), null, null, address.credentialsId().orElse(null));
        var spec = new BranchSpec(branch.isEmpty() ? "" : "*/" + branch);
        return new GitSCM(
                Collections.singletonList(remote), Collections.singletonList(spec), null, null, new ArrayList<>());
    }

    private static Optional<String> branch(GitSCM git) {
        return git.getBranches().size() == 1
                ? Optional.of(git.getBranches().get(0).getName())
                        .map(name -> name.replaceFirst("^(\\*/|refs/heads/|origin/)", ""))
                        .filter(name -> name.matches("[^*$:]+"))
                : Optional.empty();
    }

    /** What lets a build take that commit. */
    static List<Action> pin(SCM scm, String on, String commit) {
        var address = address(scm);
        if (address.isEmpty()) {
            return List.of();
        }
        try {
            return List.of(
                    new RevisionParameterAction(commit, new URIish(address.get().url())), new PinnedTo(on));
        } catch (URISyntaxException e) {
            return List.of();
        }
    }

    /** What lets a build take that commit, wherever it is; nothing if it is no commit's id, or there is more than one repository. */
    static List<Action> at(SCM scm, String commit) {
        var url = address(scm).map(GitAddress::url);
        if (url.isEmpty() || !commit.matches("[0-9a-fA-F]{7,40}")) {
            return List.of();
        }
        try {
            return List.of(new RevisionParameterAction(commit, new URIish(url.get())));
        } catch (URISyntaxException e) {
            return List.of();
        }
    }

    /** Whether the build takes that commit. */
    public static boolean isAt(Run<?, ?> build, String commit) {
        var taken = build.getAction(RevisionParameterAction.class);
        return taken != null && taken.commit.equals(commit);
    }

    /** The name of a branch without that of the remote that it was fetched from, if that is in front of it. */
    public static String withoutRemote(SCM scm, String name) {
        return scm instanceof GitSCM git
                ? git.getRepositories().stream()
                        .map(remote -> remote.getName() + "/")
                        .filter(name::startsWith)
                        .findFirst()
                        .map(remote -> name.substring(remote.length()))
                        .orElse(name)
                : name;
    }

    /** Whether somebody chose the commit that the build takes, and no trigger did. */
    static boolean isChosen(Run<?, ?> build, SCM scm) {
        return scm instanceof GitSCM && isPinned(build) && build.getAction(PinnedTo.class) == null;
    }

    static boolean isPinned(Run<?, ?> build) {
        return build.getAction(RevisionParameterAction.class) != null;
    }

    /** The commit that the build is to take, if the file can be read there without a checkout. */
    static Optional<SCMRevision> revision(Run<?, ?> build) {
        var commit = build.getAction(RevisionParameterAction.class);
        var place = build.getAction(PinnedTo.class);
        return commit == null || place == null || !place.on().startsWith(BRANCH)
                ? Optional.empty()
                : Optional.of(new AbstractGitSCMSource.SCMRevisionImpl(
                        new GitBranchSCMHead(place.on().substring(BRANCH.length())), commit.commit));
    }
}
