package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.model.Artifact;
import io.jenkins.plugins.stagegate.model.Gates;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.RetryMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happened to a pipeline. Events are the truth: they are stored, and the state is rebuilt from them. */
public sealed interface Event {
    /** The pipeline's definition was set or replaced; later starts use it. */
    record DefinitionChanged(int version, Pipeline definition) implements Event {}

    /** A person or a policy closed or opened a transition. */
    record TransitionChanged(String stage, Direction direction, boolean enabled, String reason, String by)
            implements Event {}

    /** A person stopped the line, or changed how it is stopped. */
    record LineStopped(LineStop stop) implements Event {}

    /** The line goes on. */
    record LineReleased(String id, String by) implements Event {}

    /** Others than the definition's author put gates in front of stages, in the place of those that they had put there before. */
    record GatesImposed(Gates gates) implements Event {}

    /** An event of one execution. */
    sealed interface OfExecution extends Event {
        /** The id of the execution. */
        String execution();
    }

    /**
     * An execution began. It has not reached a stage yet.
     *
     * @param inherited what a rollback takes over from its target
     */
    record ExecutionStarted(
            String execution,
            long number,
            int version,
            ExecutionType type,
            StartTrigger trigger,
            Map<String, String> variables,
            List<SourceOverride> overrides,
            Optional<String> clientToken,
            Optional<Inheritance> inherited)
            implements OfExecution {}

    /** An execution came to stand in front of a stage. */
    record StageReached(String execution, String stage) implements OfExecution {}

    /** A person let the execution pass a stopped line, into the stage in front of which it waits. */
    record EntryForced(String execution, String stage, String rationale, String by) implements OfExecution {}

    /** A newer execution took the place of this one in front of a stage. */
    record ExecutionSuperseded(String execution, String stage, String by) implements OfExecution {}

    /** An execution went into a stage, which it holds from now on. */
    record StageEntered(String execution, String stage) implements OfExecution {}

    /** All actions of the stage succeeded; the stage is free. */
    record StageSucceeded(String execution, String stage) implements OfExecution {}

    /** The stage failed; it is free. */
    record StageFailed(String execution, String stage, String summary) implements OfExecution {}

    /** The execution was stopped in this stage; it is free. */
    record StageStopped(String execution, String stage) implements OfExecution {}

    /** A failed or stopped stage goes on with a new attempt. */
    record StageRetried(String execution, String stage, RetryMode mode, RetryTrigger trigger, int attempt, String by)
            implements OfExecution {}

    /** The stage's entry condition said that it is not for this execution; it is free. */
    record StageSkipped(String execution, String stage, String summary) implements OfExecution {}

    /** The execution was taken out of the stage, because a newer one took its place at the gate; the stage is free. */
    record StageCancelled(String execution, String stage, String summary) implements OfExecution {}

    /** The stage failed and will be retried by itself at that time; it stays held until then. */
    record RetryScheduled(String execution, String stage, Instant due) implements OfExecution {}

    /** Somebody asked for the execution to be stopped. */
    record StopRequested(String execution, boolean abandon, String reason, String by) implements OfExecution {}

    /** The execution passed its last stage. */
    record ExecutionSucceeded(String execution) implements OfExecution {}

    /** A stage of the execution failed, and nothing retries it by itself. */
    record ExecutionFailed(String execution, String summary) implements OfExecution {}

    /** The execution came to its end because somebody asked for it. */
    record ExecutionStopped(String execution) implements OfExecution {}

    /** An event of one action execution. */
    sealed interface OfAction extends OfExecution {
        String stage();

        String action();

        /** The id of this go at the action. */
        String actionExecution();
    }

    /**
     * An action began; its provider is told after this is on disk.
     *
     * @param configuration with every variable resolved
     * @param inputs the artifacts that it takes in
     * @param approval what people are asked, if it is an approval
     */
    record ActionStarted(
            String execution,
            String stage,
            String action,
            String actionExecution,
            int attempt,
            Map<String, String> configuration,
            List<Artifact> inputs,
            Optional<ApprovalRequest> approval)
            implements OfAction {}

