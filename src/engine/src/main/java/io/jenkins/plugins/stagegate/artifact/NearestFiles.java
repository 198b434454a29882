package io.jenkins.plugins.stagegate.artifact;

import io.jenkins.plugins.stagegate.wording.EditDistance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What to tell somebody whose patterns match no file.
 *
 * @param root the folder that was searched
 * @param globs the patterns
 * @param files all that is there, relative to the root
 */
record NearestFiles(Path root, List<Glob> globs, List<String> files) {
    private static final int SHOWN_ENTRIES = 20;
    private static final int SHOWN_CANDIDATES = 5;
    private static final int MAX_TYPING_ERRORS = 2;
    private static final int LETTERS_FOR_EACH = 3;

    String message() throws IOException {
        if (globs.isEmpty()) {
            return "%s has no files to make an artifact of. Let the action write some there.".formatted(root);
        }
        String patterns = globs.stream().map(glob -> "'" + glob.text() + "'").collect(Collectors.joining(" or "));
        StringBuilder message = new StringBuilder("No file in %s matches %s.".formatted(root, patterns));
        message.append(" The folder has: ").append(topEntries()).append('.');
        Set<String> candidates = candidates();
        if (!candidates.isEmpty()) {
            message.append(" Did you mean ")
                    .append(String.join(", ", candidates))
                    .append('?');
        }
        if (patterns.contains("\\")) {
            message.append(" Write '/' between folders, also on Windows.");
        }
        return message.toString();
    }

    private String topEntries() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            List<String> names = entries.map(entry -> entry.getFileName() + (Files.isDirectory(entry) ? "/" : ""))
                    .sorted()
                    .collect(Collectors.toList());
            if (names.isEmpty()) {
                return "nothing";
            }
            int more = names.size() - SHOWN_ENTRIES;
            String shown = names.stream().limit(SHOWN_ENTRIES).collect(Collectors.joining(", "));
            return more > 0 ? "%s and %d more".formatted(shown, more) : shown;
        }
    }

    /** The likeliest first: other case, a typing error in one part, another folder. */
    private Set<String> candidates() throws InvalidPatternException {
        Set<String> found = new LinkedHashSet<>();
        for (Glob glob : globs) {
            Glob lowerCase = glob.lowerCase();
            List<Predicate<String>> guesses = new ArrayList<>();
            guesses.add(file -> lowerCase.matches(file.toLowerCase(Locale.ROOT)));
            guesses.add(file -> isMistyped(glob, file));
            glob.anywhere().ifPresent(anywhere -> guesses.add(anywhere::matches));
            guesses.forEach(guess ->
                    files.stream().filter(guess).limit(SHOWN_CANDIDATES).forEach(found::add));
        }
        return found.stream().limit(SHOWN_CANDIDATES).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Tells whether a file matches once the parts that have no wildcard are spelled as in the file's own path. */
    private static boolean isMistyped(Glob glob, String file) {
        List<String> pattern = new ArrayList<>(List.of(glob.text().split("/")));
        String[] parts = file.split("/", -1);
        for (int i = 0; i < Math.min(pattern.size(), parts.length); i++) {
            if (isNear(pattern.get(i), parts[i])) {
                pattern.set(i, parts[i]);
            }
        }
        try {
            return Glob.of(String.join("/", pattern)).matches(file);
        } catch (InvalidPatternException e) {
            return false; // The name of the file has a character that means something in a pattern.
        }
    }

    private static boolean isNear(String pattern, String part) {
        int allowed = Math.min(MAX_TYPING_ERRORS, Math.max(1, pattern.length() / LETTERS_FOR_EACH));
        return !Glob.hasWildcard(pattern) && EditDistance.between(pattern, part) <= allowed;
    }
}
