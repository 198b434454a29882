package io.jenkins.plugins.stagegate.dsl;

/** Ends the reading of one statement. */
final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1;

    final transient String rule;
    final transient Token token;
    final transient Object[] arguments;

    SyntaxException(String rule, Token token, Object... arguments) {
        super(rule, null, false, false);
        this.rule = rule;
        this.token = token;
        this.arguments = arguments;
    }
}
