package io.jenkins.plugins.stagegate.plugin.flow;

import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** The place where a line of the flow graph grows: its newest node. */
final class Head {
    private volatile FlowNode node;

    Head(FlowNode node) {
        this.node = node;
    }

    FlowNode node() {
        return node;
    }

    void moveTo(FlowNode newest) {
        node = newest;
    }
}
