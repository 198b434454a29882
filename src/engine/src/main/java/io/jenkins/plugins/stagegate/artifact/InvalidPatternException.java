package io.jenkins.plugins.stagegate.artifact;

import java.io.IOException;

/** Says that a pattern for files cannot be one. */
public final class InvalidPatternException extends IOException {
    private static final long serialVersionUID = 1;

    InvalidPatternException(String pattern, String problem) {
        super(("'%s' is no pattern for the files of an artifact: %s. Expected a path relative to the action's folder,"
                        + " such as 'target/*.jar', 'dist' or 'reports/**/*.xml'.")
                .formatted(pattern, problem));
    }
}
