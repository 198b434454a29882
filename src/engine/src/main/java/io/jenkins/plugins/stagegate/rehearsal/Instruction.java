package io.jenkins.plugins.stagegate.rehearsal;

import io.jenkins.plugins.stagegate.decision.Command;

/** What a step makes somebody do, whatever will be so by then. */
@FunctionalInterface
public interface Instruction {
    /**
     * The command that it comes to.
     *
     * @throws IllegalArgumentException if what it is about does not exist then; the message says so to people
     */
    Command command(Scene scene);
}
