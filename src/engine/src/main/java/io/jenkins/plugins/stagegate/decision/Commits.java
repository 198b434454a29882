package io.jenkins.plugins.stagegate.decision;

import java.util.List;

/**
 * The commits that a revision brings beyond the one that an execution before took.
 *
 * @param listed the newest first, at most {@value #MOST} of them
 * @param more how many older ones there are
 */
public record Commits(List<Commit> listed, int more) {
    /** Nobody reads more of them, and they are kept for good. */
    public static final int MOST = 50;

    public Commits {
        listed = List.copyOf(listed);
    }
}
