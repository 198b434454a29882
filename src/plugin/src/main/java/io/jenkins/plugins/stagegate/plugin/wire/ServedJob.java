package io.jenkins.plugins.stagegate.plugin.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Item;
import io.jenkins.plugins.stagegate.api.InvalidRequestException;
import io.jenkins.plugins.stagegate.api.Viewer;
import io.jenkins.plugins.stagegate.codepipeline.Change;
import io.jenkins.plugins.stagegate.codepipeline.Revisions;
import io.jenkins.plugins.stagegate.codepipeline.ServedPipeline;
import io.jenkins.plugins.stagegate.codepipeline.ServiceException;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.Refusal;
import io.jenkins.plugins.stagegate.plugin.host.JobPipeline;
import io.jenkins.plugins.stagegate.plugin.ui.Operation;
import io.jenkins.plugins.stagegate.plugin.ui.RefusedChangeException;
import io.jenkins.plugins.stagegate.plugin.ui.StageGatePermissions;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The pipeline of a job, for whoever sends the current request. What they may not do throws Jenkins' own exception. */
record ServedJob(JobPipeline pipeline) implements ServedPipeline {
    /** How long an answer waits for the build that carries what it tells of. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    @Override
    public PipelineEngine engine() {
        return pipeline.engine();
    }

    /** The build that an execution begins with reads the definition. */
    @Override
    public void refresh() {}

    @Override
    public Viewer viewer(Actor by) {
        var job = pipeline.job();
        return new Viewer(
                by,
                job.hasPermission(Item.BUILD),
                job.hasPermission(StageGatePermissions.APPROVE),
                job.hasPermission(StageGatePermissions.CONTROL),
                (execution, number) -> "");
    }

    @Override
    public ObjectNode change(Change change, ObjectNode request, Actor by)
            throws ServiceException, InvalidRequestException, CommandRefusedException, IOException {
        if (change == Change.BEGIN && !pipeline.job().hasPermission(Item.BUILD)) {
            return JsonNodeFactory.instance.objectNode();
        }
        var operation = operation(change);
        pipeline.job().checkPermission(operation.permission());
        try {
            var answer = operation.make(pipeline.job(), json(change, request));
            awaitBuild(change, answer);
            return answer;
        } catch (RefusedChangeException e) {
            throw new CommandRefusedException(new Refusal(e.type(), e.getMessage()));
        }
    }

    private static Operation operation(Change change) {
        return switch (change) {
            case START, BEGIN, WEBHOOK, PUT_REVISION -> Operation.START;
            case APPROVE -> Operation.APPROVE;
            case TRANSITION -> Operation.TRANSITION;
            case STOP -> Operation.STOP;
            case RETRY -> Operation.RETRY;
            case ROLLBACK -> Operation.ROLLBACK;
            case OVERRIDE -> Operation.OVERRIDE;
        };
    }

    /** A new revision is a start that names it. */
    private String json(Change change, JsonNode request) {
        if (change != Change.PUT_REVISION) {
            return request.toString();
        }
        var override = Revisions.override(this, request);
        var start = JsonNodeFactory.instance.objectNode();
        start.putArray("sourceRevisions")
                .addObject()
                .put("actionName", override.action())
                .put("revisionType", override.type())
                .put("revisionValue", override.value());
        return start.toString();
    }

    /**
     * Waits for an execution that was told of to be there, since clients ask for it at once. A build that has to wait in
     * Jenkins' queue, or fails before the execution begins, is not waited for long.
     */
    private void awaitBuild(Change change, ObjectNode answer) throws IOException {
        var operation = operation(change);
        if (operation == Operation.START || operation == Operation.ROLLBACK || operation == Operation.RETRY) {
            var id = answer.path("pipelineExecutionId").asText();
            var end = Instant.now().plus(PATIENCE);
            while (!begun(id, operation) && Instant.now().isBefore(end)) {
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        }
    }

    private boolean begun(String id, Operation operation) throws IOException {
        Optional<Execution> execution = pipeline.engine().execution(id);
        return execution
                .filter(one -> operation != Operation.RETRY || one.status().active())
                .isPresent();
    }

    @Override
    public Optional<ObjectNode> declared(int version) throws IOException {
        return pipeline.declarations().read(version);
    }

    @Override
    public void requireDeclarationShown() {
        pipeline.job().checkPermission(Item.EXTENDED_READ);
    }

    @Override
    public void requireConfigurable() {
        pipeline.job().checkPermission(Item.CONFIGURE);
    }

    @Override
    public boolean configurable() {
        return pipeline.job().hasPermission(Item.CONFIGURE);
    }

    @Override
    public void update(ObjectNode declaration) throws ServiceException, IOException {
        JobDeclaration.update(pipeline.job(), declaration);
    }
}
