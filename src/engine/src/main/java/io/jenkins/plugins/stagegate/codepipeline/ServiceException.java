package io.jenkins.plugins.stagegate.codepipeline;

/** A call that is not carried out, with the service's name of the error. */
public final class ServiceException extends Exception {
    private static final long serialVersionUID = 1;
    private static final int BAD_REQUEST = 400;

    private final String code;
    private final int status;

    /** A call that its caller could have made better. */
    public ServiceException(String code, String message) {
        this(code, message, BAD_REQUEST);
    }

    /** @param status as in HTTP */
    public ServiceException(String code, String message, int status) {
        super(message);
        this.code = code;
        this.status = status;
    }

    static ServiceException invalid(String message) {
        return new ServiceException("ValidationException", message);
    }

    /** The name of the error. */
    public String code() {
        return code;
    }

    /** The status as in HTTP. */
    public int status() {
        return status;
    }
}
