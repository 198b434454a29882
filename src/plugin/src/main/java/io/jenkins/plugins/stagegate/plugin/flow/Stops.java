package io.jenkins.plugins.stagegate.plugin.flow;

import hudson.model.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import jenkins.util.SystemProperties;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** The actions of a run that are to stop: first they are asked to, then they are ended. Used on the run's lane only. */
final class Stops {
    private static final int GRACE_SECONDS =
            SystemProperties.getInteger(ReleaseFlowExecution.class.getName() + ".graceSeconds", 15);

    private final Flow flow;
    private final Ledger ledger;
    private final Map<String, Fiber> fibers;

    /** Those that were stopped before they began. */
    private final Set<String> refused = new HashSet<>();

    /** @param fibers those of the actions that run, as they come and go */
    Stops(Flow flow, Ledger ledger, Map<String, Fiber> fibers) {
        this.flow = flow;
        this.ledger = ledger;
        this.fibers = fibers;
    }

    /** Whether the action was stopped before it began, so that it must not begin. */
    boolean refused(String id) {
        return refused.contains(id);
    }

    void stop(String id, String reason) {
        var entry = ledger.actions.get(id);
        if (entry == null) {
            refuse(id, interruption(reason));
            return;
        }
        if (entry.ended || entry.stopping != null) {
            return;
        }
        entry.stopping = reason;
        flow.change();
        stop(id);
    }

    /** Ends an action that has not begun: it waits, or its start is still to come. */
    private void refuse(String id, FlowInterruptedException why) {
        if (refused.add(id)) {
            flow.tell(() -> flow.tidings().ended(id, why));
        }
    }

    /** Interrupts again what was to stop before Jenkins ended. */
    void again() {
        new ArrayList<>(fibers.keySet()).forEach(this::stop);
    }

    private void stop(String id) {
        var reason = ledger.actions.get(id).stopping;
        var fiber = fibers.get(id);
        if (reason != null && fiber != null) {
            fiber.interrupt(interruption(reason));
            terminateLater(fiber, reason);
        }
    }

    private void terminateLater(Fiber fiber, String reason) {
        Timer.get()
                .schedule(
                        () -> flow.later(() -> {
                            if (fibers.containsValue(fiber)) {
                                fiber.terminate(interruption(reason));
                                terminateLater(fiber, reason);
                            }
                        }),
                        GRACE_SECONDS,
                        TimeUnit.SECONDS);
    }

    private static FlowInterruptedException interruption(String reason) {
        return new FlowInterruptedException(Result.ABORTED, new ActionStopped(reason));
    }

    /** Interrupts all, the youngest first. */
    void interrupt(FlowInterruptedException cause) {
        var youngest = new ArrayList<>(fibers.values());
        Collections.reverse(youngest);
        youngest.forEach(fiber -> fiber.interrupt(cause));
    }
}
