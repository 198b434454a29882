package io.jenkins.plugins.stagegate.plugin.flow;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowExecution;
import org.jenkinsci.plugins.workflow.cps.nodes.StepAtomNode;
import org.jenkinsci.plugins.workflow.cps.nodes.StepEndNode;
import org.jenkinsci.plugins.workflow.cps.nodes.StepStartNode;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.BlockEndNode;
import org.jenkinsci.plugins.workflow.graph.BlockStartNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/**
 * Makes the nodes that stand for steps.
 *
 * <p>The views of Pipeline runs look for the node classes of workflow-cps, whose constructors want a {@link
 * CpsFlowExecution}. So one is made that never runs, and each node is then given to the execution that it belongs to: the
 * two fields set here are those of {@link FlowNode}, one of which the node storages set in the same way. If they are ever
 * renamed, nodes of our own classes take their place: runs go on, views no longer tell stages from steps. See
 * docs/decisions/0011-flow-nodes-are-those-of-workflow-cps.md.
 */
abstract sealed class NodeMint {
    /**
     * The mint for a run.
     *
     * @throws IOException if the run's folder cannot be found
     */
    static NodeMint of(FlowExecution execution) throws IOException {
        return Genuine.POSSIBLE ? new Genuine(execution) : new Own(execution);
    }

    /**
     * Gives a node that was read from disk to its execution.
     *
     * @throws IOException if the field for it is no longer there
     */
    static void give(FlowNode node, FlowExecution execution) throws IOException {
        try {
            if (Genuine.EXECUTION == null) {
                throw new IOException("Flow nodes have no field 'exec' in this version of the plugin workflow-api");
            }
            Genuine.EXECUTION.set(node, execution);
        } catch (IllegalAccessException e) {
            throw new IOException("Cannot give a flow node to " + execution, e);
        }
    }

    /** A step without a body. */
    abstract FlowNode atom(String id, StepDescriptor step, FlowNode parent);

    /** The start of a block. */
    abstract BlockStartNode start(String id, StepDescriptor step, FlowNode parent);

    /** The end of a block that this mint started. */
    abstract BlockEndNode<?> end(String id, BlockStartNode start, List<FlowNode> parents);

    static final class Genuine extends NodeMint {
        private static final Field EXECUTION = field("exec");
        private static final Field ID = field("id");
        static final boolean POSSIBLE = EXECUTION != null && ID != null;

        private final FlowExecution execution;
        private final CpsFlowExecution placeholder;

        Genuine(FlowExecution execution) throws IOException {
            this.execution = execution;
            placeholder = new CpsFlowExecution("", true, execution.getOwner(), execution.getDurabilityHint());
        }

        @Override
        FlowNode atom(String id, StepDescriptor step, FlowNode parent) {
            return adopt(new StepAtomNode(placeholder, step, parent), id);
        }

        @Override
        BlockStartNode start(String id, StepDescriptor step, FlowNode parent) {
            return adopt(new StepStartNode(placeholder, step, parent), id);
        }

        @Override
        BlockEndNode<?> end(String id, BlockStartNode start, List<FlowNode> parents) {
            return start instanceof StepStartNode genuine
                    ? adopt(new StepEndNode(placeholder, genuine, parents), id)
                    : new OwnNodes.End(execution, id, (OwnNodes.Start) start, parents);
        }

        private <N extends FlowNode> N adopt(N node, String id) {
            try {
                EXECUTION.set(node, execution);
                ID.set(node, id);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("Cannot give a flow node to " + execution, e);
            }
            return node;
        }

        private static Field field(String name) {
            try {
                Field field = FlowNode.class.getDeclaredField(name);
                field.setAccessible(true);
                return field;
            } catch (ReflectiveOperationException | RuntimeException e) {
                return null;
            }
        }
    }

    static final class Own extends NodeMint {
        private final FlowExecution execution;

        Own(FlowExecution execution) {
            this.execution = execution;
        }

        @Override
        FlowNode atom(String id, StepDescriptor step, FlowNode parent) {
            return new OwnNodes.Atom(execution, id, step, parent);
        }

        @Override
        BlockStartNode start(String id, StepDescriptor step, FlowNode parent) {
            return new OwnNodes.Start(execution, id, step, parent);
        }

        @Override
        BlockEndNode<?> end(String id, BlockStartNode start, List<FlowNode> parents) {
            return new OwnNodes.End(execution, id, start, parents);
        }
    }
}
