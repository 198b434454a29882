package io.jenkins.plugins.stagegate.codepipeline;

import static io.jenkins.plugins.stagegate.codepipeline.Operation.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.api.InvalidRequestException;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import java.io.IOException;
import java.util.Map;

/** What people and programs do to executions and transitions. */
final class Changes {
    private Changes() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("StartPipelineExecution", Changes::start);
        operations.put("PutActionRevision", ActionRevisions::put);
        operations.put("PutApprovalResult", Changes::approve);
        operations.put("DisableStageTransition", call -> transition(call, false));
        operations.put("EnableStageTransition", call -> transition(call, true));
        operations.put("StopPipelineExecution", of(Change.STOP));
        operations.put("RetryStageExecution", of(Change.RETRY));
        operations.put("RollbackStage", of(Change.ROLLBACK));
        operations.put("OverrideStageCondition", of(Change.OVERRIDE));
    }

    static ObjectNode execution(String id) {
        return object().put("pipelineExecutionId", id);
    }

    private static Operation of(Change change) {
        return call -> call.pipeline("pipelineName").change(change, call.input(), call.by());
    }

    private static ObjectNode start(Call call)
            throws ServiceException, InvalidRequestException, CommandRefusedException, IOException {
        var pipeline = call.pipeline("name");
        pipeline.refresh();
        return pipeline.change(Change.START, call.input(), call.by());
    }

    private static ObjectNode approve(Call call)
            throws ServiceException, InvalidRequestException, CommandRefusedException, IOException {
        var pipeline = call.pipeline("pipelineName");
        pipeline.change(Change.APPROVE, call.input(), call.by());
        return object().put("approvedAt", pipeline.engine().state().updated().toString());
    }

    private static ObjectNode transition(Call call, boolean enabled)
            throws ServiceException, InvalidRequestException, CommandRefusedException, IOException {
        var request = call.input().deepCopy().put("enabled", enabled);
        return call.pipeline("pipelineName").change(Change.TRANSITION, request, call.by());
    }
}
