package io.jenkins.plugins.stagegate.rehearsal;

import java.util.ArrayList;
import java.util.List;

/**
 * A word of a scenario's line. Quotes hold several together, a comma at a word's end is a word of its own, and from {@code #}
 * in front of a blank on everything is a comment.
 *
 * @param column the first is 1
 * @param quoted whether it stands in quotes and so cannot be a word of the language
 */
record Word(String text, int column, int length, boolean quoted) {
    static List<Word> of(String line) {
        var words = new ArrayList<Word>();
        int at = 0;
        while (at < line.length()) {
            if (Character.isWhitespace(line.charAt(at))) {
                at++;
            } else if (line.charAt(at) == '#' && (at + 1 == line.length() || line.charAt(at + 1) == ' ')) {
                return words;
            } else {
                at = add(words, line, at);
            }
        }
        return words;
    }

    private static int add(List<Word> words, String line, int start) {
        var text = new StringBuilder();
        boolean inside = false;
        int at = start;
        while (at < line.length() && (inside || !Character.isWhitespace(line.charAt(at)))) {
            if (line.charAt(at) == '"') {
                inside = !inside;
            } else {
                text.append(line.charAt(at));
            }
            at++;
        }
        if (inside) {
            throw new BadLineException(
                    line.indexOf('"', start) + 1,
                    1,
                    "",
                    "This quote is not closed.",
                    List.of(),
                    List.of("a second \""));
        }
        boolean quoted = line.charAt(start) == '"';
        boolean comma = line.charAt(at - 1) == ',';
        int length = at - start - (comma ? 1 : 0);
        if (length > 0) {
            words.add(new Word(text.substring(0, text.length() - (comma ? 1 : 0)), start + 1, length, quoted));
        }
        if (comma) {
            words.add(new Word(",", at, 1, false));
        }
        return at;
    }
}
