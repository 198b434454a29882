package io.jenkins.plugins.stagegate.plugin.host;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.console.ConsoleLogFilter;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.stagegate.buildspec.Build;
import io.jenkins.plugins.stagegate.buildspec.PreparedBuild;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.SourceRevision;
import io.jenkins.plugins.stagegate.model.Artifact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.GeneralNonBlockingStepExecution;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * Makes a shell script of the {@code buildspec.yml} in the workspace, and has the steps inside run it.
 *
 * <p>They find its path in the variable {@value #SCRIPT}. Secrets of Parameter Store and Secrets Manager are credentials of the
 * kind "Secret text" here; what is not there, the agent may have.
 */
public final class BuildspecStep extends OwnStep {
    static final String NAME = "stageGateBuildspec";
    static final String SCRIPT = "STAGE_GATE_BUILD";

    /** A build for the action execution of that id. */
    @DataBoundConstructor
    public BuildspecStep(String id) {
        super(id);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, getId());
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
            run(this::prepare);
            return false;
        }

        private void prepare() throws IOException, InterruptedException {
            if (!getContext().get(Launcher.class).isUnix()) {
                throw new ActionException(ActionFailure.CONFIGURATION, Messages.BuildspecStep_windows());
            }
            var run = (WorkflowRun) getContext().get(Run.class);
            var workspace = getContext().get(FilePath.class);
            var scratch = Scratch.of(workspace);
            var action = RunningAction.of(run, id);
            var file = BuildspecFile.of(action);
            var spec = file.take(workspace, scratch);
            var prepared = PreparedBuild.of(spec, build(run, action, file), reference -> secret(run, reference));
            scratch.script().write(prepared.script(), StandardCharsets.UTF_8.name());
            var secrets = new SecretVariables(prepared.secrets());
            getContext()
                    .newBodyInvoker()
                    .withContexts(
                            BodyInvoker.mergeConsoleLogFilters(
                                    getContext().get(ConsoleLogFilter.class),
                                    new MaskedLog(prepared.secrets().values())),
                            EnvironmentExpander.merge(
                                    EnvironmentExpander.merge(getContext().get(EnvironmentExpander.class), secrets),
                                    EnvironmentExpander.constant(
                                            Map.of(SCRIPT, scratch.script().getRemote()))))
                    .withCallback(BodyExecutionCallback.wrap(getContext()))
                    .start();
        }

        private Build build(WorkflowRun run, RunningAction action, BuildspecFile file) throws IOException {
            var inputs = RunningAction.inputs(run, id);
            var state = Pipelines.get().of(run.getParent()).state();
            var execution = state.locate(id).orElseThrow().execution();
            return new Build(
                    file.settings().project(),
                    id,
                    run.getParent().getFullName(),
                    execution.start().number(),
                    inputs.stream()
                            .findFirst()
                            .flatMap(primary -> state.revisionOf(execution, primary.name()))
                            .map(SourceRevision::id),
                    inputs.stream().skip(1).map(Artifact::name).toList(),
                    action.declaration().environment().keySet());
        }

        private static Optional<String> secret(WorkflowRun run, String id) {
            var found = CredentialsProvider.findCredentialById(id, StringCredentials.class, run, List.of());
            CredentialsProvider.track(run, found);
            return Optional.ofNullable(found).map(one -> one.getSecret().getPlainText());
        }
    }

    /** Registers the step, which only actions use. */
    @Extension
    public static final class DescriptorImpl extends OwnStepDescriptor {
        public DescriptorImpl() {
            super(
                    NAME,
                    Messages._BuildspecStep_displayName(),
                    Run.class,
                    FilePath.class,
                    Launcher.class,
                    TaskListener.class);
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }
    }
}
