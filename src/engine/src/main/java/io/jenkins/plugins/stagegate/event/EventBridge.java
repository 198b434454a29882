package io.jenkins.plugins.stagegate.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;

/** Events in the envelope in which Amazon EventBridge delivers CodePipeline's. */
public final class EventBridge {
    /** What stands for an account: there is none. */
    public static final String ACCOUNT = "000000000000";
    /** What stands for a region: there is none. */
    public static final String REGION = "local";

    private static final String CODE_PIPELINE = "aws.codepipeline";
    private static final String OWN = "stage-gate";

    private EventBridge() {}

    /** The event with its envelope. */
    public static ObjectNode envelope(LifecycleEvent event) {
        var node = Details.object()
                .put("version", "0")
                .put("id", event.id())
                .put("detail-type", event.kind())
                .put("source", event.codePipeline() ? CODE_PIPELINE : OWN)
                .put("account", ACCOUNT)
                .put("time", event.time().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("region", REGION);
        node.putArray("resources").add("arn:aws:codepipeline:" + REGION + ":" + ACCOUNT + ":" + event.pipeline());
        node.set("detail", event.detail().deepCopy());
        return node;
    }
}
