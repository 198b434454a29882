package io.jenkins.plugins.stagegate.decision;

import java.util.Optional;

/**
 * The revision that a source action took.
 *
 * @param id such as a commit id
 * @param summary such as the commit message
 * @param url where people can look at it; may be empty
 * @param author who made it, as far as the source knows
 * @param since what it brings beyond {@link PipelineState#revisionBefore}; empty if that is not known
 */
public record SourceRevision(
        String action, String id, String summary, String url, Optional<String> author, Optional<Commits> since) {
    /** One of which no more is known. */
    public SourceRevision(String action, String id, String summary, String url) {
        this(action, id, summary, url, Optional.empty(), Optional.empty());
    }

    /** Whether it is the same, taken by the same action, whatever came before it. */
    public boolean names(SourceRevision other) {
        return action.equals(other.action) && id.equals(other.id);
    }
}
