package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;

/** Gathers how a block step wants its body to be run. */
final class BodyStart extends BodyInvoker {
    private final FlowStepContext context;
    private final StepFrame step;
    private final ArrayList<Object> variables = new ArrayList<>();
    private final ArrayList<BodyExecutionCallback> callbacks = new ArrayList<>();
    private @CheckForNull String displayName;
    private boolean started;

    BodyStart(FlowStepContext context, StepFrame step) {
        this.context = context;
        this.step = step;
    }

    @Override
    public BodyInvoker withContext(Object variable) {
        if (variable != null) {
            variables.add(variable);
        }
        return this;
    }

    @Override
    public BodyInvoker withDisplayName(@NonNull String name) {
        displayName = name;
        return this;
    }

    @Override
    public BodyInvoker withCallback(BodyExecutionCallback callback) {
        callbacks.add(callback);
        return this;
    }

    @Override
    public BodyExecution start() {
        if (started) {
            throw new IllegalStateException("The body was started already");
        }
        started = true;
        var body = new Body(context, variables, callbacks, displayName);
        step.launch(body);
        return body;
    }
}
