package io.jenkins.plugins.stagegate.decision;

/** Carries a refusal from where it is found to the decider, which turns it into an answer. Never leaves this package. */
final class RefusedException extends RuntimeException {
    private final Refusal refusal;

    RefusedException(String code, String message) {
        super(message, null, false, false);
        this.refusal = new Refusal(code, message);
    }

    Refusal refusal() {
        return refusal;
    }
}
