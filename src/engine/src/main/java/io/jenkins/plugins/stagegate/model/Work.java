package io.jenkins.plugins.stagegate.model;

import java.util.List;
import java.util.Optional;

/** What an action runs of its author's. */
public sealed interface Work {
    /**
     * Shell lines; they run in order in one shell, and the first that fails ends the action. Both hosts can run them.
     *
     * @param lines for a PowerShell, texts of one or more lines each
     * @param shell empty for the one that every machine of the host has: {@code sh}, or {@code cmd.exe} on Windows
     */
    record Commands(List<String> lines, Optional<Shell> shell) implements Work {
        public Commands {
            lines = List.copyOf(lines);
        }

        /** Lines for the shell that the machine has. */
        public Commands(List<String> lines) {
            this(lines, Optional.empty());
        }
    }

    /** Jenkins Pipeline steps. Only a Jenkins host can run them all; a laptop runs {@code sh} and {@code echo}. */
    record Steps(List<Step> steps) implements Work {
        public Steps {
            steps = List.copyOf(steps);
        }
    }

    /** Nothing: the provider knows what to do from its configuration. */
    record None() implements Work {}
}
