package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Result;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;

/** What a run tells the extensions that drive it. What they throw is logged: the run is not to blame. */
record Tidings(FlowExecutionOwner owner) {
    private static final Logger LOGGER = Logger.getLogger(Tidings.class.getName());

    void started() {
        tell(ReleaseFlowHost.class, host -> host.started(owner));
    }

    void resumed() {
        tell(ReleaseFlowHost.class, host -> host.resumed(owner));
    }

    void interrupted(Result result, CauseOfInterruption... causes) {
        tell(ReleaseFlowHost.class, host -> host.interrupted(owner, result, causes));
    }

    void ended(String action, @CheckForNull Throwable failure) {
        tell(ActionEndListener.class, listener -> listener.ended(owner, action, failure));
    }

    private <E extends ExtensionPoint> void tell(Class<E> type, Consumer<E> news) {
        for (E extension : ExtensionList.lookup(type)) {
            try {
                news.accept(extension);
            } catch (RuntimeException | Error e) {
                LOGGER.log(Level.WARNING, e, () -> extension + " failed for " + owner);
            }
        }
    }
}
