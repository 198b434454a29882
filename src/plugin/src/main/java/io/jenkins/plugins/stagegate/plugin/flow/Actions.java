package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Result;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.SystemProperties;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** The actions of a run, and what the host wants of them. Used on the run's lane only, unless a method says otherwise. */
final class Actions {
    private static final Logger LOGGER = Logger.getLogger(Actions.class.getName());
    private static final int GRACE_SECONDS =
            SystemProperties.getInteger(ReleaseFlowExecution.class.getName() + ".graceSeconds", 15);

    private final Flow flow;
    private final Ledger ledger;
    private final Outline outline;
    private final Map<String, Fiber> fibers = new LinkedHashMap<>();
    /** Those that begin as soon as it is on disk that they were started. */
    private final List<Fiber> fresh = new ArrayList<>();
    /** Those whose end is not on disk yet. */
    private final Set<String> ended = new LinkedHashSet<>();
    /** What the host wants done once the actions have ended that run now. */
    private final Queue<Task> waiting = new ArrayDeque<>();

    /** Those that were stopped before they began. */
    private final Set<String> refused = new HashSet<>();

    private volatile Map<String, ActionState> states = Map.of();

    /** Something that grows the graph. */
    @FunctionalInterface
    interface Task {
        void run() throws IOException;
    }

    Actions(Flow flow, Ledger ledger) {
        this.flow = flow;
        this.ledger = ledger;
        outline = new Outline(flow.graph(), ledger);
    }

    /** What the host may know, for any thread. */
    Map<String, ActionState> states() {
        return states;
    }

    Collection<Fiber> fibers() {
        return List.copyOf(fibers.values());
    }

    /** Takes up what the ledger says, but for the steps under way. */
    void resume() throws IOException {
        ledger.forgetThoseNotBegun();
        outline.resume();
        var known = new LinkedHashMap<String, ActionState>();
        for (var action : ledger.actions.entrySet()) {
            var entry = action.getValue();
            known.put(action.getKey(), entry.ended ? ActionState.ended(outline.failureOf(entry)) : ActionState.RUNNING);
        }
        states = Collections.unmodifiableMap(known);
    }

    List<Ledger.Entry> running() {
        return ledger.actions.values().stream().filter(entry -> !entry.ended).toList();
    }

    /** Takes up the steps under way of an action, before the lane is open. */
    void take(Fiber fiber) {
        fiber.join(flow, outline.headOf(fiber.action()));
        fibers.put(fiber.action(), fiber);
    }

    void openStage(String key, String name) throws IOException {
        if (!outline.knows(key)) {
            whenIdle(() -> outline.openStage(key, name));
        }
    }

    void closeStage(String key, StageEnd end) throws IOException {
        whenIdle(() -> outline.closeStage(key, end));
    }

    void start(
            String id,
            String stage,
            int runOrder,
            String name,
            ArrayList<Call> program,
            Map<String, String> environment)
            throws IOException {
        Task start = () -> {
            if (ledger.actions.containsKey(id) || ledger.ending != null || refused.contains(id)) {
                return;
            }
            outline.startAction(id, stage, runOrder, name);
            put(id, ActionState.RUNNING);
            var fiber = new Fiber(id, new Branch(program, variables(id, environment)));
            fiber.join(flow, outline.headOf(id));
            fibers.put(id, fiber);
            fiber.change();
            fresh.add(fiber);
        };
        if (waiting.isEmpty() && outline.isOpen(stage, runOrder)) {
            start.run();
        } else {
            whenIdle(start);
        }
    }

