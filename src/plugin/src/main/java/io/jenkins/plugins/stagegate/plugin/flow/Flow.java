package io.jenkins.plugins.stagegate.plugin.flow;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import hudson.Functions;
import hudson.model.Result;
import hudson.model.Saveable;
import hudson.security.ACL;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * What a run that is not complete has in memory.
 *
 * <p>It happens on the run's lane, unless a method says otherwise. When the lane settles, what has changed is written; then
 * the host is told what has ended. What it starts begins at once: the host has written down itself that it wants it, and starts
 * it again if a crash comes first.
 */
final class Flow {
    private static final Logger LOGGER = Logger.getLogger(Flow.class.getName());

    private final ReleaseFlowExecution execution;
    private final FlowFiles files;
    private final Ledger ledger;
    private final Graph graph;
    private final Actions actions;
    private final Tidings tidings;
    private final Lane lane;
    private final Gate gate;
    private final Programs programs;
    private final Writer writer;
    private final Questions questions;
    private final ConcurrentMap<String, StepFrame> steps = new ConcurrentHashMap<>();
    private final List<Runnable> news = new ArrayList<>();
    private boolean broken;

    private Flow(ReleaseFlowExecution execution, FlowFiles files, Ledger ledger) throws IOException {
        this.execution = execution;
        this.files = files;
        this.ledger = ledger;
        lane = new Lane(execution::getAuthentication2, this::settle, this::fail);
        var build = execution.getOwner().getExecutable() instanceof Saveable saveable ? saveable : Saveable.NOOP;
        graph = new Graph(execution, files.nodes(), new BuildFile(build, lane));
        actions = new Actions(this, ledger);
        tidings = execution.tidings();
        gate = new Gate(execution.getOwner(), () -> later(this::advance));
        programs = new Programs(files);
        writer = new Writer(this, files, actions);
        questions = new Questions(lane, actions);
    }

    /** The flow of a run: new, or as it was when Jenkins ended. Nothing happens in it before {@link #enter}. */
    static Flow of(ReleaseFlowExecution execution, FlowFiles files) throws IOException {
        var ledger = files.readLedger();
        return new Flow(execution, files, ledger != null ? ledger : new Ledger());
    }

    /**
     * Begins, or goes on where it was. Then its steps come back later, and are held until {@link #resume}.
     *
     * @throws IOException if it cannot go on
     */
    void enter() throws IOException {
        if (ledger.trunk == null) {
            graph.begin();
            change();
            writer.flush();
            settle();
            later(tidings::started);
        } else {
            graph.resume(ledger);
            ledger.clean = false;
            actions.resume();
            gate.hold();
        }
        programs.load(actions.running(), actions::take, lane::open);
    }

    FlowExecutionOwner owner() {
        return execution.getOwner();
    }

    ReleaseFlowExecution execution() {
        return execution;
    }

    Graph graph() {
        return graph;
    }

    Actions actions() {
        return actions;
    }

    /** The steps under way by the ids of their nodes, for any thread. */
    ConcurrentMap<String, StepFrame> steps() {
        return steps;
    }

    /** Does something on the lane. May be called from any thread. */
    void later(Runnable task) {
        lane.execute(task);
    }

    boolean mayAdvance() {
        return gate.isOpen();
    }

    /** Finds the steps under way, for any thread. */
    Questions questions() {
        return questions;
    }

    /** Notes that what is on disk is no longer what is. */
    void change() {
        writer.change();
    }

    /** Tells the host something once everything up to now is on disk. */
    void tell(Runnable what) {
        news.add(what);
        change();
    }

    Tidings tidings() {
        return tidings;
    }

    /** Waits for a step to be back after a restart. May be called from any thread. */
    StepFrame awaitStep(String node) throws IOException, InterruptedException {
        programs.await();
        var step = steps.get(node);
        if (step == null) {
            throw new IOException("The step at flow node " + node + " of " + owner() + " has ended");
        }
        return step;
    }

    /** Lets the steps go on after a restart. May be called from any thread. */
    void resume() {
        later(() -> {
            gate.release();
            actions.endLost();
            actions.fibers().forEach(Fiber::mind);
            actions.stops().again();
            tidings.resumed();
            advance();
        });
    }

    private void advance() {
        actions.fibers().forEach(Fiber::run);
        actions.goOn();
    }

    /** Interrupts all steps, the youngest first, after the host has been told. May be called from any thread. */
    void interrupt(Result result, CauseOfInterruption... causes) {
        programs.cancel();
        later(() -> {
            tidings.interrupted(result, causes);
            actions.stops().interrupt(new FlowInterruptedException(result, causes));
        });
    }

