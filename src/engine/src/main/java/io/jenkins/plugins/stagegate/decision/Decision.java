package io.jenkins.plugins.stagegate.decision;

import java.util.List;

/** The answer to a command. */
public sealed interface Decision {
    /**
     * The command is carried out.
     *
     * @param events what happened, in order; may be empty
     * @param state what is, after them
     */
    record Accepted(List<Recorded> events, PipelineState state) implements Decision {}

    /** The command is refused; nothing happened. */
    record Refused(Refusal refusal) implements Decision {}
}
