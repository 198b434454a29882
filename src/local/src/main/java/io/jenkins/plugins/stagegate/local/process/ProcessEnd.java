package io.jenkins.plugins.stagegate.local.process;

import java.time.Duration;

/** How a script ended. */
public sealed interface ProcessEnd {
    /** It came to its own end. */
    record Exited(int code) implements ProcessEnd {}

    /**
     * It took too long, and was ended.
     *
     * @param forced whether it ignored the polite request to end
     */
    record TimedOut(Duration limit, boolean forced) implements ProcessEnd {}

    /** Somebody wanted it to end. */
    record Stopped(boolean forced) implements ProcessEnd {}

    /** It is gone without having said how it ended. */
    record Lost() implements ProcessEnd {}
}
