package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.model.Action;
import hudson.model.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.actions.BodyInvocationAction;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.TagsAction;
import org.jenkinsci.plugins.workflow.cps.steps.ParallelStep;
import org.jenkinsci.plugins.workflow.graph.BlockStartNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.support.actions.PauseAction;
import org.jenkinsci.plugins.workflow.support.steps.StageStep;

/**
 * Stages, action groups and actions as blocks of the flow graph, in the shape that {@code stage} and {@code parallel} have.
 *
 * <p>One stage is open at most, and one group in it. A group stays open after its last action has ended, for the next action
 * may be one of the same group; whatever comes after it closes it. Used on the run's lane only.
 */
final class Outline {
    private final Graph graph;
    private final Ledger ledger;
    private final Map<String, Head> heads = new LinkedHashMap<>();
    /** What is no longer to be done, for any thread. */
    private final Set<String> opened = ConcurrentHashMap.newKeySet();

    private final Set<String> closed = ConcurrentHashMap.newKeySet();
    private final StepDescriptor stageStep = step(StageStep.class);
    private final StepDescriptor parallelStep = step(ParallelStep.class);

    Outline(Graph graph, Ledger ledger) {
        this.graph = graph;
        this.ledger = ledger;
    }

    /** Takes up what the ledger says. */
    void resume() throws IOException {
        closed.addAll(ledger.closedStages);
        opened.addAll(ledger.closedStages);
        if (ledger.stage != null) {
            opened.add(ledger.stage.key);
        }
        if (ledger.group != null) {
            for (String action : ledger.group.actions) {
                heads.put(action, graph.resumeBranch(ledger.actions.get(action).head));
            }
        }
    }

    /** Writes into the ledger where the graph grows. */
    void note() {
        ledger.lastNode = graph.lastId();
        ledger.trunk = graph.trunk().node().getId();
        heads.forEach(
                (action, head) -> ledger.actions.get(action).head = head.node().getId());
    }

    /** Tells whether the stage is open now. */
    boolean isOpen(String stage) {
        return ledger.stage != null && ledger.stage.key.equals(stage);
    }

    /** Tells whether an action of this group would come beside those that run. */
    boolean isOpen(String stage, int runOrder) {
        return isOpen(stage) && ledger.group != null && ledger.group.runOrder == runOrder;
    }

    Head headOf(String action) {
        return heads.get(action);
    }

    /** Tells whether a stage has been opened, for any thread. */
    boolean hasOpened(String key) {
        return opened.contains(key);
    }

    /** Tells whether a stage has been closed, for any thread. */
    boolean hasClosed(String key) {
        return closed.contains(key);
    }

    /** Tells whether a stage is open or was; or a wait in a stage was. */
    boolean knows(String key) {
        return ledger.closedStages.contains(key) || isOpen(key);
    }

    void openStage(String key, String name) throws IOException {
        if (knows(key)) {
            return;
        }
        if (ledger.stage != null) {
            closeStage(ledger.stage.key, StageEnd.succeeded());
        }
        endWait();
        var start = graph.start(graph.trunk(), stageStep, new LabelAction(name), new BodyInvocationAction());
        ledger.stage = new Ledger.OpenStage(key, name, start.getId());
        opened.add(key);
    }

    /** Draws that the run waits in front of a stage, unless it is in one. It has come to the stage when the stage is opened. */
    void await(String key, StepDescriptor step, Map<String, Object> arguments) throws IOException {
        if (ledger.stage == null && !hasComeTo(key)) {
            draw(key, step, arguments);
        }
    }

    /** Draws that the run waits in the open stage, behind the actions that have ended. The wait is over when anything else begins, and comes once. */
    void awaitIn(String stage, String key, StepDescriptor step, Map<String, Object> arguments) throws IOException {
        if (isOpen(stage) && !hasComeTo(key)) {
            closeGroup();
            draw(key, step, arguments);
        }
    }

    /** Tells whether the wait is drawn, or was, or the stage that was waited for. */
    boolean hasComeTo(String key) {
        return knows(key) || ledger.wait != null && ledger.wait.key.equals(key);
    }

    private void draw(String key, StepDescriptor step, Map<String, Object> arguments) throws IOException {
        endWait();
        var node = graph.atom(
                graph.trunk(),
                step,
                StepArguments.of(arguments, new EnvVars(), Set.of()),
                new PauseAction(step.getDisplayName()));
        ledger.wait = new Ledger.Wait(key, node.getId());
    }

