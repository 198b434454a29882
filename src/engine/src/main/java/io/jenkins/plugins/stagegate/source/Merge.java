package io.jenkins.plugins.stagegate.source;

import java.util.Optional;

/**
 * A pull request that was merged, whose changes are looked for. Its own branch may be gone by then.
 *
 * @param target the branch that it went to
 * @param commit what it became there: a commit that merges, the last of those that were squashed or rebased, or its own newest
 * @param source its own branch
 * @param head the newest commit of that; may be the beginning of the id, or empty if that is not known
 * @param base a commit of the target from before; empty if that is not known
 */
public record Merge(String target, String commit, String source, String head, Optional<String> base) {}
