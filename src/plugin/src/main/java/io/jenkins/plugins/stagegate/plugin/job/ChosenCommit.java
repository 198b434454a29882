package io.jenkins.plugins.stagegate.plugin.job;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Cause;
import hudson.model.InvisibleAction;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.User;
import hudson.scm.SCM;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/**
 * That somebody chose the commit whose definition a build performs. Whoever may only start builds can choose among what the job
 * follows; any other commit is a definition of their own.
 */
public final class ChosenCommit extends InvisibleAction {
    private final @CheckForNull String branch;
    private final boolean newest;

    /**
     * A commit.
     *
     * @param branch the one that the job follows and that leads to it; empty if none does
     * @param newest whether it is the newest of that branch
     */
    ChosenCommit(Optional<String> branch, boolean newest) {
        this.branch = branch.orElse(null);
        this.newest = newest;
    }

    /** What was chosen for the build, if its definition was read at a chosen commit. */
    public static Optional<ChosenCommit> of(Run<?, ?> build) {
        return Optional.ofNullable(build.getAction(ChosenCommit.class));
    }

    /** Whether the definition is that of the build alone, and not the newest that the job follows. */
    public static boolean isAside(Run<?, ?> build) {
        return of(build).filter(chosen -> !chosen.newest).isPresent();
    }

    /** The branch that the job follows and that leads to it, if one does. */
    public Optional<String> branch() {
        return Optional.ofNullable(branch);
    }

    /**
     * Looks at what was checked out, if somebody chose it.
     *
     * @throws AbortException if the job follows no branch that leads there, and nobody who started the build may configure the job
     */
    static void judge(Run<?, ?> build, SCM scm, Path folder, TaskListener listener)
            throws IOException, InterruptedException {
        if (!GitPlugin.isThere() || !GitPlugin.isChosen(build, scm)) {
            return;
        }
        var followed = FollowedBranches.of(build, scm, folder, listener);
        var chosen = followed.chosen();
        if (chosen.branch().isEmpty() && !isByAuthor(build)) {
            throw new AbortException(Messages.ChosenCommit_notFollowed(followed.commit(), followed.words()));
        }
        build.addAction(chosen);
        if (!chosen.newest) {
            listener.getLogger().println(Messages.ChosenCommit_aside(followed.commit()));
        }
    }

    /** Whether somebody had the build started who may write another definition anyway, as everybody may in a Jenkins without security. */
    private static boolean isByAuthor(Run<?, ?> build) {
        return build.getParent().getACL().hasPermission2(Jenkins.ANONYMOUS2, Item.CONFIGURE)
                || build.getCauses().stream()
                        .filter(Cause.UserIdCause.class::isInstance)
                        .map(cause -> ((Cause.UserIdCause) cause).getUserId())
                        .anyMatch(user -> mayConfigure(user, build));
    }

    private static boolean mayConfigure(@CheckForNull String user, Run<?, ?> build) {
        var known = user == null ? null : User.getById(user, false);
        try {
            return known != null && build.getParent().getACL().hasPermission2(known.impersonate2(), Item.CONFIGURE);
        } catch (UsernameNotFoundException e) {
            return false;
        }
    }
}
