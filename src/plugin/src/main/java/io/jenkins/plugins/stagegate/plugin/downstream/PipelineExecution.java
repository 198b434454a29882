package io.jenkins.plugins.stagegate.plugin.downstream;

import hudson.console.ModelHyperlinkNote;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.security.ACL;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.plugin.host.ActionException;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.host.QueuedRequests;
import io.jenkins.plugins.stagegate.plugin.host.StartRequest;
import io.jenkins.plugins.stagegate.plugin.job.ReleaseDefinition;
import io.jenkins.plugins.stagegate.plugin.provider.ProvidedAction;
import io.jenkins.plugins.stagegate.source.SourceException;
import io.jenkins.plugins.stagegate.upstream.Invocation;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Asks for a build of another release pipeline, and has succeeded as soon as that is in the queue. */
final class PipelineExecution extends StepExecution {
    private static final long serialVersionUID = 1;

    private final ProvidedAction action;

    PipelineExecution(ProvidedAction action) {
        super(action.context());
        this.action = action;
    }

    @Override
    public boolean start() throws Exception {
        invoke();
        getContext().onSuccess(null);
        return true;
    }

    /**
     * Jenkins went down between the request and its record: it is made again unless it is still to be seen. Jenkins calls this with
     * rights of its own, which are not the build's.
     */
    @Override
    public void onResume() {
        try (var user = ACL.as2(getContext().get(FlowExecution.class).getAuthentication2())) {
            Objects.requireNonNull(user);
            invoke();
            getContext().onSuccess(null);
        } catch (Exception e) {
            getContext().onFailure(e);
        }
    }

    private void invoke() throws IOException, InterruptedException {
        try {
            var invocation = Invocation.of(action.id(), action.settings());
            var upstream = getContext().get(Run.class);
            var job = Target.of(upstream, Map.of(JobProvider.JOB, invocation.pipeline()))
                    .job();
            if (!(job instanceof WorkflowJob pipeline) || !(pipeline.getDefinition() instanceof ReleaseDefinition)) {
                throw new ActionException(
                        ActionFailure.CONFIGURATION, Messages.PipelineExecution_noPipeline(job.getFullName()));
            }
            if (!asked(pipeline, invocation)) {
                schedule(pipeline, invocation, upstream);
            }
            getContext()
                    .get(TaskListener.class)
                    .getLogger()
                    .println(Messages.PipelineExecution_started(ModelHyperlinkNote.encodeTo(job)));
            action.give(invocation.outputs());
        } catch (SourceException e) {
            throw new ActionException(e.failure().code(), e.getMessage());
        }
    }

    private static boolean asked(WorkflowJob pipeline, Invocation invocation) throws IOException {
        return Pipelines.get().of(pipeline).state().clientTokens().containsKey(invocation.token())
                || new QueuedRequests(pipeline).start(invocation.token()).isPresent();
    }

    private static void schedule(WorkflowJob pipeline, Invocation invocation, Run<?, ?> upstream) throws IOException {
        var request = new StartRequest(
                invocation.execution(),
                invocation.variables(),
                invocation.overrides(),
                Optional.of(invocation.token()));
        if (!Pipelines.get().of(pipeline).schedule(new CauseAction(new Cause.UpstreamCause(upstream)), request)) {
            throw new ActionException(
                    ActionFailure.SYSTEM_UNAVAILABLE, Messages.JobExecution_refused(pipeline.getFullName()));
        }
    }
}
