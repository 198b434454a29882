package io.jenkins.plugins.stagegate.codepipeline;

import static io.jenkins.plugins.stagegate.codepipeline.Operation.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.api.InvalidRequestException;
import io.jenkins.plugins.stagegate.codepipeline.Registry.Drawer;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Calls of the addresses that PutWebhook gives: who may call, and whether that starts the pipeline. Any thread may call. */
public final class WebhookCalls {
    private static final int REFUSED = 403;
    private static final int UNKNOWN = 404;

    private final Account account;
    private final Paths paths;

    /** What a path finds in a text of JSON. */
    public interface Paths {
        /**
         * The values that the path leads to, as texts.
         *
         * @return none if it leads nowhere, or if the text is no JSON
         */
        List<String> find(String json, String path);
    }

    public WebhookCalls(Account account, Paths paths) {
        this.account = account;
        this.paths = paths;
    }

    /**
     * Takes a call.
     *
     * @param headers by name
     * @param from the address of the caller
     * @return the id of the execution, if it started one; else why it started none
     * @throws ServiceException if there is no such webhook, or the caller does not show that they may call it
     */
    public ObjectNode take(String name, Map<String, String> headers, String body, String from)
            throws ServiceException, IOException {
        var webhook = account.registry()
                .find(Drawer.WEBHOOKS, name)
                .orElseThrow(() -> new ServiceException(
                        "WebhookNotFoundException", "There is no webhook '" + name + "'.", UNKNOWN));
        if (!isAllowed(webhook, headers, body, from)) {
            throw new ServiceException("AccessDeniedException", "The webhook does not know this caller.", REFUSED);
        }
        var pipeline = Webhooks.target(account, name)
                .orElseThrow(() -> new ServiceException(
                        "PipelineNotFoundException", "The pipeline of this webhook is not there any more.", UNKNOWN));
        var settings = settings(pipeline, webhook.path("targetAction").asText());
        for (JsonNode filter : webhook.path("filters")) {
            var path = filter.path("jsonPath").asText();
            var wanted = filter.path("matchEquals");
            if (!matches(paths.find(body, path), wanted, settings)) {
                return object().put("remark", "The filter " + path + " does not match.");
            }
        }
        return start(pipeline, name);
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

    private ObjectNode start(ServedPipeline pipeline, String name) throws ServiceException, IOException {
        var by = new Actor("webhook " + name, Set.of(), false);
        try {
            pipeline.refresh();
            return pipeline.change(Change.WEBHOOK, object().put("webhookArn", Account.arn("webhook:" + name)), by);
        } catch (InvalidRequestException | CommandRefusedException e) {
            throw new ServiceException("ValidationException", e.getMessage());
        }
    }
}
