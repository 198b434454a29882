package io.jenkins.plugins.stagegate.plugin.host;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.stagegate.decision.ActionRun;
import io.jenkins.plugins.stagegate.decision.ActionStatus;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Waits until the engine says what people decided. Holds no executor and no thread. */
public final class ApprovalStep extends Step {
    static final String NAME = "stageGateApproval";
    private static final Map<String, Execution> WAITING = new ConcurrentHashMap<>();

    private final String id;

    /** Waits for the approval action execution of that id. */
    @DataBoundConstructor
    public ApprovalStep(String id) {
        this.id = id;
    }

    public String getId() {
        return id;
    }

    /** Lets the step go on that waits for this action execution, if one does. */
    static void conclude(ActionRun decided) {
        Optional.ofNullable(WAITING.get(decided.id())).ifPresent(step -> step.conclude(decided));
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, id);
    }

    private static final class Execution extends StepExecution {
        private static final long serialVersionUID = 1;

        private final String id;

        Execution(StepContext context, String id) {
            super(context);
            this.id = id;
        }

        @Override
        public boolean start() throws Exception {
            look();
            return false;
        }

        @Override
        public void onResume() {
            try {
                look();
            } catch (IOException | InterruptedException e) {
                WAITING.remove(id);
                getContext().onFailure(e);
            }
        }

        /** Waits, unless the decision came before the step did. */
        private void look() throws IOException, InterruptedException {
            WAITING.put(id, this);
            var run = (WorkflowRun) getContext().get(Run.class);
            var decided = Pipelines.get().of(run.getParent()).state().locate(id);
            decided.map(found -> found.run())
                    .filter(action -> action.status() != ActionStatus.IN_PROGRESS)
                    .ifPresent(this::conclude);
        }

        private void conclude(ActionRun decided) {
            if (WAITING.remove(id, this)) {
                if (decided.status() == ActionStatus.SUCCEEDED) {
                    getContext().onSuccess(null);
                } else {
                    getContext()
                            .onFailure(decided.failure()
                                    .map(failure -> new ActionException(failure.code(), failure.message()))
                                    .orElseGet(
                                            () -> new ActionException("Abandoned", Messages.ApprovalStep_withdrawn())));
                }
            }
        }

        @Override
        public void stop(@NonNull Throwable cause) throws Exception {
            if (WAITING.remove(id, this)) {
                super.stop(cause);
            }
        }

        @Override
        public String getStatus() {
            return Messages.ApprovalStep_status();
        }
    }

    /** Registers the step, which only actions use. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return NAME;
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ApprovalStep_displayName();
        }

        @Override
        public boolean isAdvanced() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }
    }
}
