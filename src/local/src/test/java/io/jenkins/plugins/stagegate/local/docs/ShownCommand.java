package io.jenkins.plugins.stagegate.local.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A command line of this program that a page shows.
 *
 * @param words behind the program's name, as the shell gives them
 */
record ShownCommand(String text, List<String> words) {
    private static final Pattern PROGRAM = Pattern.compile("(?:stage-gate|java -jar \\S*stage-gate\\.jar)\\s+(.+)");
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*");
    private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|'[^']*'|[^\\s\"'])+");

    /** Those in a block of shell lines; a backslash goes on with the next line. */
    static Stream<ShownCommand> in(String shellLines) {
        return Stream.of(shellLines.replaceAll("\\\\\n\\s*", "").split("\n|&&"))
                .flatMap(line -> Stream.of(COMMENT.matcher(line).replaceAll("").strip()))
                .map(line -> line.startsWith("$ ") ? line.substring(2) : line)
                .map(PROGRAM::matcher)
                .filter(Matcher::matches)
                .map(found -> new ShownCommand(found.group(), words(found.group(1))));
    }

    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        var found = WORD.matcher(line);
        while (found.find() && !found.group().matches("[|>&].*")) {
            words.add(found.group().replaceAll("[\"']", ""));
        }
        return List.copyOf(words);
    }
}
