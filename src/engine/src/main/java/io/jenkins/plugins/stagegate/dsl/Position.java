package io.jenkins.plugins.stagegate.dsl;

import java.util.Comparator;

/**
 * Some characters of one line of a source text.
 *
 * @param file name of the text, for people
 * @param line the first is 1
 * @param column in characters, a tab being one; the first is 1
 * @param length in characters, at least 1, never beyond the line's end by more than that one
 */
public record Position(String file, int line, int column, int length) implements Comparable<Position> {
    @Override
    public int compareTo(Position other) {
        return Comparator.comparingInt(Position::line)
                .thenComparingInt(Position::column)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
