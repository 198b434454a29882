package io.jenkins.plugins.stagegate.decision;

/**
 * Why an action failed.
 *
 * @param code one of CodePipeline's failure types, such as {@code JobFailed} or {@code ConfigurationError}, or a code of ours
 * @param message for people: what went wrong and, where possible, how to mend it
 */
public record ActionFailure(String code, String message) {
    public static final String JOB_FAILED = "JobFailed";
    public static final String CONFIGURATION = "ConfigurationError";
    public static final String PERMISSION = "PermissionError";
    public static final String REVISION_UNAVAILABLE = "RevisionUnavailable";
    public static final String SYSTEM_UNAVAILABLE = "SystemUnavailable";
    /** It took longer than its timeout allows. */
    public static final String TIMED_OUT = "TimedOut";
    /** The approvers said no. */
    public static final String REJECTED = "Rejected";
    /** Nobody decided in time. */
    public static final String EXPIRED = "ApprovalExpired";
    /** The host went down while the action ran, and nobody can say how it ended. */
    public static final String LOST = "Lost";
}
