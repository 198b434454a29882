package io.jenkins.plugins.stagegate.api;

import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Direction;
import io.jenkins.plugins.stagegate.decision.Hook;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.decision.StartTrigger;
import io.jenkins.plugins.stagegate.model.RetryMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads commands from requests in the shapes of CodePipeline's inputs. Members that are not known are ignored, as the service
 * does. Who asks comes from the host, never from the request.
 */
public final class CommandReader {
    private static final Map<String, Direction> DIRECTIONS =
            Map.of("Inbound", Direction.INBOUND, "Outbound", Direction.OUTBOUND);
    private static final Map<String, Hook> OVERRIDABLE =
            Map.of("BEFORE_ENTRY", Hook.BEFORE_ENTRY, "ON_SUCCESS", Hook.ON_SUCCESS);
    private static final Map<String, RetryMode> RETRY_MODES =
            Map.of("FAILED_ACTIONS", RetryMode.FAILED_ACTIONS, "ALL_ACTIONS", RetryMode.ALL_ACTIONS);

    private enum Approval {
        APPROVED,
        REJECTED
    }

    private static final Map<String, Approval> APPROVALS =
            Map.of("Approved", Approval.APPROVED, "Rejected", Approval.REJECTED);

    private CommandReader() {}

    /**
     * {@code StartPipelineExecution}.
     *
     * @param execution the id for the new execution
     */
    public static Command.Start start(String json, String execution, Actor by) throws InvalidRequestException {
        var request = Request.parse(json);
        var variables = new LinkedHashMap<String, String>();
        for (Request variable : request.list("variables")) {
            variables.put(variable.text("name"), variable.text("value"));
        }
        var overrides = new ArrayList<SourceOverride>();
        for (Request revision : request.list("sourceRevisions")) {
            overrides.add(new SourceOverride(
                    revision.text("actionName"), revision.text("revisionType"), revision.text("revisionValue")));
        }
        return new Command.Start(
                execution,
                0,
                StartTrigger.manual(by.name()),
                variables,
                overrides,
                request.optional("clientRequestToken"));
    }

    /** {@code DisableStageTransition} or {@code EnableStageTransition}; the member {@code enabled} says which. */
    public static Command.ChangeTransition transition(String json, Actor by) throws InvalidRequestException {
        var request = Request.parse(json);
        boolean enabled = request.flag("enabled");
        return new Command.ChangeTransition(
                request.text("stageName"),
                request.choice("transitionType", DIRECTIONS),
                enabled,
                enabled ? "" : request.text("reason"),
                by);
    }

    /**
     * {@code PutApprovalResult}, the values of form fields in {@code result.fields}, and the execution chosen at a gate that
     * offers several in {@code result.pipelineExecutionId}.
     */
    public static Command.DecideApproval approval(String json, Actor by) throws InvalidRequestException {
        var request = Request.parse(json);
        var result = request.object("result");
        return new Command.DecideApproval(
                request.text("stageName"),
                request.text("actionName"),
                request.text("token"),
                result.choice("status", APPROVALS) == Approval.APPROVED,
                result.optional("summary").orElse(""),
                result.texts("fields"),
                result.optional("pipelineExecutionId"),
                by);
    }

    /** {@code RetryStageExecution}. */
    public static Command.Retry retry(String json, Actor by) throws InvalidRequestException {
        var request = Request.parse(json);
        return new Command.Retry(
                request.text("pipelineExecutionId"),
                request.text("stageName"),
                request.choice("retryMode", RETRY_MODES),
                by);
    }

    /** {@code StopPipelineExecution}. */
    public static Command.Stop stop(String json, Actor by) throws InvalidRequestException {
        var request = Request.parse(json);
        return new Command.Stop(
                request.text("pipelineExecutionId"),
                request.flag("abandon"),
                request.optional("reason").orElse(""),
                by);
    }

    /** {@code OverrideStageCondition}. */
    public static Command.OverrideCondition override(String json, Actor by) throws InvalidRequestException {
        var request = Request.parse(json);
        return new Command.OverrideCondition(
                request.text("pipelineExecutionId"),
                request.text("stageName"),
                request.choice("conditionType", OVERRIDABLE),
                by);
    }

    /** {@code RollbackStage}; gives the target's id, since history knows the target. */
    public static RollbackRequest rollback(String json) throws InvalidRequestException {
        var request = Request.parse(json);
        return new RollbackRequest(request.text("stageName"), request.text("targetPipelineExecutionId"));
    }

    /** What {@code RollbackStage} asks for. */
    public record RollbackRequest(String stage, String target) {}
}
