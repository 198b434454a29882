package io.jenkins.plugins.stagegate.artifact;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * A pattern for files: the {@code glob:} grammar of {@link java.nio.file.FileSystem#getPathMatcher}, always with {@code /}.
 *
 * <p>Beyond that grammar, <code>**&#47;</code> also stands for no folder at all, and a pattern whose last part has no
 * wildcard also takes everything in a folder of that name.
 */
record Glob(String text, List<PathMatcher> matchers) {
    private static final Pattern ABSOLUTE = Pattern.compile("[/\\\\].*|[A-Za-z]:.*");
    private static final Pattern ANYTHING = Pattern.compile("[*.]*/?");
    private static final Pattern WILDCARD = Pattern.compile("[*?\\[{\\\\]");

    static Glob of(String text) throws InvalidPatternException {
        if (text.isBlank()) {
            throw new InvalidPatternException(text, "it is empty");
        }
        if (ABSOLUTE.matcher(text).matches()) {
            throw new InvalidPatternException(text, "it is an absolute path");
        }
        List<String> parts = Arrays.stream(text.split("/"))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .collect(Collectors.toList());
        if (parts.contains("..")) {
            throw new InvalidPatternException(text, "'..' leads out of the folder");
        }
        return new Glob(text, matchers(text, parts.isEmpty() ? List.of("**") : parts));
    }

    boolean matches(String path) {
        Path candidate = Path.of(path);
        return matchers.stream().anyMatch(matcher -> matcher.matches(candidate));
    }

    /** The last part of the pattern at any depth, unless that is everything. */
    Optional<Glob> anywhere() throws InvalidPatternException {
        String last = text.substring(text.lastIndexOf('/', text.length() - 2) + 1);
        return ANYTHING.matcher(last).matches() ? Optional.empty() : Optional.of(of("**/" + last));
    }

    Glob lowerCase() throws InvalidPatternException {
        return of(text.toLowerCase(Locale.ROOT));
    }

    static boolean hasWildcard(String part) {
        return WILDCARD.matcher(part).find();
    }

    private static List<PathMatcher> matchers(String text, List<String> parts) throws InvalidPatternException {
        String glob = withOptionalFolders(parts);
        try {
            PathMatcher exact = matcher(glob);
            boolean literalEnd = !hasWildcard(parts.get(parts.size() - 1));
            return literalEnd ? List.of(exact, matcher(glob + "/**")) : List.of(exact);
        } catch (PatternSyntaxException e) {
            throw new InvalidPatternException(text, e.getDescription());
        }
    }

    /** Groups cannot be nested, hence inside one {@code **} keeps its plain meaning. */
    private static String withOptionalFolders(List<String> parts) {
        StringBuilder glob = new StringBuilder();
        boolean inGroup = false;
        for (String part : parts.subList(0, parts.size() - 1)) {
            glob.append(part.equals("**") && !inGroup ? "{**/,}" : part + "/");
            inGroup = part.lastIndexOf('{') > part.lastIndexOf('}') || (inGroup && part.indexOf('}') < 0);
        }
        return glob.append(parts.get(parts.size() - 1)).toString();
    }

    private static PathMatcher matcher(String glob) {
        return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    }
}
