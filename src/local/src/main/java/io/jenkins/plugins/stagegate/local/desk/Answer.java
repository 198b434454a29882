package io.jenkins.plugins.stagegate.local.desk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a request leads to.
 *
 * @param status as in HTTP
 */
public record Answer(int status, ObjectNode body) {
    /** A request that was carried out. */
    public static Answer of(ObjectNode body) {
        return new Answer(200, body);
    }

    /** A request that was not carried out. */
    public static Answer refused(int status, String type, String message) {
        return new Answer(
                status,
                JsonNodeFactory.instance.objectNode().put("__type", type).put("message", message));
    }

    /** Whether it was carried out. */
    public boolean good() {
        return status < 400;
    }

    /** The error's name and message, for people. */
    public String complaint() {
        return body.path("message").asText("Refused.") + " ("
                + body.path("__type").asText("") + ")";
    }
}
