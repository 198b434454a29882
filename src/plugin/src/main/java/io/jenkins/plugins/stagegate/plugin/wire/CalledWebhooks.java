package io.jenkins.plugins.stagegate.plugin.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.arrival.Arrival;
import io.jenkins.plugins.stagegate.codepipeline.Endpoint;
import io.jenkins.plugins.stagegate.codepipeline.ServiceException;
import io.jenkins.plugins.stagegate.codepipeline.WebhookCalls;
import io.jenkins.plugins.stagegate.plugin.trigger.JobTriggers;
import io.jenkins.plugins.stagegate.plugin.trigger.Triggers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** Calls of webhooks: those that start something are on disk before they are answered, and wait there for their turn. */
record CalledWebhooks(WebhookCalls calls) {
    private static final int OK = 200;
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY = 429;
    /** Anybody may be allowed to call, but not to fill the disk. */
    private static final int MOST_WAITING = 100;

    void answer(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        var body = request.getInputStream().readNBytes(Endpoint.LONGEST + 1);
        if (body.length > Endpoint.LONGEST) {
            send(response, TOO_LARGE, message(Messages.CalledWebhooks_long(Endpoint.LONGEST >> 20)));
            return;
        }
        try {
            var address = request.getRestOfPath().replaceFirst("^/", "");
            take(
                    calls.take(address, headers(request), new String(body, StandardCharsets.UTF_8), from(request)),
                    response);
        } catch (ServiceException e) {
            send(response, e.status(), message(e.getMessage()).put("__type", e.code()));
        }
    }

    private void take(WebhookCalls.Called called, StaplerResponse2 response) throws IOException {
        var triggers = Triggers.get().listen(((ServedJob) called.pipeline()).pipeline());
        if (called.remark().isPresent()) {
            triggers.note(called.arn(), called.remark().get());
            send(response, OK, called.answer());
        } else if (triggers.waiting().size() >= MOST_WAITING) {
            var why = new ServiceException(
                    "LimitExceededException", Messages.CalledWebhooks_many(MOST_WAITING), TOO_MANY);
            calls.failed(called, why);
            send(response, TOO_MANY, message(why.getMessage()));
        } else {
            var arrived = arrived(triggers, called);
            calls.succeeded(called);
            send(response, OK, arrived);
        }
    }

    private static ObjectNode arrived(JobTriggers triggers, WebhookCalls.Called called) throws IOException {
        var id = UUID.randomUUID().toString();
        triggers.arrive(Arrival.byWebhook(called.arn(), id, Instant.now()));
        return JsonNodeFactory.instance.objectNode().put("delivery", id);
    }

    private static Map<String, String> headers(StaplerRequest2 request) {
        return Collections.list(request.getHeaderNames()).stream()
                .collect(Collectors.toMap(name -> name, request::getHeader, (first, other) -> first));
    }

    /**
     * The address of the caller. What stands in front in the header anybody can have sent; the last one is the word of the nearest
     * proxy. Jenkins' own server already believes the first, so that the address of the connection is not known any more. The newer
     * header is believed by it, too, and not by us.
     */
    private static String from(StaplerRequest2 request) {
        if (request.getHeader("Forwarded") != null) {
            return "";
        }
        var said = Collections.list(request.getHeaders("X-Forwarded-For"));
        if (said.isEmpty()) {
            return request.getRemoteAddr();
        }
        var last = said.get(said.size() - 1);
        return last.substring(last.lastIndexOf(',') + 1).strip();
    }

    private static ObjectNode message(String text) {
        return JsonNodeFactory.instance.objectNode().put("message", text);
    }

    private static void send(StaplerResponse2 response, int status, ObjectNode answer) throws IOException {
        var body = answer.toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
