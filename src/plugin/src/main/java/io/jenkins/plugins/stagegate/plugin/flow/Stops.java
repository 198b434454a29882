package io.jenkins.plugins.stagegate.plugin.flow;

import hudson.model.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import jenkins.util.SystemProperties;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** The actions of a run that are to stop: first they are asked to, then they are ended. Used on the run's lane only. */
final class Stops {
    /** More than the 20 seconds that a shell step takes to report a process that does not stop. */
    private static final int GRACE_SECONDS =
            SystemProperties.getInteger(ReleaseFlowExecution.class.getName() + ".graceSeconds", 30);

    private final Flow flow;
    private final Ledger ledger;
    private final Map<String, Fiber> fibers;

    /** What each fiber's innermost step was when it was interrupted last. */
    private final Map<Fiber, Optional<StepFrame>> asked = new HashMap<>();

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
            if (!isAsked(fiber)) {
                ask(fiber, interruption(reason));
            }
            terminateLater(fiber, reason);
        }
    }

    /** Whether its innermost step has been asked to end already: who aborts a build has all asked before the host says so. */
    private boolean isAsked(Fiber fiber) {
        return fiber.innermost().equals(asked.get(fiber));
    }

    private void ask(Fiber fiber, FlowInterruptedException cause) {
        asked.put(fiber, fiber.innermost());
        fiber.interrupt(cause);
    }

    private void terminateLater(Fiber fiber, String reason) {
        Timer.get()
                .schedule(
                        () -> flow.later(() -> {
                            if (fibers.containsValue(fiber)) {
                                end(fiber, interruption(reason));
                                terminateLater(fiber, reason);
                            } else {
                                asked.remove(fiber);
                            }
                        }),
                        GRACE_SECONDS,
                        TimeUnit.SECONDS);
    }

    /** A step that began since then, as behind {@code catchError}, has its own time to end what it has started. */
    private void end(Fiber fiber, FlowInterruptedException cause) {
        if (isAsked(fiber)) {
            fiber.terminate(cause);
        } else {
            ask(fiber, cause);
        }
    }

    private static FlowInterruptedException interruption(String reason) {
        return new FlowInterruptedException(Result.ABORTED, new ActionStopped(reason));
    }

    /** Interrupts all, the youngest first. */
    void interrupt(FlowInterruptedException cause) {
        var youngest = new ArrayList<>(fibers.values());
        Collections.reverse(youngest);
        youngest.forEach(fiber -> ask(fiber, cause));
    }
}