    /** Interrupts what runs in a body. May be called from any thread. */
    void cancel(Body body, Throwable cause) {
        later(() -> actions.fibers().forEach(fiber -> fiber.interrupt(body, cause)));
    }

    boolean blocksRestart() {
        return lane.isBusy()
                || steps.values().stream()
                        .map(StepFrame::execution)
                        .anyMatch(step -> step != null && step.blocksRestart());
    }

    /** Writes everything, and reports when it is on disk, after however many tries. May be called from any thread. */
    void save(SettableFuture<Void> done) {
        lane.execute(
                () -> {
                    actions.fibers().forEach(Fiber::change);
                    writer.write(done);
                },
                () -> done.setException(over()));
    }

    private IOException over() {
        return new IOException(owner() + " is not under way");
    }

    private void settle() {
        try {
            if (!writer.settle()) {
                return;
            }
            graph.tellTheRest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var toTell = List.copyOf(news);
        news.clear();
        toTell.forEach(Runnable::run);
    }

    /** Follows the job to where it is now. May be called from any thread. */
    void follow() {
        later(() -> {
            change();
            actions.goOn();
        });
    }

    /** Ends the run: the last node, with the result, before anybody is told. Not before all that was is on disk. */
    void complete(Ledger.Ending ending) throws IOException {
        if (!writer.flush()) {
            return;
        }
        settle();
        var end = graph.last(execution.worsen(ending.result()), ending.error());
        files.writeNodes();
        execution.complete(end);
        graph.tell(end);
        graph.tellTheRest();
        tidy();
    }

    /** Leaves on disk what a complete run needs. It may be gone already: somebody deletes it, and waited only for its end. */
    private void tidy() {
        try {
            if (owner().getRootDir().isDirectory()) {
                files.writeNodes(); // whoever was told may have left a mark
                files.complete();
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot tidy up after " + owner());
        }
    }

    /** Writes everything and lets nothing happen any more, since Jenkins ends. May be called from any thread. */
    ListenableFuture<Void> suspend() {
        var done = SettableFuture.<Void>create();
        gate.shut();
        if (!programs.areLoaded()) {
            drop(); // what is on disk is still what is
            done.set(null);
            return done;
        }
        lane.execute(
                () -> {
                    try {
                        ledger.clean = true;
                        actions.fibers().forEach(Fiber::change);
                        writer.write();
                        execution.save();
                        lane.close();
                    } finally {
                        done.set(null); // Jenkins waits for it
                    }
                },
                () -> done.set(null));
        return done;
    }

    /**
     * Forgets everything, since somebody killed the run, and asks its steps to stop, the youngest first: what they started would go
     * on for nobody. May be called from any thread.
     */
    void kill(Result with) {
        var left = steps.entrySet().stream()
                .sorted(Comparator.comparingInt(
                        (Map.Entry<String, StepFrame> entry) -> -Integer.parseInt(entry.getKey())))
                .map(Map.Entry::getValue)
                .filter(StepFrame::isUnderWay)
                .map(StepFrame::execution)
                .toList();
        drop();
        Lane.POOL.execute(() -> {
            try (var user = ACL.as2(execution.getAuthentication2())) {
                LOGGER.log(Level.FINE, "Stopping {0} as {1}", new Object[] {left, user});
                left.forEach(step -> stop(step, new FlowInterruptedException(with)));
            }
        });
    }

    private void stop(StepExecution step, Throwable cause) {
        try {
            step.stop(cause);
        } catch (Exception | Error e) { // the others are to stop nevertheless
            LOGGER.log(Level.FINE, e, () -> step + " of the killed " + owner() + " does not stop");
        }
    }

    /** Forgets everything, since the run is over. May be called from any thread. */
    void drop() {
        gate.shut();
        lane.close();
        writer.drop(over());
        programs.cancel();
        steps.clear();
    }

    /** A task failed that must not: the run ends here, for nobody knows what it would do. */
    private void fail(Throwable problem) {
        LOGGER.log(Level.SEVERE, problem, () -> "Internal error in " + owner());
        if (broken) {
            lane.close();
            return;
        }
        broken = true;
        try {
            Functions.printStackTrace(problem, owner().getListener().error(Messages.Flow_broken()));
            tidings.interrupted(Result.FAILURE);
            actions.giveUp(problem);
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.SEVERE, e, () -> "Cannot even end " + owner());
            lane.close();
        }
    }
}
