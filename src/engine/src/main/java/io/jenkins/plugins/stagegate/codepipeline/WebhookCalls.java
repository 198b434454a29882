package io.jenkins.plugins.stagegate.codepipeline;

import static io.jenkins.plugins.stagegate.codepipeline.Operation.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.api.InvalidRequestException;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Calls of the addresses that PutWebhook gives: who may call, and whether that starts the pipeline. Any thread may call. */
public final class WebhookCalls {
    private static final int REFUSED = 403;
    private static final int UNKNOWN = 404;

    private final Account account;
    private final Clock clock;

    /**
     * A call by somebody who may call.
     *
     * @param arn the webhook's long name
     * @param remark which filter does not match; empty if the call is to start the pipeline
     */
    public record Called(String arn, ServedPipeline pipeline, Optional<String> remark) {
        private String name() {
            return arn.substring(arn.lastIndexOf(':') + 1);
        }

        /** What a caller is told of whose call starts nothing. */
        public ObjectNode answer() {
            return object().put("remark", remark.orElse(""));
        }
    }

    public WebhookCalls(Account account, Clock clock) {
        this.account = account;
        this.clock = clock;
    }

    /**
     * Looks at a call.
     *
     * @param address the webhook's name, a slash, and what nobody can guess
     * @param headers by name
     * @param from the address of the caller
     * @throws ServiceException if there is no such webhook, or the caller does not show that they may call it
     */
    public Called take(String address, Map<String, String> headers, String body, String from)
            throws ServiceException, IOException {
        var name = address.substring(0, Math.max(0, address.indexOf('/')));
        var webhook = Webhook.find(account, name)
                .filter(known -> same(address, name + "/" + known.token()))
                .orElseThrow(() -> new ServiceException(
                        "WebhookNotFoundException", "There is no webhook at this address.", UNKNOWN));
        try {
            if (!isAllowed(webhook.definition(), headers, body, from)) {
                throw new ServiceException("AccessDeniedException", "The webhook does not know this caller.", REFUSED);
            }
            var pipeline = webhook.target(account)
                    .orElseThrow(() -> new ServiceException(
                            "PipelineNotFoundException",
                            "The pipeline of this webhook is not there any more.",
                            UNKNOWN));
            return new Called(Webhooks.arn(name), pipeline, mismatch(webhook.definition(), body, pipeline));
        } catch (ServiceException e) {
            Webhook.failed(account, name, e, clock.instant());
            throw e;
        }
    }

    /** Takes note that a call had its effect. */
    public void succeeded(Called called) throws IOException {
        Webhook.triggered(account, called.name(), clock.instant());
    }

    /** Takes note that a call had none, though its caller may call. */
    public void failed(Called called, ServiceException why) throws IOException {
        Webhook.failed(account, called.name(), why, clock.instant());
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<String> mismatch(JsonNode webhook, String body, ServedPipeline pipeline)
            throws ServiceException, IOException {
        var json = JsonPaths.read(body);
        var settings = settings(pipeline, webhook.path("targetAction").asText());
        for (JsonNode filter : webhook.path("filters")) {
            var path = filter.path("jsonPath").asText();
            if (!matches(json.find(path), filter.path("matchEquals"), settings)) {
                return Optional.of("The filter " + path + " does not match.");
            }
        }
        return Optional.empty();
    }

    private static boolean isAllowed(ObjectNode webhook, Map<String, String> headers, String body, String from) {
        var settings = webhook.path("authenticationConfiguration");
        return switch (webhook.path("authentication").asText()) {
            case "GITHUB_HMAC" ->
                new HubSignature(headers, body)
                        .isMadeWith(settings.path("SecretToken").asText());
            case "IP" -> isIn(settings.path("AllowedIPRange").asText(), from);
            case "UNAUTHENTICATED" -> true;
            default -> false;
        };
    }

    /** Whether an address lies in a range such as {@code 10.0.0.0/8}. */
    static boolean isIn(String range, String address) {
        try {
            var parts = range.split("/");
            // Both are addresses in figures: nobody is asked for names.
            if (!address.matches("[0-9.]+|[0-9a-fA-F:.]+")) {
                return false;
            }
            byte[] net = InetAddress.getByName(parts[0]).getAddress();
            byte[] caller = InetAddress.getByName(address).getAddress();
            int bits = Integer.parseInt(parts[1]);
            if (net.length != caller.length || bits > net.length * Byte.SIZE) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % Byte.SIZE;
                if ((net[bit / Byte.SIZE] & mask) != (caller[bit / Byte.SIZE] & mask)) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Without a wanted value, it is enough that there is one. In the wanted one, <code>{Key}</code> is a setting of the action. */
    private static boolean matches(List<String> found, JsonNode wanted, JsonNode settings) {
        if (wanted.isMissingNode() || wanted.isNull()) {
            return !found.isEmpty();
        }
        var value = wanted.asText();
        for (var setting : settings.properties()) {
            value = value.replace(
                    "{" + setting.getKey() + "}", setting.getValue().asText());
        }
        return found.contains(value);
    }

    private JsonNode settings(ServedPipeline pipeline, String action) throws ServiceException, IOException {
        var version = pipeline.engine().state().version();
        for (JsonNode stage : DeclarationView.of(account, pipeline, version).path("stages")) {
            for (JsonNode one : stage.path("actions")) {
                if (one.path("name").asText().equals(action)) {
                    return one.path("configuration");
                }
            }
        }
        return object();
    }

    /**
     * Starts the pipeline at once.
     *
     * @return the id of the execution
     */
    public ObjectNode start(Called called) throws ServiceException, IOException {
        try {
            var started = begin(called);
            succeeded(called);
            return started;
        } catch (ServiceException e) {
            failed(called, e);
            throw e;
        }
    }

    private static ObjectNode begin(Called called) throws ServiceException, IOException {
        var by = new Actor("webhook " + called.name(), Set.of(), false);
        try {
            called.pipeline().refresh();
            return called.pipeline().change(Change.WEBHOOK, object().put("webhookArn", called.arn()), by);
        } catch (InvalidRequestException | CommandRefusedException e) {
            throw new ServiceException("ValidationException", e.getMessage());
        }
    }
}
