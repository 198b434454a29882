package io.jenkins.plugins.stagegate.decision;

/**
 * What started an execution.
 *
 * @param type one of CodePipeline's trigger types, such as {@code StartPipelineExecution} or {@code WebhookV2}
 * @param detail who or what, in the host's words
 * @param by the person, for rules such as "the starter may not approve"; empty if it was no person
 */
public record StartTrigger(String type, String detail, String by) {
    private static final String AUTOMATIC_ROLLBACK = "AutomatedRollback";

    /** A person asked for it. */
    public static StartTrigger manual(String by) {
        return new StartTrigger("StartPipelineExecution", by, by);
    }

    /** The failure of an execution, in a stage that is declared to go back by itself. */
    static StartTrigger failureOf(String execution) {
        return new StartTrigger(AUTOMATIC_ROLLBACK, execution, "");
    }

    /** Whether it was the failure of that execution. */
    public boolean followsFailureOf(String execution) {
        return type.equals(AUTOMATIC_ROLLBACK) && detail.equals(execution);
    }
}
