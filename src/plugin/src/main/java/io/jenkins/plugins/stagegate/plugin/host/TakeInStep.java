package io.jenkins.plugins.stagegate.plugin.host;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.stagegate.plugin.flow.BodyAwaited;
import io.jenkins.plugins.stagegate.spi.ActionEnvironment;
import io.jenkins.plugins.stagegate.spi.CommandScript;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.GeneralNonBlockingStepExecution;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousResumeNotSupportedException;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * Gives an action the workspace that it was promised: nothing is in it but its input artifacts.
 *
 * <p>The first input is the workspace's content. Each further one has a folder of its own, named by an environment variable.
 * An action without an agent has no workspace and does without, but for builds that an older version has begun.
 */
public final class TakeInStep extends OwnStep {
    static final String NAME = "stageGateTakeIn";

    /** A workspace for the action execution of that id. */
    @DataBoundConstructor
    public TakeInStep(String id) {
        super(id);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, getId());
    }

    private static final class Execution extends GeneralNonBlockingStepExecution implements BodyAwaited {
        private static final long serialVersionUID = 1;

        private final String id;
        /** Whether the body may have begun. True is on disk before it begins, if there are inputs. */
        private volatile boolean ready;

        Execution(StepContext context, String id) {
            super(context);
            this.id = id;
        }

        @Override
        public boolean start() throws IOException, InterruptedException {
            var workspace = getContext().get(FilePath.class);
            if (workspace == null) {
                body().start();
            } else {
                run(() -> takeIn(workspace));
            }
            return false;
        }

        private void takeIn(FilePath workspace) throws IOException, InterruptedException {
            var body = body().withContext(EnvironmentExpander.merge(
                    getContext().get(EnvironmentExpander.class), EnvironmentExpander.constant(environment(workspace))));
            if (isRepeatable()) {
                ready = true;
                Futures.addCallback(getContext().saveState(), new Begin(body), MoreExecutors.directExecutor());
            } else {
                body.start();
            }
        }

        /** Begins the body once it is on disk that it does. */
        private final class Begin implements FutureCallback<Void> {
            private final BodyInvoker body;

            Begin(BodyInvoker body) {
                this.body = body;
            }

            @Override
            public void onSuccess(Void saved) {
                body.start();
            }

            @Override
            public void onFailure(@NonNull Throwable problem) {
                getContext().onFailure(problem);
            }
        }

        /** Only then is it worth knowing after a crash that nothing but the inputs has been in the workspace. */
        private boolean isRepeatable() throws IOException, InterruptedException {
            return !RunningAction.inputs((WorkflowRun) getContext().get(Run.class), id)
                    .isEmpty();
        }

        @Override
        public void onResume() {
            // That is known when all steps are back.
        }

        @Override
        public void onResumeWithoutBody() throws IOException, InterruptedException {
            var workspace = getContext().get(FilePath.class);
            if (!ready && workspace != null && isRepeatable()) {
                getContext().get(TaskListener.class).getLogger().println(Messages.TakeInStep_again());
                run(() -> takeIn(workspace));
            } else {
                getContext().onFailure(new SynchronousResumeNotSupportedException(getContext()));
            }
        }

        private BodyInvoker body() {
            return getContext().newBodyInvoker().withCallback(BodyExecutionCallback.wrap(getContext()));
        }

        private Map<String, String> environment(FilePath workspace) throws IOException, InterruptedException {
            var run = (WorkflowRun) getContext().get(Run.class);
            var bundles = new Bundles(
                    run, getContext().get(Launcher.class), getContext().get(TaskListener.class));
            var scratch = Scratch.of(workspace);
            scratch.folder().deleteRecursive();
            workspace.mkdirs();
            workspace.deleteContents();
            var environment = new LinkedHashMap<String, String>();
            var place = workspace;
            for (var input : RunningAction.inputs(run, id)) {
                bundles.takeIn(input, scratch.folder(), place);
                environment.put(ActionEnvironment.inputVariable(input.name()), place.getRemote());
                place = scratch.input(environment.size());
            }
            scratch.exports().mkdirs();
            environment.put(CommandScript.EXPORTS_FOLDER, scratch.exports().getRemote());
            return environment;
        }
    }

    /** Registers the step, which only actions use. */
    @Extension
    public static final class DescriptorImpl extends OwnStepDescriptor {
        public DescriptorImpl() {
            super(NAME, Messages._TakeInStep_displayName(), Run.class, TaskListener.class);
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }
    }
}
