package io.jenkins.plugins.stagegate.plugin.host;

import io.jenkins.plugins.stagegate.decision.ActionStatus;
import io.jenkins.plugins.stagegate.plugin.flow.ReleaseFlow;
import java.io.IOException;
import java.io.OutputStream;
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
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * What the steps of one action have written, one after the other.
 *
 * @param nodes the nodes of the action's branch that have a log, in their order
 * @param more whether they may still write
 */
public record ActionLog(List<FlowNode> nodes, boolean more) {
    private static final Set<String> MARKS = Set.of(
            TakeInStep.NAME, SourceStep.NAME, ApprovalStep.NAME, WorkerStep.NAME, RefusalStep.NAME, ProviderStep.NAME);

    /** The log of that action execution, if any build still has it. */
    public static Optional<ActionLog> find(JobPipeline pipeline, String actionExecution) {
        var known = pipeline.state().locate(actionExecution);
        boolean running = known.filter(found -> found.run().status() == ActionStatus.IN_PROGRESS)
                .isPresent();
        return known.flatMap(found -> pipeline.build(found.execution().id()))
                .flatMap(build -> find(pipeline, build, actionExecution))
                .map(nodes -> new ActionLog(nodes, running));
    }

    /** Looks in the build, and in those that it goes on from. */
    private static Optional<List<FlowNode>> find(JobPipeline pipeline, WorkflowRun build, String actionExecution) {
        for (var next = Optional.of(build); next.isPresent(); next = origin(pipeline, next.get())) {
            var flow = next.get().getExecution();
            var nodes = flow == null ? Optional.<List<FlowNode>>empty() : nodes(flow, actionExecution);
            if (nodes.isPresent()) {
                return nodes;
            }
        }
        return Optional.empty();
    }

    private static Optional<WorkflowRun> origin(JobPipeline pipeline, WorkflowRun build) {
        var number = ReleaseRun.of(build).map(ReleaseRun::origin);
        return number.filter(java.util.OptionalInt::isPresent)
                .map(origin -> pipeline.job().getBuildByNumber(origin.getAsInt()));
    }

    private static Optional<List<FlowNode>> nodes(FlowExecution flow, String actionExecution) {
        var all = StreamSupport.stream(new DepthFirstScanner().allNodes(flow).spliterator(), false)
                .sorted(Comparator.comparingInt(node -> Integer.parseInt(node.getId())))
                .toList();
        return branch(all, actionExecution).map(branch -> all.stream()
                .filter(node -> node.getAllEnclosingIds().contains(branch.getId()))
                .filter(node -> node.getAction(LogAction.class) != null)
                .toList());
    }

    /** In builds of older versions a step of the branch says whose it is. */
    private static Optional<? extends FlowNode> branch(List<FlowNode> all, String actionExecution) {
        var told = all.stream()
                .filter(node -> ReleaseFlow.begins(node, actionExecution))
                .findFirst();
        return told.isPresent()
                ? told
                : all.stream()
                        .filter(node -> marks(node, actionExecution))
                        .flatMap(node -> node.getEnclosingBlocks().stream())
                        .filter(block -> block.getPersistentAction(ThreadNameAction.class) != null)
                        .findFirst();
    }

    private static boolean marks(FlowNode node, String actionExecution) {
        var step = node instanceof StepNode one ? one.getDescriptor() : null;
        return step != null
                && MARKS.contains(step.getFunctionName())
                && actionExecution.equals(ArgumentsAction.getArguments(node).get("id"));
    }

    /**
     * Writes the log without the marks that Jenkins' console puts into it.
     *
     * @return how many bytes there are with the marks
     */
    public long writeTo(OutputStream out) throws IOException {
        long size = 0;
        for (FlowNode node : nodes) {
            var log = node.getAction(LogAction.class);
            size += log == null ? 0 : log.getLogText().writeLogTo(0, out);
        }
        return size;
    }
}
