package io.jenkins.plugins.stagegate.decision;

/**
 * What started an execution.
 *
 * @param type one of CodePipeline's trigger types, such as {@code StartPipelineExecution} or {@code WebhookV2}
 * @param detail who or what, in the host's words
 * @param by the person, for rules such as "the starter may not approve"; empty if it was no person
 */
public record StartTrigger(String type, String detail, String by) {
    /** A person asked for it. */
    public static StartTrigger manual(String by) {
        return new StartTrigger("StartPipelineExecution", by, by);
    }
}
