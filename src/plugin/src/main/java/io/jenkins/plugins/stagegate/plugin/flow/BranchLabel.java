package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.NonNull;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.ThreadNameAction;

/** The name of an action on its branch, in the two ways that views ask for the name of a parallel branch. */
final class BranchLabel extends LabelAction implements ThreadNameAction {
    private final String action;

    BranchLabel(String action) {
        super(action);
        this.action = action;
    }

    @NonNull
    @Override
    public String getThreadName() {
        return action;
    }
}
