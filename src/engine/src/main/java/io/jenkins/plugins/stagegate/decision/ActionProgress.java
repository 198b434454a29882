package io.jenkins.plugins.stagegate.decision;

import java.util.Optional;

/**
 * What a provider says of an action that runs.
 *
 * @param percent 0 to 100
 * @param externalId the id of the outside run that does the work
 * @param externalUrl where people can look at that run
 */
public record ActionProgress(
        Optional<String> summary,
        Optional<Integer> percent,
        Optional<String> externalId,
        Optional<String> externalUrl) {
    /** Nothing to say. */
    public static final ActionProgress NONE =
            new ActionProgress(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Only a line for people. */
    public static ActionProgress summary(String text) {
        return new ActionProgress(Optional.of(text), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** This, where it says something, and otherwise what was said before. */
    ActionProgress over(ActionProgress before) {
        return new ActionProgress(
                summary.or(before::summary),
                percent.or(before::percent),
                externalId.or(before::externalId),
                externalUrl.or(before::externalUrl));
    }
}
