package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.decision.Event.ActionAbandoned;
import io.jenkins.plugins.stagegate.decision.Event.ActionFailed;
import io.jenkins.plugins.stagegate.decision.Event.ActionStarted;
import io.jenkins.plugins.stagegate.decision.Event.ActionSucceeded;
import io.jenkins.plugins.stagegate.decision.Event.ConditionCancelled;
import io.jenkins.plugins.stagegate.decision.Event.ConditionFailed;
import io.jenkins.plugins.stagegate.decision.Event.ConditionOverridden;
import io.jenkins.plugins.stagegate.decision.Event.ConditionStarted;
import io.jenkins.plugins.stagegate.decision.Event.ConditionSucceeded;
import io.jenkins.plugins.stagegate.decision.Event.ExecutionFailed;
import io.jenkins.plugins.stagegate.decision.Event.ExecutionStarted;
import io.jenkins.plugins.stagegate.decision.Event.ExecutionStopped;
import io.jenkins.plugins.stagegate.decision.Event.ExecutionSucceeded;
import io.jenkins.plugins.stagegate.decision.Event.ExecutionSuperseded;
import io.jenkins.plugins.stagegate.decision.Event.JobAcknowledged;
import io.jenkins.plugins.stagegate.decision.Event.JobDispatched;
import io.jenkins.plugins.stagegate.decision.Event.JobQueued;
import io.jenkins.plugins.stagegate.decision.Event.RuleAbandoned;
import io.jenkins.plugins.stagegate.decision.Event.RuleFailed;
import io.jenkins.plugins.stagegate.decision.Event.RuleStarted;
import io.jenkins.plugins.stagegate.decision.Event.RuleSucceeded;
import io.jenkins.plugins.stagegate.decision.Event.StageCancelled;
import io.jenkins.plugins.stagegate.decision.Event.StageEntered;
import io.jenkins.plugins.stagegate.decision.Event.StageFailed;
import io.jenkins.plugins.stagegate.decision.Event.StageRetried;
import io.jenkins.plugins.stagegate.decision.Event.StageSkipped;
import io.jenkins.plugins.stagegate.decision.Event.StageStopped;
import io.jenkins.plugins.stagegate.decision.Event.StageSucceeded;
import io.jenkins.plugins.stagegate.decision.Event.StopRequested;

/** The state machines of execution, stage, action, job, condition and rule. A test draws them into the documentation. */
public final class Lifecycles {
    private Lifecycles() {}

    /** The life of an execution. */
    public static final StatusTable<ExecutionStatus> EXECUTION = StatusTable.<ExecutionStatus>named("execution")
            .begin(ExecutionStarted.class, ExecutionStatus.IN_PROGRESS)
            .row(ExecutionStatus.IN_PROGRESS, ExecutionSucceeded.class, ExecutionStatus.SUCCEEDED)
            .row(ExecutionStatus.IN_PROGRESS, ExecutionFailed.class, ExecutionStatus.FAILED)
            .row(ExecutionStatus.IN_PROGRESS, ExecutionSuperseded.class, ExecutionStatus.SUPERSEDED)
            .row(ExecutionStatus.IN_PROGRESS, StopRequested.class, ExecutionStatus.STOPPING)
            .row(ExecutionStatus.STOPPING, StopRequested.class, ExecutionStatus.STOPPING)
            .row(ExecutionStatus.STOPPING, ExecutionStopped.class, ExecutionStatus.STOPPED)
            .row(ExecutionStatus.IN_PROGRESS, StageRetried.class, ExecutionStatus.IN_PROGRESS)
            .row(ExecutionStatus.FAILED, StageRetried.class, ExecutionStatus.IN_PROGRESS)
            .row(ExecutionStatus.STOPPED, StageRetried.class, ExecutionStatus.IN_PROGRESS)
            .build();

    /** The life of an execution's passage through a stage. */
    public static final StatusTable<StageStatus> STAGE = StatusTable.<StageStatus>named("stage")
            .begin(StageEntered.class, StageStatus.IN_PROGRESS)
            .row(StageStatus.IN_PROGRESS, StageSucceeded.class, StageStatus.SUCCEEDED)
            .row(StageStatus.IN_PROGRESS, StageFailed.class, StageStatus.FAILED)
            .row(StageStatus.IN_PROGRESS, StageSkipped.class, StageStatus.SKIPPED)
            .row(StageStatus.IN_PROGRESS, StageCancelled.class, StageStatus.CANCELLED)
            .row(StageStatus.IN_PROGRESS, StopRequested.class, StageStatus.STOPPING)
            .row(StageStatus.STOPPING, StopRequested.class, StageStatus.STOPPING)
            .row(StageStatus.STOPPING, StageStopped.class, StageStatus.STOPPED)
            .row(StageStatus.IN_PROGRESS, StageRetried.class, StageStatus.IN_PROGRESS)
            .row(StageStatus.FAILED, StageRetried.class, StageStatus.IN_PROGRESS)
            .row(StageStatus.STOPPED, StageRetried.class, StageStatus.IN_PROGRESS)
            .build();

    /** The life of one go at an action. */
    public static final StatusTable<ActionStatus> ACTION = StatusTable.<ActionStatus>named("action")
            .begin(ActionStarted.class, ActionStatus.IN_PROGRESS)
            .row(ActionStatus.IN_PROGRESS, ActionSucceeded.class, ActionStatus.SUCCEEDED)
            .row(ActionStatus.IN_PROGRESS, ActionFailed.class, ActionStatus.FAILED)
            .row(ActionStatus.IN_PROGRESS, ActionAbandoned.class, ActionStatus.ABANDONED)
            .build();

    /** The life of the jobs of an action while it runs: one after the other. */
    public static final StatusTable<JobStatus> JOB = StatusTable.<JobStatus>named("job")
            .begin(JobQueued.class, JobStatus.QUEUED)
            .row(JobStatus.QUEUED, JobDispatched.class, JobStatus.DISPATCHED)
            .row(JobStatus.DISPATCHED, JobDispatched.class, JobStatus.DISPATCHED)
            .row(JobStatus.DISPATCHED, JobAcknowledged.class, JobStatus.IN_PROGRESS)
            .row(JobStatus.IN_PROGRESS, JobQueued.class, JobStatus.QUEUED)
            .build();

    /** The life of one look at a condition. */
    public static final StatusTable<ConditionStatus> CONDITION = StatusTable.<ConditionStatus>named("condition")
            .begin(ConditionStarted.class, ConditionStatus.IN_PROGRESS)
            .row(ConditionStatus.IN_PROGRESS, ConditionSucceeded.class, ConditionStatus.SUCCEEDED)
            .row(ConditionStatus.IN_PROGRESS, ConditionFailed.class, ConditionStatus.FAILED)
            .row(ConditionStatus.IN_PROGRESS, ConditionOverridden.class, ConditionStatus.OVERRIDDEN)
            .row(ConditionStatus.IN_PROGRESS, ConditionCancelled.class, ConditionStatus.CANCELLED)
            .build();

    /** The life of one look at a rule. */
    public static final StatusTable<ActionStatus> RULE = StatusTable.<ActionStatus>named("rule")
            .begin(RuleStarted.class, ActionStatus.IN_PROGRESS)
            .row(ActionStatus.IN_PROGRESS, RuleSucceeded.class, ActionStatus.SUCCEEDED)
            .row(ActionStatus.IN_PROGRESS, RuleFailed.class, ActionStatus.FAILED)
            .row(ActionStatus.IN_PROGRESS, RuleAbandoned.class, ActionStatus.ABANDONED)
            .build();
}
