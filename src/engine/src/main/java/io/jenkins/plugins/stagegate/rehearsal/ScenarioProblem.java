package io.jenkins.plugins.stagegate.rehearsal;

import java.util.List;

/**
 * A place where a scenario cannot be understood.
 *
 * @param line the first is 1
 * @param column in characters; the first is 1
 * @param length of what is meant, at least 1
 * @param said the word that is meant; empty at the end of a line
 * @param message what is wrong
 * @param words what could stand there, word for word
 * @param kinds what else could stand there, in a few words each, such as {@code a length of time}
 */
public record ScenarioProblem(
        int line, int column, int length, String said, String message, List<String> words, List<String> kinds) {
    public ScenarioProblem {
        words = List.copyOf(words);
        kinds = List.copyOf(kinds);
    }
}
