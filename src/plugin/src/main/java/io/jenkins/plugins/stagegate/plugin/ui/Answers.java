package io.jenkins.plugins.stagegate.plugin.ui;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** Answers of the endpoints. */
final class Answers {
    private Answers() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static HttpResponse json(ObjectNode body) {
        return json(body, "");
    }

    /** A body that the asker may keep and ask for again by its tag. */
    static HttpResponse json(ObjectNode body, String tag) {
        return new Answer(HttpServletResponse.SC_OK, "application/json;charset=UTF-8", body.toString(), tagged(tag));
    }

    /** A piece of a log, and where the next one begins. */
    static HttpResponse text(String text, long next, boolean more) {
        var headers = Map.of("X-Next", String.valueOf(next), "X-More", String.valueOf(more));
        return new Answer(HttpServletResponse.SC_OK, "text/plain;charset=UTF-8", text, headers);
    }

    /** What the asker has already, by its tag. */
    static HttpResponse unchanged(String tag) {
        return new Answer(HttpServletResponse.SC_NOT_MODIFIED, "", "", tagged(tag));
    }

    /** A change that was not made, in the shape of CodePipeline's errors. */
    static HttpResponse refused(String type, String message) {
        return error(HttpServletResponse.SC_BAD_REQUEST, type, message);
    }

    /** A change that could not be kept. */
    static HttpResponse failed(String message) {
        return error(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "InternalFailure", message);
    }

    private static Map<String, String> tagged(String tag) {
        return tag.isEmpty() ? Map.of() : Map.of("ETag", tag);
    }

    private static HttpResponse error(int status, String type, String message) {
        var body = object().put("__type", type).put("message", message);
        return new Answer(status, "application/json;charset=UTF-8", body.toString(), Map.of());
    }

    private record Answer(int status, String type, String body, Map<String, String> headers) implements HttpResponse {
        @Override
        public void generateResponse(StaplerRequest2 request, StaplerResponse2 response, Object node)
                throws IOException {
            response.setStatus(status);
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Content-Type-Options", "nosniff");
            headers.forEach(response::setHeader);
            if (!type.isEmpty()) {
                var bytes = body.getBytes(StandardCharsets.UTF_8);
                response.setContentType(type);
                response.setContentLength(bytes.length);
                response.getOutputStream().write(bytes);
            }
        }
    }
}
