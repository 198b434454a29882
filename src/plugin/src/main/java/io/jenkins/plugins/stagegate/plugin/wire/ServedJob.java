package io.jenkins.plugins.stagegate.plugin.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Item;
import io.jenkins.plugins.stagegate.api.InvalidRequestException;
import io.jenkins.plugins.stagegate.api.Viewer;
import io.jenkins.plugins.stagegate.codepipeline.Change;
import io.jenkins.plugins.stagegate.codepipeline.ClientStarts;
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
            var answer = ClientStarts.ALL.contains(change)
                    ? start(change, request, by)
                    : operation.make(pipeline.job(), request.toString());
            awaitBuild(operation, answer);
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

    private ObjectNode start(Change change, ObjectNode request, Actor by)
            throws InvalidRequestException, CommandRefusedException, RefusedChangeException, IOException {
        if (change == Change.START) {
            return Operation.START.make(pipeline.job(), request.toString());
        }
        var start = ClientStarts.of(change, request, engine(), by);
        return ClientStarts.answer(change, start, Operation.start(pipeline.job(), start));
    }

    /**
     * Waits for an execution that was told of to be there, since clients ask for it at once. A build that has to wait in
     * Jenkins' queue is not waited for long.
     *
     * @throws CommandRefusedException if the build found that the execution cannot be
     */
    private void awaitBuild(Operation operation, ObjectNode answer) throws CommandRefusedException, IOException {
        if (operation == Operation.START || operation == Operation.ROLLBACK || operation == Operation.RETRY) {
            var id = answer.path("pipelineExecutionId").asText();
            var end = Instant.now().plus(PATIENCE);
            while (!begun(id, operation) && Instant.now().isBefore(end)) {
                if (operation != Operation.RETRY) {
                    requireNotRefused(id);
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        }
    }

    private void requireNotRefused(String execution) throws CommandRefusedException {
        var refusal = pipeline.asked().refusal(execution);
        if (refusal.isPresent()) {
            throw new CommandRefusedException(refusal.get());
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
