package io.jenkins.plugins.stagegate.artifact;

import java.io.IOException;

/** Says that the patterns of an output artifact match no file, what there is, and what may have been meant. */
public final class NoFilesMatchedException extends IOException {
    private static final long serialVersionUID = 1;

    NoFilesMatchedException(String message) {
        super(message);
    }
}
