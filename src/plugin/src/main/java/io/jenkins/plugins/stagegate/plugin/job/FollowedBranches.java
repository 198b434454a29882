package io.jenkins.plugins.stagegate.plugin.job;

import hudson.EnvVars;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.plugins.git.BranchSpec;
import hudson.plugins.git.GitSCM;
import hudson.scm.SCM;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The branches that a job's configuration names, and what is checked out.
 *
 * @param words how the configuration says them
 * @param commit the one that is checked out
 */
record FollowedBranches(String words, String commit, ChosenCommit chosen) {
    /** Reads a checkout by the plugin Git. */
    static FollowedBranches of(Run<?, ?> build, SCM scm, Path folder, TaskListener listener)
            throws IOException, InterruptedException {
        var environment = build.getEnvironment(listener);
        scm.buildEnvironment(build, environment);
        var specs = ((GitSCM) scm).getBranches();
        var words =
                specs.stream().map(spec -> environment.expand(spec.getName())).collect(Collectors.joining(", "));
        try (var git = Git.open(
                folder.resolve(environment.get(GitSCM.GIT_CHECKOUT_DIR, "")).toFile())) {
            var repository = git.getRepository();
            try (var walk = new RevWalk(repository)) {
                var head = walk.parseCommit(repository.resolve(Constants.HEAD));
                var leading = new ArrayList<Ref>();
                for (Ref ref : repository.getRefDatabase().getRefsByPrefix(Constants.R_REMOTES)) {
                    if (isFollowed(ref, scm, specs, environment)
                            && walk.isMergedInto(head, walk.parseCommit(ref.getObjectId()))) {
                        leading.add(ref);
                    }
                }
                var newest = leading.stream()
                        .filter(ref -> head.equals(ref.getObjectId()))
                        .findFirst();
                var branch = newest.or(() -> leading.stream().findFirst()).map(ref -> name(ref, scm));
                return new FollowedBranches(words, head.name(), new ChosenCommit(branch, newest.isPresent()));
            }
        }
    }

    /** The plugin finds a name without wildcards on the server, and holds all else against the names of what it fetched. */
    private static boolean isFollowed(Ref ref, SCM scm, List<BranchSpec> specs, EnvVars environment) {
        var branch = name(ref, scm);
        return specs.stream()
                .anyMatch(spec -> spec.matches(ref.getName(), environment)
                        || environment
                                .expand(spec.getName())
                                .replaceFirst("^" + Constants.R_HEADS, "")
                                .equals(branch));
    }

    private static String name(Ref ref, SCM scm) {
        return GitPlugin.withoutRemote(scm, ref.getName().substring(Constants.R_REMOTES.length()));
    }
}
