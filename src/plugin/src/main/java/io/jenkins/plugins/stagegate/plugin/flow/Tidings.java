package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionList;
import hudson.model.Result;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;

/**
 * What a run tells the host that drives it. What the host throws is logged: the run is not to blame.
 *
 * @param host its class
 */
record Tidings(FlowExecutionOwner owner, String host) {
    private static final Logger LOGGER = Logger.getLogger(Tidings.class.getName());

    void started() {
        tell(host -> host.started(owner));
    }

    void resumed() {
        tell(host -> host.resumed(owner));
    }

    void interrupted(Result result, CauseOfInterruption... causes) {
        tell(host -> host.interrupted(owner, result, causes));
    }

    void ended(String action, @CheckForNull Throwable failure) {
        tell(host -> host.ended(owner, action, failure));
    }

    private void tell(Consumer<ReleaseFlowHost> news) {
        var known = ExtensionList.lookup(ReleaseFlowHost.class).stream()
                .filter(extension -> extension.getClass().getName().equals(host))
                .findFirst();
        if (known.isEmpty()) {
            LOGGER.warning(() -> "There is no " + host + " to drive " + owner);
            return;
        }
        try {
            news.accept(known.get());
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.WARNING, e, () -> host + " failed for " + owner);
        }
    }
}
