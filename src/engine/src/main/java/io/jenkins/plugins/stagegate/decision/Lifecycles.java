package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.decision.Event.ActionAbandoned;
import io.jenkins.plugins.stagegate.decision.Event.ActionFailed;
import io.jenkins.plugins.stagegate.decision.Event.ActionStarted;
import io.jenkins.plugins.stagegate.decision.Event.ActionSucceeded;
import io.jenkins.plugins.stagegate.decision.Event.ExecutionFailed;
import io.jenkins.plugins.stagegate.decision.Event.ExecutionStarted;
import io.jenkins.plugins.stagegate.decision.Event.ExecutionStopped;
import io.jenkins.plugins.stagegate.decision.Event.ExecutionSucceeded;
import io.jenkins.plugins.stagegate.decision.Event.ExecutionSuperseded;
import io.jenkins.plugins.stagegate.decision.Event.StageEntered;
import io.jenkins.plugins.stagegate.decision.Event.StageFailed;
import io.jenkins.plugins.stagegate.decision.Event.StageRetried;
import io.jenkins.plugins.stagegate.decision.Event.StageStopped;
import io.jenkins.plugins.stagegate.decision.Event.StageSucceeded;
import io.jenkins.plugins.stagegate.decision.Event.StopRequested;

/** The state machines of execution, stage and action. A test draws them into the documentation. */
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
}
