package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Pipeline;
import java.util.List;
import java.util.Optional;

/**
 * A revision that a source action is to take instead of the newest.
 *
 * @param type {@code COMMIT_ID}, {@code IMAGE_DIGEST}, {@code S3_OBJECT_VERSION_ID} or {@code S3_OBJECT_KEY}, as CodePipeline has
 *     them, or {@link #PIPELINE_EXECUTION}
 * @param branch the branch or tag that the commit was pushed to, which need not point to it any more; empty if that is not known
 */
public record SourceOverride(String action, String type, String value, Optional<String> branch) {
    /** What another pipeline has released, by the id of its execution. */
    public static final String PIPELINE_EXECUTION = "PIPELINE_EXECUTION_ID";

    private static final String COMMIT = "COMMIT_ID";

    /** A revision of which is not known what led to it. */
    public SourceOverride(String action, String type, String value) {
        this(action, type, value, Optional.empty());
    }

    /** The revision of that value, of the type that the action takes revisions of. */
    public static SourceOverride of(Action action, String value) {
        return new SourceOverride(
                action.name(), types(action).stream().findFirst().orElse(COMMIT), value);
    }

    /** The same for the source action of that name, if the pipeline has it; else a commit, which the start then refuses. */
    public static SourceOverride in(Optional<Pipeline> pipeline, String action, String value) {
        return pipeline.stream()
                .flatMap(found -> found.stages().stream())
                .flatMap(stage -> stage.actions().stream())
                .filter(one -> one.name().equals(action))
                .findFirst()
                .map(one -> of(one, value))
                .orElseGet(() -> new SourceOverride(action, COMMIT, value));
    }

    /** The types that a source action takes revisions of, the usual one first; none if it only takes what is there. */
    public static List<String> types(Action action) {
        return switch (action.type().provider()) {
            case ActionType.FOLDER -> List.of();
            case ActionType.IMAGE -> List.of("IMAGE_DIGEST");
            case ActionType.S3 -> List.of("S3_OBJECT_VERSION_ID", "S3_OBJECT_KEY");
            case ActionType.PIPELINE -> List.of(PIPELINE_EXECUTION);
            default -> List.of(COMMIT);
        };
    }

    /** Whether the action takes commits, as most do. */
    public static boolean takesCommits(Action action) {
        return types(action).equals(List.of(COMMIT));
    }

    /** Whether the action takes a revision of this type. What a job worker makes of one is the worker's matter. */
    boolean fits(Action source) {
        return source.type().owner().equals("Custom") || types(source).contains(type);
    }
}
