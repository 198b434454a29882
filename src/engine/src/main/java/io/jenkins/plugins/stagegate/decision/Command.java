package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.model.Gates;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.RetryMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What somebody wants of a pipeline. */
public sealed interface Command {
    /** Sets or replaces the definition. Executions that run go on with the one they started with. */
    record Define(Pipeline definition) implements Command {}

    /**
     * Starts an execution.
     *
     * @param execution a new id, chosen by the caller
     * @param version of the definition; 0 for the newest
     * @param clientToken a repeated start with the same token gives the execution that the first one started
     */
    record Start(
            String execution,
            int version,
            StartTrigger trigger,
            Map<String, String> variables,
            List<SourceOverride> overrides,
            Optional<String> clientToken)
            implements Command {}

    /**
     * Starts an execution with a definition that is for it alone: all others start with the newest one as before, which also
     * says by what rules they wait.
     */
    record StartAside(Pipeline definition, Start start) implements Command {}

    /**
     * Puts gates in front of stages, whatever the definition says, in the place of those that were put there before. They
     * hold for every way into a stage from now on; whoever is inside already goes on.
     */
    record ImposeGates(Gates gates) implements Command {}

    /** Opens or closes a transition. */
    record ChangeTransition(String stage, Direction direction, boolean enabled, String reason, Actor by)
            implements Command {}

    /**
     * Approves or rejects.
     *
     * @param chosen which execution is approved, at a gate that offers several; empty for the one at the gate
     */
    record DecideApproval(
            String stage,
            String action,
            String token,
            boolean approved,
            String summary,
            Map<String, String> fields,
            Optional<String> chosen,
            Actor by)
            implements Command {}

    /** Stops an execution: waits for running actions, or abandons them. */
    record Stop(String execution, boolean abandon, String reason, Actor by) implements Command {}

    /**
     * Stops the line, or changes how it is stopped.
     *
     * @param id the switch's; the same for every pipeline that it is set for
     */
    record StopLine(String id, String scope, String reason, Optional<Instant> until, List<String> exempt, Actor by)
            implements Command {}

    /** Lets the line go on. */
    record ReleaseLine(String id, Actor by) implements Command {}

    /** Lets one execution pass a stopped line into the stage in front of which it waits. */
    record ForceEntry(String execution, String stage, String rationale, Actor by) implements Command {}

    /** Runs the failed or all actions of a stage again, in the same execution. */
    record Retry(String execution, String stage, RetryMode mode, Actor by) implements Command {}

    /**
     * Brings a stage back to what an earlier execution put there, by a new execution.
     *
     * @param execution the new execution's id, chosen by the caller
     * @param target the execution to go back to, as history knows it
     */
    record Rollback(String execution, String stage, Execution target, Actor by) implements Command {}

    /** The host says how far an action is. */
    record ReportProgress(String actionExecution, ActionProgress progress) implements Command {}

    /** The host says that an action succeeded. Repeats, and reports about abandoned actions, change nothing. */
    record ReportSuccess(String actionExecution, ActionOutcome outcome) implements Command {}

    /** The host says that an action failed. Repeats, and reports about abandoned actions, change nothing. */
    record ReportFailure(String actionExecution, ActionFailure failure) implements Command {}

    /** Time has passed: whatever is due happens. */
    record Tick() implements Command {}

    /** The host says what a rule that it looked at found. Repeats, and reports about abandoned rules, change nothing. */
    record ReportRule(String ruleExecution, boolean holds, String summary) implements Command {}

    /** Lets an execution pass in spite of a condition that is being looked at. */
    record OverrideCondition(String execution, String stage, Hook hook, Actor by) implements Command {}

    /** What a worker, or who speaks for it, wants of a job: CodePipeline 1.14. */
    sealed interface OfJob extends Command {
        /** The job's id. */
        String job();
    }

    /**
     * A worker is told of a job.
     *
     * @param nonce new, chosen by the caller; the worker names it when it takes the job
     */
    record DispatchJob(String job, String nonce) implements OfJob {}

    /** A worker takes a job that it was told of. */
    record AcknowledgeJob(String job, String nonce) implements OfJob {}

    /** A worker ends its job, and wants to be told of the next one for the same action. */
    record ContinueJob(String job, String continuationToken, ActionProgress progress) implements OfJob {}

    /** A worker ends its job and with it the action, well. */
    record SucceedJob(String job, ActionOutcome outcome) implements OfJob {}

    /** A worker ends its job and with it the action, badly. */
    record FailJob(String job, ActionFailure failure, ActionProgress progress) implements OfJob {}
}
