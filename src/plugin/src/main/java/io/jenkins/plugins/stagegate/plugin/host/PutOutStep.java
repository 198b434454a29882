package io.jenkins.plugins.stagegate.plugin.host;

import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.stagegate.buildspec.Buildspec;
import io.jenkins.plugins.stagegate.buildspec.InvalidBuildspecException;
import io.jenkins.plugins.stagegate.model.BuildSettings;
import io.jenkins.plugins.stagegate.model.OutputArtifact;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousResumeNotSupportedException;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * Takes an action's output artifacts and exported variables from its workspace. If Jenkins ends meanwhile, it does so again: the
 * workspace is still as the action has left it.
 */
public final class PutOutStep extends OwnStep {
    static final String NAME = "stageGatePutOut";

    /** The products of the action execution of that id. */
    @DataBoundConstructor
    public PutOutStep(String id) {
        super(id);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, getId());
    }

    private static final class Execution extends SynchronousNonBlockingStepExecution<Void> {
        private static final long serialVersionUID = 1;

        private final String id;
        private transient boolean again;

        Execution(StepContext context, String id) {
            super(context);
            this.id = id;
        }

        @Override
        public void onResume() {
            try {
                if (getContext().get(FilePath.class) == null) {
                    throw new SynchronousResumeNotSupportedException(getContext());
                }
                getContext().get(TaskListener.class).getLogger().println(Messages.PutOutStep_again());
                again = true;
                start();
            } catch (Exception e) {
                getContext().onFailure(e);
            }
        }

        @Override
        protected Void run() throws Exception {
            var build = (WorkflowRun) getContext().get(Run.class);
            var workspace = getContext().get(FilePath.class);
            var scratch = Scratch.of(workspace);
            var action = RunningAction.of(build, id);
            var release = ReleaseRun.of(build).orElseThrow();
            if (again && release.product(id).filter(one -> isWhole(one, action)).isPresent()) {
                return null; // Jenkins ended after it was kept, and before anybody was told
            }
            var spec = BuildSettings.has(action.declaration().type())
                    ? BuildspecFile.of(action).taken(scratch)
                    : Optional.<Buildspec>empty();
            var names = spec.map(Buildspec::exports).orElse(action.declaration().exports());
            var bundles = new Bundles(
                    build, getContext().get(Launcher.class), getContext().get(TaskListener.class));
            var product = release.product(id)
                    .orElseGet(() -> new Product(id, List.of(), Map.of(), null))
                    .with(ExportedValues.in(
                            scratch.exports(), names, ActionSecrets.of(build, action.declaration(), spec)));
            for (var output : action.declaration().outputs()) {
                var files = output.files().isEmpty() && spec.isPresent()
                        ? laidOut(output, spec.get(), action, workspace)
                        : workspace;
                product = product.with(bundles.putOut(
                        output, files, scratch.folder(), action.run().attempt()));
            }
            release.keep(product);
            scratch.folder().deleteRecursive();
            return null;
        }

        /** Whether it was kept as the last thing that this step does. That cannot be told by exported variables. */
        private static boolean isWhole(Product product, RunningAction action) {
            var kept = product.bundles().stream()
                    .map(bundle -> bundle.artifact().name())
                    .toList();
            var wanted = action.declaration().outputs().stream()
                    .map(OutputArtifact::name)
                    .toList();
            return !wanted.isEmpty() && kept.containsAll(wanted);
        }

        /** The files that the build specification chooses, in a folder that has nothing else. */
        private static FilePath laidOut(OutputArtifact output, Buildspec spec, RunningAction action, FilePath workspace)
                throws IOException, InterruptedException {
            var folder = Scratch.of(workspace).artifact(output.name());
            folder.deleteRecursive();
            var count = action.declaration().outputs().size();
            try {
                workspace.act(new LayOutFiles(spec.filesOf(output.name(), count), folder.getRemote()));
            } catch (InvalidBuildspecException e) {
                throw BuildspecFile.of(action).invalid(e.getMessage());
            }
            return folder;
        }
    }

    /** Registers the step, which only actions use. */
    @Extension
    public static final class DescriptorImpl extends OwnStepDescriptor {
        public DescriptorImpl() {
            super(
                    NAME,
                    Messages._PutOutStep_displayName(),
                    Run.class,
                    FilePath.class,
                    Launcher.class,
                    TaskListener.class);
        }
    }
}
