package io.jenkins.plugins.stagegate.dsl;

import java.util.Arrays;
import java.util.regex.Pattern;

/** A text with a name, which knows in which line each of its characters stands. */
final class SourceText {
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

    final String text;
    private final String file;
    private final int[] lineStarts;

    SourceText(String file, String text) {
        this.file = file;
        this.text = text;
        var ends = LINE_END.matcher(text).results().mapToInt(java.util.regex.MatchResult::end);
        this.lineStarts = java.util.stream.IntStream.concat(java.util.stream.IntStream.of(0), ends)
                .toArray();
    }

    Position at(int start, int end) {
        int found = Arrays.binarySearch(lineStarts, start);
        int line = found >= 0 ? found : -found - 2;
        int length = Math.min(end, lineStarts[line] + line(line).length()) - start;
        return new Position(file, line + 1, start - lineStarts[line] + 1, Math.max(1, length));
    }

    Position start() {
        return at(0, 1);
    }

    /** The line that holds the position, without its end. */
    String lineOf(Position position) {
        return line(position.line() - 1);
    }

    /** Where the excerpt first stands after the position, or the position itself if it does not. */
    Position find(String excerpt, Position from) {
        int start = lineStarts[from.line() - 1] + from.column() - 1;
        int found = text.indexOf(excerpt, start);
        return found < 0 ? from : at(found, found + excerpt.length());
    }

    /** How far the line that holds the offset is indented, in characters. */
    int indentation(int offset) {
        String line = lineOf(at(offset, offset));
        return line.length() - line.stripLeading().length();
    }

    private String line(int index) {
        int end = index + 1 < lineStarts.length ? lineStarts[index + 1] : text.length();
        return text.substring(lineStarts[index], end).replaceAll("[\r\n]+$", "");
    }
}
