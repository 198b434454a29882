package io.jenkins.plugins.stagegate.artifact;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a symbolic link says.
 *
 * @param text as it stands in the link
 */
record LinkTarget(String text) {
    private static final Pattern ABSOLUTE = Pattern.compile("/.*|[A-Za-z]:.*", Pattern.DOTALL);

    /**
     * Tells whether a link leads to a place inside the root, whatever other links of the same kind there are.
     *
     * <p>It goes up first, at most to the root, and then only down. If it went up after it went down, it could do so behind
     * another link and come out elsewhere than its text says.
     *
     * @param link the path of the link, relative to the root, with {@code /}
     */
    boolean staysInside(String link) {
        if (text.isEmpty()
                || text.contains("\\")
                || text.indexOf('\0') >= 0
                || ABSOLUTE.matcher(text).matches()) {
            return false;
        }
        List<String> steps = List.of(text.split("/"));
        long depth = link.chars().filter(c -> c == '/').count();
        long leadingUps = steps.stream()
                .takeWhile(step -> isUp(step) || step.equals("."))
                .filter(LinkTarget::isUp)
                .count();
        long ups = steps.stream().filter(LinkTarget::isUp).count();
        return ups == leadingUps && ups <= depth;
    }

    private static boolean isUp(String step) {
        return step.equals("..");
    }
}