    private ContextVariables variables(String id, Map<String, String> environment) throws IOException {
        var none = ContextVariables.none();
        if (environment.isEmpty()) {
            return none;
        }
        try {
            var here = new NodeContext(flow.execution(), outline.headOf(id).node(), none);
            var outer = here.get(EnvironmentExpander.class);
            return none.with(List.of(EnvironmentExpander.merge(outer, EnvironmentExpander.constant(environment))));
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    void startFresh() {
        var starting = List.copyOf(fresh);
        fresh.clear();
        starting.forEach(fiber -> flow.later(fiber::run));
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
    void stopAgain() {
        fibers().forEach(fiber -> stop(fiber.action()));
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

    void ended(Fiber fiber, Outcome outcome) throws IOException {
        end(fiber.action(), outcome.failure().orElse(null));
        flow.later(this::goOn);
    }

    /** Ends those whose steps did not come back after a restart. */
    void endLost() {
        try {
            for (String id : List.copyOf(ledger.actions.keySet())) {
                if (!ledger.actions.get(id).ended && !fibers.containsKey(id)) {
                    end(
                            id,
                            new AbortException(
                                    "Its steps were lost when Jenkins was restarted; the log of Jenkins says why"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        flow.later(this::goOn);
    }

    private void end(String id, @CheckForNull Throwable failure) throws IOException {
        fibers.remove(id);
        if (failure != null) {
            var start = flow.graph().stored(ledger.actions.get(id).start);
            FailureLog.write(new NodeContext(flow.execution(), start, ContextVariables.none()), failure);
        }
        outline.endAction(id, failure);
        ended.add(id);
        put(id, ActionState.ended(failure));
        flow.tell(() -> flow.tidings().ended(id, failure));
    }

    void finish(Ledger.Ending ending) {
        if (ledger.ending == null) {
            ledger.ending = ending;
            flow.change();
            ledger.actions.keySet().forEach(id -> stop(id, "The execution has ended"));
            flow.later(this::goOn);
        }
    }

    /** Does what had to wait for actions to end, which may be the end of the run. */
    void goOn() {
        try {
            while (fibers.isEmpty() && !waiting.isEmpty()) {
                waiting.remove().run();
                flow.change();
            }
            if (ledger.ending != null && fibers.isEmpty()) {
                outline.closeAll(ledger.ending);
                flow.complete(ledger.ending);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends all and the run, whatever their steps do. */
    void giveUp(Throwable problem) throws IOException {
        for (Fiber fiber : fibers()) {
            end(fiber.action(), problem);
        }
        waiting.clear();
        ledger.ending = new Ledger.Ending(Result.FAILURE, "Internal error: " + problem);
        goOn();
    }

    /**
     * Writes the nodes, the ledger, and those programs that have changed. One that has not begun has none unless Jenkins ends:
     * after a crash the host starts it again.
     */
    void write(FlowFiles files) throws IOException {
        outline.note();
        var written = new ArrayList<Ledger.Entry>();
        for (Fiber fiber : fibers()) {
            if ((ledger.clean || !fresh.contains(fiber)) && fiber.takeChanged()) {
                write(fiber, files);
                written.add(ledger.actions.get(fiber.action()));
            }
        }
        for (String id : ended) {
            written.add(ledger.actions.get(id));
        }
        files.write(ledger, ended);
        ended.clear();
        for (Ledger.Entry entry : written) {
            files.dropOldProgram(entry);
        }
    }

    private void write(Fiber fiber, FlowFiles files) throws IOException {
        try {
            files.writeProgram(fiber, ledger.actions.get(fiber.action()));
        } catch (NotSerializableException e) {
            LOGGER.log(Level.WARNING, e, () -> "A step of " + fiber.action() + " cannot survive a restart");
            flow.later(() -> fiber.terminate(e));
        } catch (IOException e) {
            fiber.change();
            throw e;
        }
    }

    private void whenIdle(Task task) throws IOException {
        if (fibers.isEmpty() && waiting.isEmpty()) {
            task.run();
            flow.change();
        } else {
            waiting.add(task);
        }
    }

    private void put(String id, ActionState state) {
        var next = new LinkedHashMap<>(states);
        next.put(id, state);
        states = Collections.unmodifiableMap(next);
    }
}
