package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionType;
import java.util.Optional;

/**
 * A revision that a source action is to take instead of the newest.
 *
 * @param type {@code COMMIT_ID}, {@code IMAGE_DIGEST}, {@code S3_OBJECT_VERSION_ID} or {@code S3_OBJECT_KEY}
 * @param branch the branch or tag that the commit was pushed to, which need not point to it any more; empty if that is not known
 */
public record SourceOverride(String action, String type, String value, Optional<String> branch) {
    /** A revision of which is not known what led to it. */
    public SourceOverride(String action, String type, String value) {
        this(action, type, value, Optional.empty());
    }

    /** The revision of that value, of the type that the action takes revisions of. */
    public static SourceOverride of(Action action, String value) {
        return new SourceOverride(action.name(), type(action.type().provider()), value);
    }

    private static String type(String provider) {
        return switch (provider) {
            case ActionType.IMAGE -> "IMAGE_DIGEST";
            case ActionType.S3 -> "S3_OBJECT_VERSION_ID";
            default -> "COMMIT_ID";
        };
    }
}
