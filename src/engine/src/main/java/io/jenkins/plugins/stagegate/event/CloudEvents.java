package io.jenkins.plugins.stagegate.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Events as CloudEvents 1.0, in the structured JSON mode: {@code application/cloudevents+json}. */
public final class CloudEvents {
    /** The media type of {@link #envelope}. */
    public static final String MEDIA_TYPE = "application/cloudevents+json";

    private static final String TYPE = "io.jenkins.plugins.stagegate.";

    private CloudEvents() {}

    /**
     * The event as a CloudEvent. Its subject is the execution, for events of one.
     *
     * @param source a URI of the pipeline; together with the id it tells the event from all others
     */
    public static ObjectNode envelope(LifecycleEvent event, String source) {
        var node = Details.object()
                .put("specversion", "1.0")
                .put("id", event.id())
                .put("source", source)
                .put("type", type(event))
                .put("time", event.time().toString());
        if (event.detail().has("execution-id")) {
            node.put("subject", event.detail().path("execution-id").asText());
        }
        node.put("datacontenttype", "application/json");
        node.set("data", event.detail().deepCopy());
        return node;
    }

    /** Such as {@code io.jenkins.plugins.stagegate.action-execution.succeeded}. */
    private static String type(LifecycleEvent event) {
        var what = event.kind()
                .replaceFirst("^(CodePipeline|Stage Gate) ", "")
                .replaceFirst(" State Change$", "")
                .replace(' ', '-');
        var state = event.detail().path("state").asText("");
        return (TYPE + what + (state.isEmpty() ? "" : "." + state.replace('_', '-'))).toLowerCase(Locale.ROOT);
    }
}
