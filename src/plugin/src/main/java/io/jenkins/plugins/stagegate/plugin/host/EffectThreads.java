package io.jenkins.plugins.stagegate.plugin.host;

import hudson.security.ACL;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.security.ImpersonatingExecutorService;

/**
 * The threads on which pipelines do what they have decided, as Jenkins itself.
 *
 * <p>A thread may lend itself to what follows from the command that it gives, instead of waking another one: to hand an action from
 * thread to thread costs more than to begin it, where many compete for a processor.
 */
final class EffectThreads implements Executor {
    private static final Logger LOGGER = Logger.getLogger(EffectThreads.class.getName());
    private static final ExecutorService POOL = new ImpersonatingExecutorService(
            Executors.newCachedThreadPool(new NamingThreadFactory(new DaemonThreadFactory(), "Stage Gate effects")),
            ACL.SYSTEM2);

    private final ThreadLocal<Boolean> lent = ThreadLocal.withInitial(() -> false);

    /** Gives a command by the caller's thread, which then does what follows. The caller must hold no lock. */
    void lend(Runnable command) {
        lent.set(true);
        try {
            command.run();
        } finally {
            lent.remove();
        }
    }

    @Override
    public void execute(Runnable effects) {
        if (lent.get()) {
            lent.remove(); // for what these effects wake
            try (var system = ACL.as2(ACL.SYSTEM2)) {
                effects.run();
            } catch (RuntimeException e) { // the command is given all the same
                LOGGER.log(Level.WARNING, "Could not do what follows from a command", e);
            }
        } else {
            POOL.execute(effects);
        }
    }
}
