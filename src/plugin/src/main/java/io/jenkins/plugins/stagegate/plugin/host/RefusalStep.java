package io.jenkins.plugins.stagegate.plugin.host;

import hudson.Extension;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Fails: an action that cannot be performed here says so in its own log. */
public final class RefusalStep extends OwnStep {
    static final String NAME = "stageGateRefusal";

    private final String code;
    private final String message;

    @DataBoundConstructor
    public RefusalStep(String id, String code, String message) {
        super(id);
        this.code = code;
        this.message = message;
    }

    public String getCode() {
        return code;
    }

    public String getMessage() {
        return message;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        throw new ActionException(code, message);
    }

    /** Registers the step, which only actions use. */
    @Extension
    public static final class DescriptorImpl extends OwnStepDescriptor {
        public DescriptorImpl() {
            super(NAME, Messages._RefusalStep_displayName());
        }
    }
}
