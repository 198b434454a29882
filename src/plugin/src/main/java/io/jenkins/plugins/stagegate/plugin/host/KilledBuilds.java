package io.jenkins.plugins.stagegate.plugin.host;

import hudson.Extension;
import hudson.XmlFile;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import hudson.security.ACL;
import jenkins.model.Jenkins;

/**
 * Finds out who killed a build.
 *
 * <p>Whoever listens for ends of builds listens as Jenkins. But the thread of the person who kills one tells them, then saves the
 * build as that person, and then says that all is done.
 */
@Extension
public final class KilledBuilds extends SaveableListener {
    private static final ThreadLocal<ReleaseRun> KILLED = new ThreadLocal<>();

    /** Learns that a build ended in this thread. One that was killed has lost its flow. */
    static void ended(ReleaseRun release) {
        if (release.run().getExecution() == null) {
            KILLED.set(release);
        }
    }

    /** Learns that all is done about the build that ended in this thread. */
    static void done() {
        KILLED.remove();
    }

    @Override
    public void onChange(Saveable saved, XmlFile file) {
        var killed = KILLED.get();
        var who = Jenkins.getAuthentication2();
        if (killed != null && saved.equals(killed.run()) && !who.equals(ACL.SYSTEM2)) {
            KILLED.remove();
            ButtonAudit.killed(killed, who.getName());
        }
    }
}
