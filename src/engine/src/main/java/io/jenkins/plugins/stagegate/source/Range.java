package io.jenkins.plugins.stagegate.source;

import java.util.Optional;

/**
 * Commits whose changes are looked for: those of {@code after} that are not in what was there before.
 *
 * @param branch that leads, or led, to {@code after}
 * @param before the commit that was the branch's newest; empty if the branch is new
 * @param onto the branch that they are compared with when {@code before} is empty, or gone from the repository; empty for the
 *     default branch
 */
public record Range(String branch, String after, Optional<String> before, Optional<String> onto) {

    /** What a push to a branch brought. */
    public static Range push(String branch, Optional<String> before, String after) {
        return new Range(branch, after, before, Optional.empty());
    }

    /** What a pull request would bring. */
    public static Range pullRequest(String source, String target, String commit) {
        return new Range(source, commit, Optional.empty(), Optional.of(target));
    }
}
