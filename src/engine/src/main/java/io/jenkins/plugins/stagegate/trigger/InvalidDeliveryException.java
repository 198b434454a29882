package io.jenkins.plugins.stagegate.trigger;

/** Says what is wrong with the text of a delivery. */
public final class InvalidDeliveryException extends Exception {
    private static final long serialVersionUID = 1;

    InvalidDeliveryException(String message) {
        super(message);
    }
}
