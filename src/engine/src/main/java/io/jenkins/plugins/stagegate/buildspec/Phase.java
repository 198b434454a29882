package io.jenkins.plugins.stagegate.buildspec;

import java.util.List;

/**
 * One of the four phases of a build.
 *
 * @param finalCommands what runs after the commands, also after one that failed
 */
public record Phase(Name name, List<String> commands, List<String> finalCommands, OnFailure onFailure) {
    public Phase {
        commands = List.copyOf(commands);
        finalCommands = List.copyOf(finalCommands);
    }

    /** The phases in the order in which they run. */
    public enum Name {
        INSTALL("install"),
        PRE_BUILD("pre_build"),
        BUILD("build"),
        POST_BUILD("post_build");

        private final String word;

        Name(String word) {
            this.word = word;
        }

        /** How a file writes it. */
        public String word() {
            return word;
        }
    }
}
