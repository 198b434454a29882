package io.jenkins.plugins.stagegate.codepipeline;

import static io.jenkins.plugins.stagegate.codepipeline.Operation.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.api.CommandReader;
import io.jenkins.plugins.stagegate.api.InvalidRequestException;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Hook;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;

/** What people and programs do to executions and transitions. */
final class Changes {
    private Changes() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("StartPipelineExecution", Changes::start);
        operations.put("PutActionRevision", ActionRevisions::put);
        operations.put("PutApprovalResult", Changes::approve);
        operations.put("DisableStageTransition", call -> transition(call, false));
        operations.put("EnableStageTransition", call -> transition(call, true));
        operations.put("StopPipelineExecution", call -> {
            var stop = CommandReader.stop(call.input().toString(), call.by());
            call.pipeline("pipelineName").engine().submit(stop);
            return execution(stop.execution());
        });
        operations.put("RetryStageExecution", call -> {
            var retry = CommandReader.retry(call.input().toString(), call.by());
            call.pipeline("pipelineName").engine().submit(retry);
            return execution(retry.execution());
        });
        operations.put("RollbackStage", Changes::rollback);
        operations.put("OverrideStageCondition", Changes::override);
    }

    static ObjectNode execution(String id) {
        return object().put("pipelineExecutionId", id);
    }

    private static ObjectNode start(Call call)
            throws ServiceException, InvalidRequestException, CommandRefusedException, IOException {
        var pipeline = call.pipeline("name");
        pipeline.refresh();
        var start =
                CommandReader.start(call.input().toString(), UUID.randomUUID().toString(), call.by());
        var after = pipeline.engine().submit(start).state();
        return execution(start.clientToken().map(after.clientTokens()::get).orElse(start.execution()));
    }

    private static ObjectNode approve(Call call)
            throws ServiceException, InvalidRequestException, CommandRefusedException, IOException {
        var approval = CommandReader.approval(call.input().toString(), call.by());
        var after = call.pipeline("pipelineName").engine().submit(approval).state();
        return object().put("approvedAt", after.updated().toString());
    }

    private static ObjectNode transition(Call call, boolean enabled)
            throws ServiceException, InvalidRequestException, CommandRefusedException, IOException {
        var request = call.input().deepCopy().put("enabled", enabled).toString();
        call.pipeline("pipelineName").engine().submit(CommandReader.transition(request, call.by()));
        return object();
    }

    private static ObjectNode rollback(Call call)
            throws ServiceException, InvalidRequestException, CommandRefusedException, IOException {
        var request = CommandReader.rollback(call.input().toString());
        var engine = call.pipeline("pipelineName").engine();
        var target = Executions.find(engine, request.target());
        var id = UUID.randomUUID().toString();
        engine.submit(new Command.Rollback(id, request.stage(), target, call.by()));
        return execution(id);
    }

    private static ObjectNode override(Call call) throws ServiceException, CommandRefusedException, IOException {
        call.pipeline("pipelineName")
                .engine()
                .submit(new Command.OverrideCondition(
                        call.text("pipelineExecutionId"),
                        call.text("stageName"),
                        Hook.valueOf(call.text("conditionType")),
                        call.by()));
        return object();
    }
}
