package io.jenkins.plugins.stagegate.plugin.event;

import io.jenkins.plugins.stagegate.event.CloudEvents;
import io.jenkins.plugins.stagegate.event.EventBridge;
import io.jenkins.plugins.stagegate.event.LifecycleEvent;

/** The envelope in which events are posted. */
public enum EventFormat {
    /** As Amazon EventBridge delivers CodePipeline's. */
    EVENT_BRIDGE("application/json"),
    /** CloudEvents 1.0 in the structured mode. */
    CLOUD_EVENTS(CloudEvents.MEDIA_TYPE);

    private final String mediaType;

    EventFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The name that the form shows. */
    public String getLabel() {
        return this == CLOUD_EVENTS ? "CloudEvents" : "EventBridge";
    }

    String mediaType() {
        return mediaType;
    }

    /** @param source a URI of the pipeline */
    String text(LifecycleEvent event, String source) {
        return (this == CLOUD_EVENTS ? CloudEvents.envelope(event, source) : EventBridge.envelope(event)).toString();
    }
}
