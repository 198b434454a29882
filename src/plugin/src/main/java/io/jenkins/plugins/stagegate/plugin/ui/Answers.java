package io.jenkins.plugins.stagegate.plugin.ui;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import org.kohsuke.stapler.HttpResponse;

/** Answers of the endpoints. */
final class Answers {
    private Answers() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static HttpResponse json(ObjectNode body) {
        return json(HttpServletResponse.SC_OK, body, "");
    }

    /** A body that the asker may keep and ask for again by its tag. */
    static HttpResponse json(ObjectNode body, String tag) {
        return json(HttpServletResponse.SC_OK, body, tag);
    }

    static HttpResponse unchanged(String tag) {
        return (request, response, node) -> {
            response.setHeader("ETag", tag);
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        };
    }

    /** A change that could not be kept. */
    static HttpResponse failed(String message) {
        var body = object().put("__type", "InternalFailure").put("message", message);
        return json(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, body, "");
    }

    /** A change that was not made, in the shape of CodePipeline's errors. */
    static HttpResponse refused(String type, String message) {
        return json(HttpServletResponse.SC_BAD_REQUEST, object().put("__type", type).put("message", message), "");
    }

    private static HttpResponse json(int status, ObjectNode body, String tag) {
        return (request, response, node) -> {
            var bytes = body.toString().getBytes(StandardCharsets.UTF_8);
            response.setStatus(status);
            response.setContentType("application/json;charset=UTF-8");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Content-Type-Options", "nosniff");
            if (!tag.isEmpty()) {
                response.setHeader("ETag", tag);
            }
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        };
    }
}
