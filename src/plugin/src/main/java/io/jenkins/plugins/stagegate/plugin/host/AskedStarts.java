package io.jenkins.plugins.stagegate.plugin.host;

import hudson.AbortException;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.queue.QueueTaskFuture;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Refusal;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.plugin.gate.ImposedGates;
import io.jenkins.plugins.stagegate.plugin.job.DefinitionText;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * The executions that somebody asked for, until their builds have begun them: a client's token starts once, however long the build
 * waits in Jenkins' queue, and what can only be refused is refused before there is a build. May be used by any thread.
 */
public final class AskedStarts {
    private final JobPipeline pipeline;
    private final Map<String, Asked> underWay = new HashMap<>();

    /** A start whose build has not ended. Between the queue and the job's builds there is a moment in which it is in neither. */
    private record Asked(String execution, QueueTaskFuture<WorkflowRun> build) {}

    AskedStarts(JobPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /**
     * Asks Jenkins for the build that begins an execution.
     *
     * @return the execution's id; that of the first start if its token was used before; nothing if the job cannot be built
     * @throws CommandRefusedException if the engine would refuse the start, as far as that is known without a build
     */
    public synchronized Optional<String> ask(Command.Start start, Cause... causes)
            throws CommandRefusedException, IOException {
        underWay.values().removeIf(asked -> asked.build().isDone());
        var request = new StartRequest(start.execution(), start.variables(), start.overrides(), start.clientToken());
        var known = known(request.clientToken());
        if (known.isPresent()) {
            return known;
        }
        requirePossible(request, start);
        var build = pipeline.ask(new CauseAction(causes), request);
        build.ifPresent(future -> underWay.put(request.clientToken(), new Asked(start.execution(), future)));
        return build.map(future -> start.execution());
    }

    private Optional<String> known(String token) {
        return Optional.ofNullable(pipeline.state().clientTokens().get(token))
                .or(() -> Optional.ofNullable(underWay.get(token)).map(Asked::execution))
                .or(() -> new QueuedRequests(pipeline.job()).start(token).map(Request::execution));
    }

    /** Only of a definition in the job itself is known without a build what the build will find. */
    private void requirePossible(StartRequest request, Command.Start start)
            throws CommandRefusedException, IOException {
        var definition = definition();
        if (definition.isPresent() && definition.equals(pipeline.state().definition())) {
            pipeline.requirePossible(request.beforehand(definition.get(), start.trigger(), pipeline.job()));
        }
    }

    private Optional<Pipeline> definition() throws IOException {
        var job = pipeline.job();
        if (!(job.getDefinition() instanceof ReleasePipelineDefinition own)) {
            return Optional.empty();
        }
        try {
            var text = new DefinitionText(DefinitionText.FILE, own.getScript());
            return Optional.of(DefinitionReader.read(text, ImposedGates.of(job)));
        } catch (AbortException e) {
            // The build says what is wrong with it.
            return Optional.empty();
        }
    }

    /** Why the build that was to begin that execution could not. */
    public Optional<Refusal> refusal(String execution) {
        return pipeline.build(execution).flatMap(ReleaseRun::of).flatMap(ReleaseRun::refusal);
    }
}
