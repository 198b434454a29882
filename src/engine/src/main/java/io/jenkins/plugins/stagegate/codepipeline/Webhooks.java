package io.jenkins.plugins.stagegate.codepipeline;

import static io.jenkins.plugins.stagegate.codepipeline.Operation.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.codepipeline.Registry.Drawer;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import java.io.IOException;
import java.util.Map;

/** Webhooks: kept and shown. {@link WebhookCalls} takes the calls of their addresses. */
final class Webhooks {
    private static final int PAGE = 100;
    private static final String SECRET = "SecretToken";
    private static final String CIDR = "[0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}";

    private Webhooks() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("PutWebhook", Webhooks::put);
        operations.put("ListWebhooks", Webhooks::list);
        operations.put("DeleteWebhook", call -> {
            var known = Webhook.find(call.account(), call.text("name"));
            if (known.isPresent()) {
                requireOwn(call, known.get());
                call.account().registry().remove(Drawer.WEBHOOKS, known.get().name());
                Tags.put(call.account(), resource(known.get().name()), Map.of());
            }
            return object();
        });
    }

    /** What tags are attached to. */
    static String resource(String name) {
        return "webhook:" + name;
    }

    /** The long name of a webhook. */
    static String arn(String name) {
        return Account.arn(resource(name));
    }

    /** Whether there is such a webhook, as far as the caller may know. */
    static boolean isThere(Account account, String name) {
        return Webhook.find(account, name)
                .filter(known -> known.belongsToCaller(account))
                .isPresent();
    }

    /** The webhook must be there. */
    static void require(Call call, String member) throws ServiceException {
        if (!isThere(call.account(), call.text(member))) {
            throw new ServiceException("WebhookNotFoundException", "There is no webhook '" + call.text(member) + "'.");
        }
    }

    private static ObjectNode put(Call call) throws ServiceException, IOException {
        var definition = (ObjectNode) call.input().get("webhook");
        var name = definition.path("name").asText();
        var tags = Tags.read(call.input().path("tags"));
        requireTarget(call, definition);
        requireFilters(definition);
        // Nobody else puts one of the same name in between.
        synchronized (call.account().registry()) {
            var known = Webhook.find(call.account(), name);
            if (known.isPresent()) {
                requireOwn(call, known.get());
                restoreSecret(definition, known.get().definition());
            }
            requireAuthentication(definition);
            var webhook = known.map(one -> one.with(definition)).orElseGet(() -> Webhook.create(name, definition));
            call.account().registry().put(Drawer.WEBHOOKS, name, webhook.write());
            if (call.input().has("tags")) {
                Tags.put(call.account(), resource(name), tags);
            }
            return object().set("webhook", item(call, webhook));
        }
    }

    private static void requireOwn(Call call, Webhook known) throws ServiceException {
        if (!known.belongsToCaller(call.account())) {
            throw new ServiceException(
                    "AccessDeniedException",
                    "The webhook '" + known.name() + "' belongs to a pipeline that you may not configure.");
        }
    }

    /** Who sends back the mask keeps what it stands for. */
    private static void restoreSecret(ObjectNode definition, ObjectNode before) {
        var secret = before.path("authenticationConfiguration").path(SECRET);
        if (secret.isTextual() && definition.get("authenticationConfiguration") instanceof ObjectNode settings) {
            if (settings.path(SECRET).asText().equals(SecretSettings.MASK)) {
                settings.set(SECRET, secret);
            }
        }
    }

    private static void requireTarget(Call call, ObjectNode definition) throws ServiceException {
        var target = new Call(call.operation(), definition, call.by(), call.account()).pipeline("targetPipeline");
        target.requireConfigurable();
        var action = definition.path("targetAction").asText();
        boolean source = target.engine().state().definition().stream()
                .flatMap(one -> one.stages().stream())
                .flatMap(stage -> stage.actions().stream())
                .anyMatch(one -> one.name().equals(action) && one.type().category() == ActionCategory.SOURCE);
        if (!source) {
            throw ServiceException.invalid("The pipeline '"
                    + definition.path("targetPipeline").asText() + "' has no source action '" + action
                    + "' to be the webhook's target.");
        }
    }

    private static void requireFilters(ObjectNode definition) throws ServiceException {
        for (JsonNode filter : definition.path("filters")) {
            if (!filter.path("jsonPath").asText().startsWith("$")) {
                throw new ServiceException(
                        "InvalidWebhookFilterPatternException",
                        "A JSON path begins with '$', and '"
                                + filter.path("jsonPath").asText() + "' does not.");
            }
        }
    }

    private static void requireAuthentication(ObjectNode definition) throws ServiceException {
        var settings = definition.path("authenticationConfiguration");
        var wanted =
                switch (definition.path("authentication").asText()) {
                    case "GITHUB_HMAC" ->
                        isSecret(settings.path(SECRET).asText()) ? "" : SECRET + ", other than a mask";
                    case "IP" ->
                        settings.path("AllowedIPRange").asText().matches(CIDR)
                                ? ""
                                : "AllowedIPRange, such as 10.0.0.0/8";
                    default -> settings.isEmpty() ? "" : "nothing";
                };
        if (!wanted.isEmpty()) {
            throw new ServiceException(
                    "InvalidWebhookAuthenticationParametersException",
                    "The authentication " + definition.path("authentication").asText() + " takes " + wanted + ".");
        }
    }

    /** A mask is known to everybody. */
    private static boolean isSecret(String text) {
        return !text.isEmpty() && !text.equals(SecretSettings.MASK);
    }

    private static ObjectNode list(Call call) throws ServiceException {
        var all = call.account().registry().all(Drawer.WEBHOOKS).entrySet().stream()
                .map(entry -> Webhook.read(entry.getKey(), entry.getValue()))
                .filter(one -> one.belongsToCaller(call.account()))
                .toList();
        var page = Pages.byName(call, all, Webhook::name, PAGE);
        var answer = object();
        answer.putArray("webhooks");
        page.elements().forEach(one -> answer.withArray("webhooks").add(item(call, one)));
        return page.end(answer, "NextToken");
    }

    /** {@code ListWebhookItem}; the secret is never shown again. */
    private static ObjectNode item(Call call, Webhook webhook) {
        var shown = webhook.definition().deepCopy();
        if (shown.path("authenticationConfiguration") instanceof ObjectNode settings && settings.has(SECRET)) {
            settings.put(SECRET, SecretSettings.MASK);
        }
        var address = webhook.name() + "/" + webhook.token();
        var item = object().put("url", call.account().webhookUrl(address)).put("arn", arn(webhook.name()));
        item.set("definition", shown);
        ObjectNode lastCall = webhook.lastCall().deepCopy();
        lastCall.remove("at");
        item.setAll(lastCall);
        var tags = Tags.of(call.account(), resource(webhook.name()));
        if (!tags.isEmpty()) {
            item.set("tags", Tags.write(tags));
        }
        return item;
    }
}
