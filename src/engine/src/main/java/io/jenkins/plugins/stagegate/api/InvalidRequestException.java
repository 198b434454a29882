package io.jenkins.plugins.stagegate.api;

/** A request that cannot be understood. Its message is for people; CodePipeline's name for it is {@code ValidationException}. */
public final class InvalidRequestException extends Exception {
    private static final long serialVersionUID = 1;

    InvalidRequestException(String message) {
        super(message);
    }
}
