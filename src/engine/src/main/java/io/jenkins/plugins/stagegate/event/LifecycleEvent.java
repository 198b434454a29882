package io.jenkins.plugins.stagegate.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * One thing that others are told of a pipeline.
 *
 * @param id always the same for the same thing, so that a consumer can drop repeats
 * @param kind what changed; CodePipeline's {@code detail-type} for its own three kinds
 * @param time when it was decided
 * @param sequence of the journal's event that it tells of
 * @param index among those that the journal's event gave, from 0
 * @param detail the members of CodePipeline's {@code detail}
 */
public record LifecycleEvent(
        String id, String kind, Instant time, String pipeline, long sequence, int index, ObjectNode detail) {
    /** An execution changed its state. */
    public static final String PIPELINE = "CodePipeline Pipeline Execution State Change";
    /** A stage changed its state. */
    public static final String STAGE = "CodePipeline Stage Execution State Change";
    /** An action changed its state. */
    public static final String ACTION = "CodePipeline Action Execution State Change";
    /** A stage came into a state that CodePipeline has no event for. */
    public static final String STAGE_EXTRA = "Stage Gate Stage Execution State Change";
    /** A condition was looked at, or somebody overrode it. */
    public static final String CONDITION = "Stage Gate Condition Execution State Change";
    /** People were asked, decided, or were too late. */
    public static final String APPROVAL = "Stage Gate Approval State Change";
    /** A transition was closed or opened. */
    public static final String TRANSITION = "Stage Gate Transition State Change";
    /** The line was stopped, goes on, or somebody passed it. */
    public static final String LINE = "Stage Gate Line State Change";
    /** Some events can be delivered no more. */
    public static final String MISSED = "Stage Gate Events Missed";

    static LifecycleEvent of(String pipeline, String kind, Instant time, long sequence, int index, ObjectNode detail) {
        return new LifecycleEvent(
                id(pipeline, String.valueOf(sequence), String.valueOf(index), time.toString()),
                kind,
                time,
                pipeline,
                sequence,
                index,
                detail);
    }

    /** Tells that what happened from one event of the journal to another one cannot be told any more. */
    public static LifecycleEvent missed(String pipeline, Instant time, long first, long last) {
        var detail = Details.object()
                .put("pipeline", pipeline)
                .put("first-sequence", first)
                .put("last-sequence", last);
        var id = id(pipeline, "missed", String.valueOf(first), String.valueOf(last));
        return new LifecycleEvent(id, MISSED, time, pipeline, last, Integer.MAX_VALUE, detail);
    }

    /** The time belongs to it: a journal that comes back from a backup tells other things under the same numbers. */
    private static String id(String... parts) {
        return UUID.nameUUIDFromBytes(String.join("\u0000", parts).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** Whether it is one of CodePipeline's own kinds. */
    public boolean codePipeline() {
        return kind.startsWith("CodePipeline ");
    }
}
