package io.jenkins.plugins.stagegate.codepipeline;

import static io.jenkins.plugins.stagegate.codepipeline.Operation.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.codepipeline.Registry.Drawer;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A webhook as it is kept.
 *
 * @param definition as PutWebhook gave it
 * @param token the end of its address, which nobody can guess: the name alone is easily found
 * @param lastCall {@code lastTriggered}, or {@code errorCode} and {@code errorMessage}, in the shape {@code ListWebhookItem}
 */
record Webhook(String name, ObjectNode definition, String token, ObjectNode lastCall) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 16;
    private static final String TRIGGERED = "lastTriggered";
    private static final String ERROR = "errorCode";
    /** The same outcome of two calls is written down again if so much lies between them. */
    private static final Duration EXACT_TO = Duration.ofMinutes(1);

    /** A new one, at an address of its own. */
    static Webhook create(String name, ObjectNode definition) {
        var token = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(token);
        return new Webhook(name, definition, HexFormat.of().formatHex(token), object());
    }

    /** The same one, at the same address, defined anew. */
    Webhook with(ObjectNode other) {
        return new Webhook(name, other, token, lastCall);
    }

    static Optional<Webhook> find(Account account, String name) {
        return account.registry().find(Drawer.WEBHOOKS, name).map(entry -> read(name, entry));
    }

    static Webhook read(String name, ObjectNode entry) {
        return new Webhook(
                name,
                entry.withObjectProperty("definition"),
                entry.path("token").asText(),
                entry.withObjectProperty("lastCall"));
    }

    ObjectNode write() {
        var entry = object().put("token", token);
        entry.set("definition", definition);
        entry.set("lastCall", lastCall);
        return entry;
    }

    /** The name of the pipeline that it starts. */
    String targetName() {
        return definition.path("targetPipeline").asText();
    }

    /** The pipeline that it starts, if the caller may know of it. */
    Optional<ServedPipeline> target(Account account) {
        return account.pipeline(targetName());
    }

    /** Whether the caller may change it. Others are not told that it is there: whoever knows its address may start its pipeline. */
    boolean belongsToCaller(Account account) {
        var target = target(account);
        return target.isPresent() ? target.get().configurable() : account.controls();
    }

    /** Takes note of a call that was successful. */
    static void triggered(Account account, String name, Instant now) throws IOException {
        note(account, name, object().put(TRIGGERED, now.toString()), now);
    }

    /** Takes note of a call that was not. */
    static void failed(Account account, String name, ServiceException why, Instant now) throws IOException {
        note(account, name, object().put(ERROR, why.code()).put("errorMessage", why.getMessage()), now);
    }

    private static void note(Account account, String name, ObjectNode outcome, Instant now) throws IOException {
        account.registry().change(Drawer.WEBHOOKS, name, entry -> {
            var last = entry.withObjectProperty("lastCall");
            if (isNews(last, outcome, now)) {
                // The service goes on saying when a webhook last worked after it has failed, but not the other way
                // round.
                if (outcome.has(ERROR) && last.has(TRIGGERED)) {
                    outcome.set(TRIGGERED, last.get(TRIGGERED));
                }
                entry.set("lastCall", outcome.put("at", now.toString()));
                return true;
            }
            return false;
        });
    }

    private static boolean isNews(ObjectNode last, ObjectNode outcome, Instant now) {
        return !last.has("at")
                || !last.path(ERROR).equals(outcome.path(ERROR))
                || Instant.parse(last.get("at").asText()).plus(EXACT_TO).isBefore(now);
    }
}
