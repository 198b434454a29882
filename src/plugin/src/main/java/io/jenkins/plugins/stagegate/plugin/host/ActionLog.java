package io.jenkins.plugins.stagegate.plugin.host;

import io.jenkins.plugins.stagegate.decision.ActionRun;
import io.jenkins.plugins.stagegate.decision.ActionStatus;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.plugin.flow.ActionBranch;
import io.jenkins.plugins.stagegate.plugin.flow.ReleaseFlow;
import io.jenkins.plugins.stagegate.plugin.flow.ReleaseFlowExecution;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jenkinsci.plugins.workflow.actions.ArgumentsAction;
import org.jenkinsci.plugins.workflow.actions.LogAction;
import org.jenkinsci.plugins.workflow.actions.ThreadNameAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graph.StepNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;

/**
 * What the steps of one action have written, one after the other.
 *
 * @param nodes the nodes of the action's branch that have a log, in their order
 * @param more whether they may still write
 */
public record ActionLog(List<FlowNode> nodes, boolean more) {
    /** How many executions are looked through for an action of which nobody says to which one it belongs. */
    public static final int LOOKED_THROUGH = 1000;

    private static final int PAGE = 100;

    private static final Set<String> MARKS = Set.of(
            TakeInStep.NAME, SourceStep.NAME, ApprovalStep.NAME, WorkerStep.NAME, RefusalStep.NAME, ProviderStep.NAME);

    /** One go at an action, and the execution that it belongs to. */
    private record Go(Execution execution, ActionRun run) {
        static Optional<Go> find(Execution execution, String action) {
            return execution.stages().values().stream()
                    .flatMap(stage -> stage.actions().stream())
                    .filter(run -> run.id().equals(action))
                    .map(run -> new Go(execution, run))
                    .findFirst();
        }
    }

    /**
     * The log of that action execution; without nodes if no build has it any more, or not yet.
     *
     * @param execution that it belongs to, if that is known: otherwise it is looked for in the newest ones
     * @return nothing if there is no such action execution
     */
    public static Optional<ActionLog> find(JobPipeline pipeline, String action, Optional<String> execution)
            throws IOException {
        var found = find(action, execution, pipeline);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        boolean running = found.get().run().status() == ActionStatus.IN_PROGRESS;
        for (var build : pipeline.builds().all(found.get().execution().id())) {
            var flow = build.getExecution();
            var nodes = flow == null ? Optional.<List<FlowNode>>empty() : nodes(flow, action);
            if (nodes.isPresent()) {
                var written = nodes.get().stream()
                        .filter(node -> node.getAction(LogAction.class) != null)
                        .toList();
                return Optional.of(new ActionLog(written, running));
            }
        }
        return Optional.of(new ActionLog(List.of(), running));
    }

    private static Optional<Go> find(String action, Optional<String> execution, JobPipeline pipeline)
            throws IOException {
        if (execution.isPresent()) {
            return pipeline.execution(execution.get()).flatMap(one -> Go.find(one, action));
        }
        var now = pipeline.state().locate(action).map(found -> new Go(found.execution(), found.run()));
        return now.isPresent() ? now : findInThePast(action, pipeline);
    }

    private static Optional<Go> findInThePast(String action, JobPipeline pipeline) throws IOException {
        long below = Long.MAX_VALUE;
        for (int looked = 0; looked < LOOKED_THROUGH; looked += PAGE) {
            var page = pipeline.engine().latest(below, PAGE);
            var found = page.stream()
                    .flatMap(execution -> Go.find(execution, action).stream())
                    .findFirst();
            if (found.isPresent() || page.size() < PAGE) {
                return found;
            }
            below = page.get(page.size() - 1).start().number();
        }
        return Optional.empty();
    }

    private static Optional<List<FlowNode>> nodes(FlowExecution flow, String action) throws IOException {
        var known = flow instanceof ReleaseFlowExecution release
                ? ActionBranch.nodes(release, action)
                : Optional.<List<FlowNode>>empty();
        return known.isPresent() ? known : lookedFor(flow, action);
    }

    private static Optional<List<FlowNode>> lookedFor(FlowExecution flow, String action) {
        var all = StreamSupport.stream(new DepthFirstScanner().allNodes(flow).spliterator(), false)
                .sorted(Comparator.comparingInt(node -> Integer.parseInt(node.getId())))
                .toList();
        return branch(all, action).map(branch -> all.stream()
                .filter(node -> node.getAllEnclosingIds().contains(branch.getId()))
                .toList());
    }

    /** In builds of older versions a step of the branch says whose it is. */
    private static Optional<? extends FlowNode> branch(List<FlowNode> all, String action) {
        var told = all.stream().filter(node -> ReleaseFlow.begins(node, action)).findFirst();
        return told.isPresent()
                ? told
                : all.stream()
                        .filter(node -> marks(node, action))
                        .flatMap(node -> node.getEnclosingBlocks().stream())
                        .filter(block -> block.getPersistentAction(ThreadNameAction.class) != null)
                        .findFirst();
    }

    private static boolean marks(FlowNode node, String action) {
        var step = node instanceof StepNode one ? one.getDescriptor() : null;
        return step != null
                && MARKS.contains(step.getFunctionName())
                && action.equals(ArgumentsAction.getArguments(node).get("id"));
    }

    /**
     * Reads a piece of it, and nothing in front of that.
     *
     * @param start 0, or where the piece before ended
     * @param limit how many bytes it may have, as Jenkins keeps them
     */
    public LogPiece piece(long start, int limit) throws IOException {
        var piece = new LogPiece(start, limit);
        long skip = start;
        for (int i = 0; i < nodes.size() && !piece.isCut(); i++) {
            var log = nodes.get(i).getAction(LogAction.class).getLogText();
            if (i < nodes.size() - 1) {
                log.markAsComplete(); // what stands behind it must not move
            }
            if (skip < log.length()) {
                piece.take(log, skip);
            }
            skip = Math.max(0, skip - log.length());
        }
        return piece;
    }
}
