package io.jenkins.plugins.stagegate.local.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of the documentation, in Markdown.
 *
 * @param lines those outside of code blocks
 */
record Page(Path file, List<String> lines, List<Block> blocks) {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern HEADING = Pattern.compile("#+ (.+)");

    /**
     * A code block.
     *
     * @param kind what follows the opening fence, such as {@code groovy fragment=stage}
     * @param line where its text begins, from 1
     */
    record Block(String kind, int line, String text) {}

    static Page of(Path file) {
        try {
            return parse(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Page parse(Path file, List<String> all) {
        var lines = new ArrayList<String>();
        var blocks = new ArrayList<Block>();
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).startsWith("```")) {
                lines.add(all.get(i));
                continue;
            }
            int begin = i + 1;
            int end = begin;
            while (!all.get(end).startsWith("```")) {
                end++;
            }
            blocks.add(new Block(all.get(i).substring(3), begin + 1, String.join("\n", all.subList(begin, end))));
            i = end;
        }
        return new Page(file, List.copyOf(lines), List.copyOf(blocks));
    }

    /** The addresses of its links that lead to something of this repository. */
    List<String> internalLinks() {
        return lines.stream()
                .flatMap(line -> LINK.matcher(line).results())
                .map(link -> link.group(1))
                .filter(address -> !address.contains(":"))
                .toList();
    }

    /** What stands between single backticks. */
    Stream<String> inlineCode() {
        return lines.stream().flatMap(line -> CODE.matcher(line).results()).map(code -> code.group(1));
    }

    /** The names by which links lead to its headings. */
    Set<String> anchors() {
        return lines.stream()
                .map(HEADING::matcher)
                .filter(heading -> heading.matches())
                .map(heading -> anchor(heading.group(1)))
                .collect(Collectors.toSet());
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    @Override
    public String toString() {
        return file.getFileName().toString();
    }
}