    /** The provider said how far it is. */
    record ActionProgressed(
            String execution, String stage, String action, String actionExecution, ActionProgress progress)
            implements OfAction {}

    /** The action succeeded. */
    record ActionSucceeded(
            String execution, String stage, String action, String actionExecution, ActionOutcome outcome, String by)
            implements OfAction {}

    /** The action failed. */
    record ActionFailed(
            String execution, String stage, String action, String actionExecution, ActionFailure failure, String by)
            implements OfAction {}

    /** The action was given up: nobody waits for its provider any more. */
    record ActionAbandoned(String execution, String stage, String action, String actionExecution, String reason)
            implements OfAction {}

    /** Somebody approved; more approvals may be needed. */
    record ApprovalGiven(
            String execution,
            String stage,
            String action,
            String actionExecution,
            String by,
            Instant at,
            String summary,
            Map<String, String> fields)
            implements OfAction {}

    /**
     * Nobody has decided for a while, so people are told again.
     *
     * @param next when they are told the next time, if ever
     */
    record ApprovalReminded(
            String execution, String stage, String action, String actionExecution, Optional<Instant> next)
            implements OfAction {}

    /** An event of a job that workers are offered on behalf of an action. */
    sealed interface OfJob extends OfAction {
        /** The job's id. */
        String job();
    }

    /**
     * A job waits for a worker.
     *
     * @param number 1 for the action's first job
     * @param continuationToken what the worker said at the end of the job before
     * @param expires when the action fails if no worker has ended it by then
     */
    record JobQueued(
            String execution,
            String stage,
            String action,
            String actionExecution,
            String job,
            int number,
            Optional<String> continuationToken,
            Instant expires)
            implements OfJob {}

    /**
     * A worker was told of the job.
     *
     * @param nonce what the worker must name in order to take it
     * @param heldUntil until when no other worker is told of it
     */
    record JobDispatched(
            String execution,
            String stage,
            String action,
            String actionExecution,
            String job,
            String nonce,
            Instant heldUntil)
            implements OfJob {}

    /** A worker took the job. */
    record JobAcknowledged(String execution, String stage, String action, String actionExecution, String job)
            implements OfJob {}

    /** An event of one condition of a stage. */
    sealed interface OfCondition extends OfExecution {
        String stage();

        Hook hook();

        /** Which of the hook's conditions, from 0. */
        int index();
    }

    /** A condition is looked at. */
    record ConditionStarted(String execution, String stage, Hook hook, int index, int attempt) implements OfCondition {}

    /** All rules of the condition hold. */
    record ConditionSucceeded(String execution, String stage, Hook hook, int index) implements OfCondition {}

    /** A rule of the condition does not hold. */
    record ConditionFailed(String execution, String stage, Hook hook, int index) implements OfCondition {}

    /** A person let the execution pass in spite of the condition. */
    record ConditionOverridden(String execution, String stage, Hook hook, int index, String by)
            implements OfCondition {}

    /** The execution was stopped while the condition was looked at. */
    record ConditionCancelled(String execution, String stage, Hook hook, int index) implements OfCondition {}

    /** An event of one look at a rule. */
    sealed interface OfRule extends OfCondition {
        /** The rule execution's id. */
        String ruleExecution();
    }

    /** A rule is looked at; whoever looks is told after this is on disk. */
    record RuleStarted(
            String execution,
            String stage,
            Hook hook,
            int index,
            String rule,
            String ruleExecution,
            Map<String, String> configuration,
            Instant expires)
            implements OfRule {}

    /** The rule holds. */
    record RuleSucceeded(String execution, String stage, Hook hook, int index, String ruleExecution, String summary)
            implements OfRule {}

    /** The rule does not hold, or nobody could say in time. */
    record RuleFailed(String execution, String stage, Hook hook, int index, String ruleExecution, String summary)
            implements OfRule {}

    /** Nobody wants to know any more. */
    record RuleAbandoned(String execution, String stage, Hook hook, int index, String ruleExecution)
            implements OfRule {}
}
