package io.jenkins.plugins.stagegate.local.host;

import io.jenkins.plugins.stagegate.decision.ActionFailure;

/** Ends an action that did not succeed. */
final class ActionFailedException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient ActionFailure failure;

    ActionFailedException(String code, String message) {
        this(new ActionFailure(code, message));
    }

    ActionFailedException(ActionFailure failure) {
        super(failure.message());
        this.failure = failure;
    }

    ActionFailure failure() {
        return failure;
    }
}
