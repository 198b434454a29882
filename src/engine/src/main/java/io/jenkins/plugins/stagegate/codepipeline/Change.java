package io.jenkins.plugins.stagegate.codepipeline;

/** What callers do to the executions and transitions of a pipeline. A request has the shape of the operation it is named after. */
public enum Change {
    /** {@code StartPipelineExecution}. */
    START,
    /** {@code CreatePipeline}: a new pipeline begins with an execution. */
    BEGIN,
    /** A call of a webhook's address. */
    WEBHOOK,
    /** {@code PutActionRevision}. */
    PUT_REVISION,
    /** {@code PutApprovalResult}. */
    APPROVE,
    /** {@code EnableStageTransition} or {@code DisableStageTransition}: the member {@code enabled} says which. */
    TRANSITION,
    /** {@code StopPipelineExecution}. */
    STOP,
    /** {@code RetryStageExecution}. */
    RETRY,
    /** {@code RollbackStage}. */
    ROLLBACK,
    /** {@code OverrideStageCondition}. */
    OVERRIDE
}
