package io.jenkins.plugins.stagegate.source;

import java.io.IOException;

/** Says that a server may not be talked to, and why. Its own type, to be found among what went wrong with a connection. */
final class OutOfReachException extends IOException {
    private static final long serialVersionUID = 1;

    OutOfReachException(IOException why) {
        super(why.getMessage(), why);
    }
}
