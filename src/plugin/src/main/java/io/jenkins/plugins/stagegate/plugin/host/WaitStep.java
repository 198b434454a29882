package io.jenkins.plugins.stagegate.plugin.host;

import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.stagegate.plugin.flow.ReleaseFlow;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** As what the wait in a stage is drawn in which no step runs: for a rule, or for the next attempt. It is never run. */
public final class WaitStep extends OwnStep {
    static final String NAME = "stageGateWait";

    private static final String WHAT = "id";

    /** The wait for what is called so. */
    @DataBoundConstructor
    public WaitStep(String id) {
        super(id);
    }

    /** Draws a wait in that passage through a stage, until anything else happens there. */
    static void draw(ReleaseFlow flow, String stageKey, StageWait wait) {
        var what = wait.kind() == StageWait.Kind.RETRY
                ? Messages.WaitStep_retry(wait.what())
                : Messages.WaitStep_rule(wait.what());
        flow.awaitIn(stageKey, wait.id(), WaitStep.class, Map.of(WHAT, what));
    }

    @Override
    public StepExecution start(StepContext context) throws AbortException {
        throw new AbortException(Messages.EntryStep_notRun());
    }

    /** Registers the step, which only views see. */
    @Extension
    public static final class DescriptorImpl extends OwnStepDescriptor {
        public DescriptorImpl() {
            super(NAME, Messages._WaitStep_displayName());
        }

        @Override
        String shown() {
            return WHAT;
        }
    }
}
