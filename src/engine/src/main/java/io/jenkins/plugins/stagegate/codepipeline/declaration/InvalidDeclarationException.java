package io.jenkins.plugins.stagegate.codepipeline.declaration;

/** A declaration that says no pipeline that could be run. */
public final class InvalidDeclarationException extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;

    InvalidDeclarationException(String code, String message) {
        super(message);
        this.code = code;
    }

    static InvalidDeclarationException structure(String message) {
        return new InvalidDeclarationException("InvalidStructureException", message);
    }

    static InvalidDeclarationException action(String message) {
        return new InvalidDeclarationException("InvalidActionDeclarationException", message);
    }

    static InvalidDeclarationException blocker(String message) {
        return new InvalidDeclarationException("InvalidBlockerDeclarationException", message);
    }

    /** CodePipeline's name of the error. */
    public String code() {
        return code;
    }
}
