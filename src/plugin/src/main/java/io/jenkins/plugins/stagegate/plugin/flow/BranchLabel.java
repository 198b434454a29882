package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.ThreadNameAction;

/** The name of an action on its branch, in the two ways that views ask for the name of a parallel branch. */
final class BranchLabel extends LabelAction implements ThreadNameAction {
    private final String action;
    /** The id under which the host knows it; nothing in what an older version has written. */
    private final @CheckForNull String id;

    BranchLabel(String action, @CheckForNull String id) {
        super(action);
        this.action = action;
        this.id = id;
    }

    @CheckForNull
    String id() {
        return id;
    }

    @NonNull
    @Override
    public String getThreadName() {
        return action;
    }
}
