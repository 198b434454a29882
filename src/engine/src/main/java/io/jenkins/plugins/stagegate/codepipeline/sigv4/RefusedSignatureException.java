package io.jenkins.plugins.stagegate.codepipeline.sigv4;

/** A request whose sender is not known for sure. */
public final class RefusedSignatureException extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;

    RefusedSignatureException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** The service's name of the error. */
    public String code() {
        return code;
    }
}
