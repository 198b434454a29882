package io.jenkins.plugins.stagegate.plugin.ui;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Cause;
import hudson.model.CauseAction;
import io.jenkins.plugins.stagegate.api.CommandReader;
import io.jenkins.plugins.stagegate.api.InvalidRequestException;
import io.jenkins.plugins.stagegate.api.LineStopReader;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.plugin.host.Actors;
import io.jenkins.plugins.stagegate.plugin.host.JobPipeline;
import io.jenkins.plugins.stagegate.plugin.host.Request;
import io.jenkins.plugins.stagegate.plugin.host.RetryRequest;
import io.jenkins.plugins.stagegate.plugin.host.RollbackRequest;
import io.jenkins.plugins.stagegate.plugin.line.LineScope;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import java.io.IOException;
import java.util.UUID;

/** What people do to a pipeline. Whoever calls this has checked the permission. */
final class Changes {
    private final JobPipeline pipeline;
    private final Actor actor = Actors.current();

    Changes(JobPipeline pipeline) {
        this.pipeline = pipeline;
    }

    ObjectNode start(String json)
            throws InvalidRequestException, IOException, CommandRefusedException, RefusedChangeException {
        var start = CommandReader.start(json, UUID.randomUUID().toString(), actor);
        return execution(start(start, new Cause.UserIdCause()));
    }

    /** The execution that a start leads to: if it was asked for before, the one of then. */
    String start(Command.Start start, Cause... causes)
            throws IOException, CommandRefusedException, RefusedChangeException {
        var execution = pipeline.asked().ask(start, causes).orElseThrow(this::notBuildable);
        if (execution.equals(start.execution())) {
            note("started execution " + execution);
        }
        return execution;
    }

    ObjectNode approve(String json) throws InvalidRequestException, IOException, CommandRefusedException {
        var decision = CommandReader.approval(json, actor);
        pipeline.engine().submit(decision);
        note(
                (decision.approved() ? "approved " : "rejected ") + decision.stage() + "/" + decision.action(),
                decision.summary());
        return Answers.object();
    }

    ObjectNode transition(String json) throws InvalidRequestException, IOException, CommandRefusedException {
        var change = CommandReader.transition(json, actor);
        pipeline.engine().submit(change);
        note(
                (change.enabled() ? "opened" : "closed") + " the "
                        + change.direction().label() + " transition of " + change.stage(),
                change.reason());
        return Answers.object();
    }

    ObjectNode override(String json) throws InvalidRequestException, IOException, CommandRefusedException {
        var override = CommandReader.override(json, actor);
        pipeline.engine().submit(override);
        note("overrode the condition " + override.hook() + " of " + override.stage() + " for " + override.execution());
        return Answers.object();
    }

    /** Stops the line of this pipeline, or of a scope that it is in. */
    ObjectNode stopLine(String json)
            throws InvalidRequestException, IOException, CommandRefusedException, RefusedChangeException {
        var wanted = LineStopReader.scope(json).orElse(JobPipeline.OWN_SWITCH);
        if (wanted.equals(JobPipeline.OWN_SWITCH)) {
            var stop = LineStopReader.stop(json, wanted, Messages.Changes_thisPipeline(), actor);
            pipeline.engine().submit(stop);
            note("stopped the line", stop.reason());
        } else {
            var line = line(wanted);
            var stop = line.read(json);
            pipeline.requirePossible(stop);
            line.stop(stop);
        }
        return Answers.object();
    }

    ObjectNode releaseLine(String json)
            throws InvalidRequestException, IOException, CommandRefusedException, RefusedChangeException {
        var release = LineStopReader.release(json, actor);
        if (release.id().equals(JobPipeline.OWN_SWITCH)) {
            pipeline.engine().submit(release);
            note("released the line");
        } else {
            line(release.id()).release();
        }
        return Answers.object();
    }

    /** Who may not stop the line of a scope does not learn whether there is one. */
    private ScopedLine line(String id) throws RefusedChangeException {
        return LineScope.of(pipeline.job(), id)
                .map(ScopedLine::new)
                .orElseThrow(() -> new RefusedChangeException("ValidationException", Messages.Changes_noScope(id)));
    }

    ObjectNode forceEntry(String json) throws InvalidRequestException, IOException, CommandRefusedException {
        var force = LineStopReader.force(json, actor);
        pipeline.engine().submit(force);
        note("forced " + force.execution() + " into " + force.stage(), force.rationale());
        return Answers.object();
    }

    ObjectNode stop(String json) throws InvalidRequestException, IOException, CommandRefusedException {
        var stop = CommandReader.stop(json, actor);
        pipeline.engine().submit(stop);
        note((stop.abandon() ? "stopped and abandoned " : "stopped ") + stop.execution(), stop.reason());
        return execution(stop.execution());
    }

    /** Retries in the build of the execution while the execution goes on, otherwise in a new one. */
    ObjectNode retry(String json)
            throws InvalidRequestException, IOException, CommandRefusedException, RefusedChangeException {
        var retry = CommandReader.retry(json, actor);
        if (pipeline.state()
                .execution(retry.execution())
                .filter(one -> one.status().active())
                .isPresent()) {
            pipeline.engine().submit(retry);
        } else {
            pipeline.requirePossible(retry);
            schedule(new RetryRequest(retry.execution(), retry.stage(), retry.mode()));
        }
        note("retried " + retry.mode() + " of " + retry.stage() + " in " + retry.execution());
        return execution(retry.execution());
    }

    ObjectNode rollback(String json)
            throws InvalidRequestException, IOException, CommandRefusedException, RefusedChangeException {
        var wanted = CommandReader.rollback(json);
        var target = pipeline.engine().execution(wanted.target());
        if (target.isEmpty()) {
            throw new RefusedChangeException(
                    "PipelineExecutionNotFoundException", Messages.Changes_unknownExecution(wanted.target()));
        }
        var id = UUID.randomUUID().toString();
        pipeline.requirePossible(new Command.Rollback(id, wanted.stage(), target.get(), actor));
        schedule(new RollbackRequest(id, wanted.target(), wanted.stage()));
        note("rolled " + wanted.stage() + " back to " + wanted.target() + " by " + id);
        return execution(id);
    }

    private void schedule(Request request) throws RefusedChangeException {
        if (!pipeline.schedule(new CauseAction(new Cause.UserIdCause()), request)) {
            throw notBuildable();
        }
    }

    private RefusedChangeException notBuildable() {
        return new RefusedChangeException(
                "ConflictException",
                Messages.Changes_notBuildable(pipeline.job().getFullName()));
    }

    private static ObjectNode execution(String id) {
        return Answers.object().put("pipelineExecutionId", id);
    }

    private void note(String what, String why) {
        note(why.isBlank() ? what : what + ": " + why);
    }

    private void note(String what) {
        Audit.note(pipeline.job().getFullName(), what);
    }
}
