package io.jenkins.plugins.stagegate.arrival;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.trigger.Delivery;
import io.jenkins.plugins.stagegate.trigger.Hooks;
import io.jenkins.plugins.stagegate.trigger.InvalidDeliveryException;
import io.jenkins.plugins.stagegate.trigger.Provider;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A delivery that has come.
 *
 * @param id the same if it comes again
 * @param origin who brought it: a provider's name, or {@link #POLL}, {@link #SCM} or {@link #WEBHOOK}
 */
public record Arrival(String id, String origin, Instant at, Delivery delivery) {
    /** The origin of what was found by looking at the repository. */
    public static final String POLL = "poll";
    /** The origin of what another part of the host saw, such as the scan of a repository for branches. */
    public static final String SCM = "scm";
    /** The origin of a call that {@code PutWebhook} let somebody make; its text is the webhook's long name. */
    public static final String WEBHOOK = "webhook";

    /** One that a hook has brought. */
    public static Arrival byHook(Delivery delivery, Instant at) {
        var id = delivery.id();
        // Without a name of its own, what asks for the newest is another delivery each time.
        boolean unnamed = id.equals(delivery.digest()) && !Hooks.tellsItsCommits(delivery);
        return new Arrival(
                unnamed ? UUID.randomUUID().toString() : id, delivery.provider().path(), at, delivery);
    }

    /** One that was found by looking; the same text may come again, and counts again. */
    static Arrival byLooking(Delivery delivery, String id, Instant at) {
        return new Arrival(id, POLL, at, delivery);
    }

    /** One that another part of the host saw; the same text may come again, and counts again. */
    public static Arrival byScm(Delivery delivery, String id, Instant at) {
        return new Arrival(id, SCM, at, delivery);
    }

    /** A call of a webhook whose filters all matched; the same call may come again, and counts again. */
    public static Arrival byWebhook(String arn, String id, Instant at) {
        return new Arrival(id, WEBHOOK, at, new Delivery(Provider.GENERIC, Map.of(), arn));
    }

    /**
     * What tells it from others, whatever its id: a recorded delivery cannot be sent as a new one. What asks for the newest commit has
     * the same text each time, and can start no other one.
     */
    String digest() {
        boolean own = origin.equals(POLL) || origin.equals(SCM) || origin.equals(WEBHOOK);
        return own || !Hooks.tellsItsCommits(delivery) ? id : delivery.digest();
    }

    /** Whether both are about one repository. */
    boolean isAboutTheSameAs(Arrival other) {
        try {
            var heard = Hooks.read(other.delivery);
            return Hooks.read(delivery).repositories().stream().anyMatch(heard::isAbout);
        } catch (InvalidDeliveryException e) {
            return false;
        }
    }

    ObjectNode toJson() {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", id).put("origin", origin).put("at", at.toString());
        node.put("provider", delivery.provider().path()).put("body", delivery.body());
        var headers = node.putObject("headers");
        // Secrets stay where they are: what has come was believed already.
        delivery.headers().forEach((name, value) -> {
            if (name.endsWith("-event") || name.equals("x-event-key")) {
                headers.put(name, value);
            }
        });
        return node;
    }

    static Arrival of(JsonNode node) {
        var headers = new LinkedHashMap<String, String>();
        node.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        var provider = Provider.named(node.path("provider").asText()).orElseThrow();
        return new Arrival(
                node.path("id").asText(),
                node.path("origin").asText(),
                Instant.parse(node.path("at").asText()),
                new Delivery(provider, headers, node.path("body").asText()));
    }
}
