package io.jenkins.plugins.stagegate.plugin.flow;

import com.google.common.util.concurrent.Futures;
import hudson.init.Terminator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionList;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.DoNotUse;

/** Brings the runs that are under way to rest when Jenkins ends in good order. */
public final class Suspension {
    private static final Logger LOGGER = Logger.getLogger(Suspension.class.getName());
    private static final long SECONDS = 10;

    private Suspension() {}

    /** Writes all runs; later Jenkins writes the list of them. */
    @Restricted(DoNotUse.class)
    @Terminator(attains = FlowExecutionList.EXECUTIONS_SUSPENDED)
    public static void suspendAll() {
        var runs = LiveRuns.all();
        try {
            Futures.allAsList(runs.stream().map(ReleaseFlowExecution::suspend).toList())
                    .get(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOGGER.log(Level.WARNING, "Not all of " + runs + " are written; some steps may run again", e);
        }
    }
}
