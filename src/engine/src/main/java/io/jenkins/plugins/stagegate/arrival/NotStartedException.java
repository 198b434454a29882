package io.jenkins.plugins.stagegate.arrival;

import io.jenkins.plugins.stagegate.decision.Refusal;

/** A start that came to nothing. Its message is for people. */
public final class NotStartedException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean passing;

    private NotStartedException(String message, boolean passing) {
        super(message);
        this.passing = passing;
    }

    /** It will not start however long one waits. */
    public static NotStartedException forGood(String message) {
        return new NotStartedException(message, false);
    }

    /** It may start later. */
    public static NotStartedException forNow(String message) {
        return new NotStartedException(message, true);
    }

    /** An engine's refusal: one for lack of room passes. */
    public static NotStartedException of(Refusal refusal) {
        return refusal.isForLackOfRoom() ? forNow(refusal.message()) : forGood(refusal.message());
    }

    /** Whether it is worth trying again. */
    public boolean passing() {
        return passing;
    }
}
