package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import java.util.Optional;

/** How a step or a sequence of steps ended: a value, or a failure. Not a record: programs are written with River. */
final class Outcome implements Serializable {
    private static final long serialVersionUID = 1L;
    static final Outcome NOTHING = new Outcome(null, null);

    private final @CheckForNull Object value;
    private final @CheckForNull Throwable failure;

    private Outcome(@CheckForNull Object value, @CheckForNull Throwable failure) {
        this.value = value;
        this.failure = failure;
    }

    /** A value that cannot be written is forgotten: only block steps such as {@code waitUntil} look at one. */
    static Outcome success(@CheckForNull Object value) {
        return value instanceof Serializable ? new Outcome(value, null) : NOTHING;
    }

    static Outcome failure(Throwable failure) {
        return new Outcome(null, failure);
    }

    @CheckForNull
    Object value() {
        return value;
    }

    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    boolean failed() {
        return failure != null;
    }
}
