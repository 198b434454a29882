package io.jenkins.plugins.stagegate.model;

import java.util.List;

/** What an action runs of its author's. */
public sealed interface Work {
    /** Shell lines; they run in order in one shell, and the first that fails ends the action. Both hosts can run them. */
    record Commands(List<String> lines) implements Work {
        public Commands {
            lines = List.copyOf(lines);
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
