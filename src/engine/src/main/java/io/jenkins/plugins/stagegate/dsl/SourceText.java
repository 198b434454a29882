package io.jenkins.plugins.stagegate.dsl;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A text with a name, which knows in which line each of its characters stands. */
final class SourceText {
    final String text;
    private final String file;
    private final int[] lineStarts;
    private final int[] indentations;

    SourceText(String file, String text) {
        this.file = file;
        this.text = text;
        this.lineStarts = IntStream.rangeClosed(0, text.length())
                .filter(offset -> offset == 0 || endsLine(offset - 1))
                .toArray();
        this.indentations = Arrays.stream(lineStarts).map(this::blanksAt).toArray();
    }

    Position at(int start, int end) {
        int line = lineAt(start);
        int length = Math.min(end, lineEnd(line)) - start;
        return new Position(file, line + 1, start - lineStarts[line] + 1, Math.max(1, length));
    }

    Position start() {
        return at(0, 1);
    }

    /** The line that holds the position, without its end. */
    String lineOf(Position position) {
        int line = position.line() - 1;
        return text.substring(lineStarts[line], lineEnd(line));
    }

    /** Where the excerpt first stands after the position, or the position itself if it does not. */
    Position find(String excerpt, Position from) {
        int start = lineStarts[from.line() - 1] + from.column() - 1;
        int found = text.indexOf(excerpt, start);
        return found < 0 ? from : at(found, found + excerpt.length());
    }

    /** How far the line that holds the offset is indented, in characters. */
    int indentation(int offset) {
        return indentations[lineAt(offset)];
    }

    private int lineAt(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found : -found - 2;
    }

    private boolean endsLine(int offset) {
        char c = text.charAt(offset);
        boolean beforeNewLine = offset + 1 < text.length() && text.charAt(offset + 1) == '\n';
        return c == '\n' || (c == '\r' && !beforeNewLine);
    }

    private int lineEnd(int line) {
        int end = line + 1 < lineStarts.length ? lineStarts[line + 1] : text.length();
        while (end > lineStarts[line] && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }

    private int blanksAt(int start) {
        int end = start;
        while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return end - start;
    }
}
