package io.jenkins.plugins.stagegate.plugin.ui;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
        return new Answer(HttpServletResponse.SC_OK, "application/json;charset=UTF-8", body.toString(), tag);
    }

    /** What the asker has already, by its tag. */
    static HttpResponse unchanged(String tag) {
        return new Answer(HttpServletResponse.SC_NOT_MODIFIED, "", "", tag);
    }

    /** A change that was not made, in the shape of CodePipeline's errors. */
    static HttpResponse refused(String type, String message) {
        return error(HttpServletResponse.SC_BAD_REQUEST, type, message);
    }

    /** A change that could not be kept. */
    static HttpResponse failed(String message) {
        return error(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "InternalFailure", message);
    }

    private static HttpResponse error(int status, String type, String message) {
        var body = object().put("__type", type).put("message", message);
        return new Answer(status, "application/json;charset=UTF-8", body.toString(), "");
    }

    private record Answer(int status, String type, String body, String tag) implements HttpResponse {
        @Override
        public void generateResponse(StaplerRequest2 request, StaplerResponse2 response, Object node)
                throws IOException {
            response.setStatus(status);
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Content-Type-Options", "nosniff");
            if (!tag.isEmpty()) {
                response.setHeader("ETag", tag);
            }
            if (!type.isEmpty()) {
                var bytes = body.getBytes(StandardCharsets.UTF_8);
                response.setContentType(type);
                response.setContentLength(bytes.length);
                response.getOutputStream().write(bytes);
            }
        }
    }
}
