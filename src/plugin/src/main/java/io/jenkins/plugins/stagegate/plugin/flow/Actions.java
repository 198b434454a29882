package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Result;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** The actions of a run, and what the host wants of them. Used on the run's lane only, unless a method says otherwise. */
final class Actions {
    private static final Logger LOGGER = Logger.getLogger(Actions.class.getName());

    private final Flow flow;
    private final Ledger ledger;
    private final Outline outline;
    private final Map<String, Fiber> fibers = new LinkedHashMap<>();
    /** Those whose end is not on disk yet. */
    private final Set<String> ended = new LinkedHashSet<>();

    private final Results results;
    private final Turns turns;
    private final Stops stops;

    /** For any thread, in the order in which they were started; guarded by itself. */
    private final Map<String, ActionState> states = Collections.synchronizedMap(new LinkedHashMap<>());

    Actions(Flow flow, Ledger ledger) {
        this.flow = flow;
        this.ledger = ledger;
        outline = new Outline(flow.graph(), ledger);
        results = new Results(flow.execution(), fibers);
        turns = new Turns(flow, fibers::isEmpty);
        stops = new Stops(flow, ledger, fibers);
    }

    /** What the host may know, for any thread. */
    Map<String, ActionState> states() {
        synchronized (states) {
            return Collections.unmodifiableMap(new LinkedHashMap<>(states));
        }
    }

    /** The same of one action. */
    Optional<ActionState> state(String id) {
        return Optional.ofNullable(states.get(id));
    }

    Collection<Fiber> fibers() {
        return List.copyOf(fibers.values());
    }

    /** What of the stages is drawn already; of this, any thread may ask what has been opened or closed. */
    Outline outline() {
        return outline;
    }

    /** Takes up what the ledger says, but for the steps under way. */
    void resume() throws IOException {
        ledger.forgetThoseNotBegun();
        outline.resume();
        for (var action : ledger.actions.entrySet()) {
            var entry = action.getValue();
            states.put(
                    action.getKey(), entry.ended ? ActionState.ended(outline.failureOf(entry)) : ActionState.RUNNING);
        }
        if (ledger.group != null && ledger.group.actions.stream().anyMatch(id -> ledger.actions.get(id).failed)) {
            results.resume();
        }
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
            turns.add(() -> outline.knows(key), () -> outline.openStage(key, name));
        }
    }

    void await(String key, StepDescriptor step, Map<String, Object> arguments) throws IOException {
        turns.add(() -> outline.knows(key), () -> outline.await(key, step, arguments));
    }

    void awaitIn(String stage, String key, StepDescriptor step, Map<String, Object> arguments) throws IOException {
        if (!outline.hasComeTo(key)) {
            turns.add(() -> !outline.isOpen(stage), () -> outline.awaitIn(stage, key, step, arguments));
        }
    }

    void closeStage(String key, StageEnd end) throws IOException {
        turns.add(() -> !outline.isOpen(key), () -> outline.closeStage(key, end));
    }

    void start(
            String id,
            String stage,
            int runOrder,
            String name,
            ArrayList<Call> program,
            Map<String, String> environment)
            throws IOException {
        turns.add(() -> outline.isOpen(stage, runOrder), () -> {
            if (!ledger.actions.containsKey(id) && ledger.ending == null && !stops.refused(id)) {
                outline.startAction(id, stage, runOrder, name);
                begin(id, program, environment);
            }
        });
    }

    private void begin(String id, ArrayList<Call> program, Map<String, String> environment) throws IOException {
        results.begin();
        states.put(id, ActionState.RUNNING);
        var fiber = new Fiber(id, new Branch(program, variables(id, environment)));
        fiber.join(flow, outline.headOf(id));
        fibers.put(id, fiber);
        fiber.change();
        flow.later(fiber::run);
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

    Results results() {
        return results;
    }

    Stops stops() {
        return stops;
    }

    void ended(Fiber fiber, Outcome outcome) throws IOException {
        end(fiber.action(), outcome.failure().or(fiber::objection).orElse(null));
        flow.later(this::goOn);
    }

    /** Ends those whose steps did not come back after a restart. */
    void endLost() {
        try {
            for (String id : List.copyOf(ledger.actions.keySet())) {
                if (!ledger.actions.get(id).ended && !fibers.containsKey(id)) {
                    end(id, new AbortException(Messages.Actions_lost()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        flow.later(this::goOn);
    }

    private void end(String id, @CheckForNull Throwable failure) throws IOException {
        results.leave(fibers.remove(id));
        if (failure != null) {
            var start = flow.graph().stored(ledger.actions.get(id).start);
            FailureLog.write(new NodeContext(flow.execution(), start, ContextVariables.none()), failure);
        }
        outline.endAction(id, failure);
        ended.add(id);
        states.put(id, ActionState.ended(failure));
        flow.tell(() -> flow.tidings().ended(id, failure));
    }

    void finish(Ledger.Ending ending) {
        if (ledger.ending == null) {
            ledger.ending = ending;
            flow.change();
            ledger.actions.keySet().forEach(id -> stops.stop(id, Messages.Actions_over()));
            flow.later(this::goOn);
        }
    }

    /** Does what had to wait for actions to end, which may be the end of the run. */
    void goOn() {
        try {
            turns.goOn();
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
        turns.clear();
        ledger.ending = new Ledger.Ending(Result.FAILURE, Messages.Actions_internal(problem));
        goOn();
    }

    /**
     * Tells whether nothing could happen twice if a crash came before the next writing: no action waits in its steps, nor has one
     * ended that would be found waiting again. What the host was told that has ended, it does not start again.
     */
    boolean mayBeForgotten() {
        return fibers.values().stream().noneMatch(Fiber::isChanged)
                && ended.stream().allMatch(id -> ledger.actions.get(id).program == 0);
    }

    /** Writes the nodes, the ledger, and those programs that have changed. */
    void write(FlowFiles files) throws IOException {
        outline.note();
        var written = new ArrayList<Ledger.Entry>();
        for (Fiber fiber : fibers()) {
            if (fiber.takeChanged()) {
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
}
