package io.jenkins.plugins.stagegate.plugin.host;

import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.stagegate.plugin.flow.ReleaseFlow;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** As what the wait in front of a stage is drawn: for its turn, an open transition, a line that is not stopped. It is never run. */
public final class EntryStep extends OwnStep {
    static final String NAME = "stageGateEntry";

    private static final String STAGE = "id";

    /** The wait in front of the stage of that name. */
    @DataBoundConstructor
    public EntryStep(String id) {
        super(id);
    }

    /** Draws the wait in front of a stage, until that is opened. */
    static void draw(ReleaseFlow flow, String stage) {
        flow.await(FlowDisplay.key(stage, 1), EntryStep.class, Map.of(STAGE, stage));
    }

    @Override
    public StepExecution start(StepContext context) throws AbortException {
        throw new AbortException(Messages.EntryStep_notRun());
    }

    /** Registers the step, which only views see. */
    @Extension
    public static final class DescriptorImpl extends OwnStepDescriptor {
        public DescriptorImpl() {
            super(NAME, Messages._EntryStep_displayName());
        }

        @Override
        String shown() {
            return STAGE;
        }
    }
}
