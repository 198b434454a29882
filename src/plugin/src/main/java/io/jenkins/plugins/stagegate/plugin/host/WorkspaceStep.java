package io.jenkins.plugins.stagegate.plugin.host;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.stagegate.decision.PipelineState.Located;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.spi.ActionEnvironment;
import io.jenkins.plugins.stagegate.spi.CommandScript;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.GeneralNonBlockingStepExecution;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * Gives an action the workspace that it was promised: nothing in it but its input artifacts, and afterwards its output
 * artifacts and exported variables are taken from it.
 *
 * <p>The first input is the workspace's content. Each further one has a folder of its own, named by an environment variable.
 */
public final class WorkspaceStep extends Step {
    static final String NAME = "stageGateWorkspace";

    private final String id;

    /** A workspace for the action execution of that id. */
    @DataBoundConstructor
    public WorkspaceStep(String id) {
        this.id = id;
    }

    public String getId() {
        return id;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, id);
    }

    private static final class Execution extends GeneralNonBlockingStepExecution {
        private static final long serialVersionUID = 1;

        private final String id;

        Execution(StepContext context, String id) {
            super(context);
            this.id = id;
        }

        @Override
        public boolean start() {
            run(this::takeIn);
            return false;
        }

        private void takeIn() throws IOException, InterruptedException {
            var environment = environment(located());
            getContext()
                    .newBodyInvoker()
                    .withContext(EnvironmentExpander.merge(
                            getContext().get(EnvironmentExpander.class), EnvironmentExpander.constant(environment)))
                    .withCallback(new Body())
                    .start();
        }

        private Map<String, String> environment(Located action) throws IOException, InterruptedException {
            var workspace = workspace();
            var bundles = bundles();
            workspace.mkdirs();
            workspace.deleteContents();
            folder().deleteRecursive();
            var environment = new LinkedHashMap<String, String>();
            var place = workspace;
            for (var input : action.run().inputs()) {
                bundles.takeIn(input, folder(), place);
                environment.put(ActionEnvironment.inputVariable(input.name()), place.getRemote());
                place = folder().child("inputs").child(String.valueOf(environment.size()));
            }
            var exports = folder().child("exports");
            exports.mkdirs();
            environment.put(CommandScript.EXPORTS_FOLDER, exports.getRemote());
            return environment;
        }

        private void putOut() throws IOException, InterruptedException {
            var found = located();
            var action = found.declaration(Pipelines.get().of(run().getParent()).state());
            var bundles = new ArrayList<Bundle>();
            for (var output : action.outputs()) {
                bundles.add(bundles().putOut(output, workspace(), folder(), found.run().attempt()));
            }
            ReleaseRun.of(run()).orElseThrow().keep(new Product(id, bundles, exported(action), null));
            folder().deleteRecursive();
        }

        private Map<String, String> exported(Action action) throws IOException, InterruptedException {
            var values = new LinkedHashMap<String, String>();
            for (String name : action.exports()) {
                var file = folder().child("exports").child(name);
                if (file.exists()) {
                    values.put(name, file.readToString());
                }
            }
            return values;
        }

        private Located located() throws IOException, InterruptedException {
            return Pipelines.get()
                    .of(run().getParent())
                    .state()
                    .locate(id)
                    .orElseThrow(() -> new IOException(Messages.WorkspaceStep_unknown(id)));
        }

        private Bundles bundles() throws IOException, InterruptedException {
            return new Bundles(run(), getContext().get(Launcher.class), getContext().get(TaskListener.class));
        }

        private WorkflowRun run() throws IOException, InterruptedException {
            return (WorkflowRun) getContext().get(Run.class);
        }

        private FilePath workspace() throws IOException, InterruptedException {
            return getContext().get(FilePath.class);
        }

        private FilePath folder() throws IOException, InterruptedException {
            return WorkspaceList.tempDir(workspace()).child("stage-gate").child(id);
        }

        private final class Body extends BodyExecutionCallback {
            private static final long serialVersionUID = 1;

            @Override
            public void onSuccess(StepContext context, Object result) {
                run(() -> {
                    putOut();
                    getContext().onSuccess(result);
                });
            }

            @Override
            public void onFailure(StepContext context, Throwable problem) {
                getContext().onFailure(problem);
            }
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
            return Messages.WorkspaceStep_displayName();
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public boolean isAdvanced() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FilePath.class, Launcher.class, TaskListener.class);
        }
    }
}