    private void endWait() throws IOException {
        if (ledger.wait != null) {
            PauseAction.endCurrentPause(graph.stored(ledger.wait.node));
            if (ledger.stage != null) {
                ledger.closedStages.add(ledger.wait.key);
            }
            ledger.wait = null;
        }
    }

    void closeStage(String key, StageEnd end) throws IOException {
        var open = ledger.stage;
        if (open == null || !isOpen(key)) {
            return;
        }
        endWait();
        closeGroup();
        var start = (BlockStartNode) graph.stored(open.start);
        if (end instanceof StageEnd.Skipped) {
            start.addAction(skipped());
        }
        var actions = new ArrayList<Action>(List.of(new BodyInvocationAction()));
        Throwable error = errorOf(end);
        if (error != null) {
            actions.add(new ErrorAction(error));
        }
        graph.end(graph.trunk(), start, actions.toArray(Action[]::new));
        ledger.closedStages.add(key);
        ledger.stage = null;
        closed.add(key);
    }

    /** Closes whatever is open, with the run. */
    void closeAll(Ledger.Ending ending) throws IOException {
        endWait();
        if (ledger.stage != null) {
            closeStage(ledger.stage.key, endOf(ending));
        }
    }

    /** Opens the branch of an action that is not known yet. */
    void startAction(String id, String stage, int runOrder, String name) throws IOException {
        openStage(stage, stage);
        endWait();
        if (ledger.group != null && ledger.group.runOrder != runOrder) {
            closeGroup();
        }
        if (ledger.group == null) {
            var start = graph.start(graph.trunk(), parallelStep);
            ledger.group = new Ledger.OpenGroup(runOrder, start.getId());
        }
        var head = graph.branch(parallelStep, new BranchLabel(name, id), new BodyInvocationAction());
        heads.put(id, head);
        ledger.group.actions.add(id);
        ledger.actions.put(id, new Ledger.Entry(name, head.node().getId()));
    }

    /** Ends the branch of an action. */
    void endAction(String id, @CheckForNull Throwable failure) throws IOException {
        var entry = ledger.actions.get(id);
        var actions = new ArrayList<Action>(List.of(new BodyInvocationAction()));
        if (failure != null) {
            actions.add(new ErrorAction(failure));
        }
        graph.end(heads.get(id), (BlockStartNode) graph.stored(entry.start), actions.toArray(Action[]::new));
        entry.ended = true;
        entry.failed = failure != null;
        entry.head = heads.get(id).node().getId();
    }

    /** Why an action failed, from the graph. */
    @CheckForNull
    Throwable failureOf(Ledger.Entry entry) throws IOException {
        return entry.failed ? errorAt(graph.stored(entry.head)) : null;
    }

    private void closeGroup() throws IOException {
        if (ledger.group == null) {
            return;
        }
        Throwable error = null;
        for (Head head : heads.values()) {
            error = error == null ? errorAt(head.node()) : error;
        }
        var parallel = (BlockStartNode) graph.stored(ledger.group.start);
        graph.join(parallel, error == null ? new Action[0] : new Action[] {new ErrorAction(error)});
        ledger.group = null;
        heads.clear();
    }

    private static @CheckForNull Throwable errorAt(FlowNode node) {
        var error = node.getPersistentAction(ErrorAction.class);
        return error != null ? error.getError() : null;
    }

    private static StageEnd endOf(Ledger.Ending ending) {
        Result result = ending.result();
        if (result.equals(Result.ABORTED)) {
            return StageEnd.stopped();
        }
        return result.isBetterOrEqualTo(Result.UNSTABLE)
                ? StageEnd.succeeded()
                : StageEnd.failed(ending.message != null ? ending.message : Messages.Outline_failed());
    }

    private static @CheckForNull Throwable errorOf(StageEnd end) {
        if (end instanceof StageEnd.Failed failed) {
            return new AbortException(failed.message());
        }
        return end instanceof StageEnd.Stopped ? new FlowInterruptedException(Result.ABORTED) : null;
    }

    /** The mark by which views know a stage that Declarative Pipeline has skipped. */
    private static TagsAction skipped() {
        var tags = new TagsAction();
        tags.addTag("STAGE_STATUS", "SKIPPED_FOR_CONDITIONAL");
        return tags;
    }

    static StepDescriptor step(Class<? extends org.jenkinsci.plugins.workflow.steps.Step> type) {
        return (StepDescriptor) Jenkins.get().getDescriptorOrDie(type);
    }
}
