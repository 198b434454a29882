package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.AtomNode;
import org.jenkinsci.plugins.workflow.graph.BlockEndNode;
import org.jenkinsci.plugins.workflow.graph.BlockStartNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graph.StepNode;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** The nodes of a {@link NodeMint} that cannot make those of workflow-cps. */
final class OwnNodes {
    private OwnNodes() {}

    static final class Atom extends AtomNode implements StepNode {
        private final String descriptorId;

        Atom(FlowExecution execution, String id, StepDescriptor step, FlowNode parent) {
            super(execution, id, parent);
            descriptorId = step.getId();
            setActions(List.of());
        }

        @Override
        public StepDescriptor getDescriptor() {
            return descriptor(descriptorId);
        }

        @Override
        protected String getTypeDisplayName() {
            return displayName(descriptorId);
        }

        @Override
        protected String getTypeFunctionName() {
            return functionName(descriptorId);
        }
    }

    static final class Start extends BlockStartNode implements StepNode {
        private final String descriptorId;

        Start(FlowExecution execution, String id, StepDescriptor step, FlowNode parent) {
            super(execution, id, parent);
            descriptorId = step.getId();
            setActions(List.of());
        }

        @Override
        public StepDescriptor getDescriptor() {
            return descriptor(descriptorId);
        }

        @Override
        protected String getTypeDisplayName() {
            return displayName(descriptorId) + " : Start";
        }

        @Override
        protected String getTypeFunctionName() {
            return functionName(descriptorId);
        }
    }

    static final class End extends BlockEndNode<BlockStartNode> implements StepNode {
        End(FlowExecution execution, String id, BlockStartNode start, List<FlowNode> parents) {
            super(execution, id, start, parents);
            setActions(List.of());
        }

        @Override
        public StepDescriptor getDescriptor() {
            return ((StepNode) getStartNode()).getDescriptor();
        }

        @Override
        protected String getTypeDisplayName() {
            return getStartNode().getDisplayName() + " : End";
        }

        @Override
        protected String getTypeFunctionName() {
            return "}";
        }
    }

    private static @CheckForNull StepDescriptor descriptor(String id) {
        return Jenkins.get().getDescriptor(id) instanceof StepDescriptor step ? step : null;
    }

    private static String displayName(String id) {
        var step = descriptor(id);
        return step != null ? step.getDisplayName() : id;
    }

    private static String functionName(String id) {
        var step = descriptor(id);
        return step != null ? step.getFunctionName() : id;
    }
}
