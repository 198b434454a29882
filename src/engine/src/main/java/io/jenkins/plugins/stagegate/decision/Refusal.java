package io.jenkins.plugins.stagegate.decision;

/**
 * Why a command was not carried out.
 *
 * @param code the name of CodePipeline's error
 * @param message for people: what is wrong and what they can do
 */
public record Refusal(String code, String message) {
    static final String NO_ROOM = "ConcurrentPipelineExecutionsLimitExceededException";

    /** Whether it is only that too many executions are under way, so that the same may be possible later. */
    public boolean isForLackOfRoom() {
        return code.equals(NO_ROOM);
    }
}
