package io.jenkins.plugins.stagegate.plugin.job;

import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.SCMListener;
import hudson.scm.SCM;
import hudson.scm.SCMRevisionState;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * A checkout on the controller that a build makes, of which Jenkins and other plugins learn as of that of any Pipeline: they see
 * what changed, and what to compare with when they look again. What was told before a restart is not told again.
 *
 * @param name tells it from other checkouts of the same build; part of a file's name
 */
public record Checkout(Run<?, ?> build, TaskListener listener, String name) {
    private static final Logger LOGGER = Logger.getLogger(Checkout.class.getName());

    /** Checks out into an empty folder, and tells of it. */
    public void into(FilePath folder, SCM scm) throws IOException, InterruptedException {
        var launcher = Jenkins.get().createLauncher(listener);
        var before = CheckedOut.before(build, scm).orElse(null);
        scm.checkout(build, launcher, folder, listener, changeLog(folder).toFile(), before);
        if (!isTold()) {
            tell(folder, scm, Optional.ofNullable(scm.calcRevisionsFromBuild(build, folder, launcher, listener)));
            scm.postCheckout(build, launcher, folder, listener);
        }
    }

    /**
     * Where what changed is to be written, in the words of the SCM; not there yet. Jenkins reads it again whenever somebody looks
     * at the build, so what is told already is not written over.
     */
    public Path changeLog(FilePath folder) throws IOException {
        var log = isTold() ? Path.of(folder.getRemote()).resolveSibling("changes") : kept();
        Files.deleteIfExists(log);
        return log;
    }

    /** Tells of what was checked out without the SCM. */
    public void tell(FilePath folder, SCM scm) throws IOException, InterruptedException {
        if (!isTold()) {
            tell(folder, scm, Optional.empty());
        }
    }

    private boolean isTold() {
        return CheckedOut.isTold(build, name);
    }

    private Path kept() {
        return build.getRootDir().toPath().resolve("changelog-" + name + ".xml");
    }

    private void tell(FilePath folder, SCM scm, Optional<SCMRevisionState> now)
            throws IOException, InterruptedException {
        CheckedOut.note(build, name, scm, now);
        var changes = Files.exists(kept()) ? kept().toFile() : null;
        // An SCM that looks for its old workspace finds none, and would start a build each time.
        var polled = scm.requiresWorkspaceForPolling() ? null : now.orElse(null);
        for (SCMListener one : SCMListener.all()) {
            try {
                tell(one, folder, scm, changes, polled);
            } catch (RuntimeException e) {
                LOGGER.log(Level.WARNING, e, () -> one + " was told of a checkout of " + build);
            }
        }
    }

    private void tell(SCMListener one, FilePath folder, SCM scm, @Nullable File changes, @Nullable SCMRevisionState now)
            throws IOException, InterruptedException {
        try {
            one.onCheckout(build, scm, folder, listener, changes, now);
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
