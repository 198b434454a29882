package io.jenkins.plugins.stagegate.codepipeline;

import static io.jenkins.plugins.stagegate.codepipeline.Operation.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.codepipeline.Registry.Drawer;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Webhooks: kept and shown. {@link WebhookCalls} takes the calls of their addresses. */
final class Webhooks {
    private static final int PAGE = 100;
    private static final int TOKEN = 32;
    private static final String CIDR = "[0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}";

    private Webhooks() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("PutWebhook", Webhooks::put);
        operations.put("ListWebhooks", Webhooks::list);
        operations.put("DeleteWebhook", call -> {
            var name = call.text("name");
            Tags.requireConfigurable(call.account(), "webhook:" + name);
            call.account().registry().remove(Drawer.WEBHOOKS, name);
            Tags.put(call.account(), "webhook:" + name, Map.of());
            return object();
        });
    }

    /** The long name of a webhook. */
    static String arn(String name) {
        return Account.arn("webhook:" + name);
    }

    /** What makes an address one that nobody can guess: the name alone is easily found. */
    static String token(Account account, String name) {
        return account.token("webhook:" + name).substring(0, TOKEN);
    }

    /** The pipeline that a webhook starts, if both are there. */
    static Optional<ServedPipeline> target(Account account, String webhook) {
        return account.registry()
                .find(Drawer.WEBHOOKS, webhook)
                .flatMap(known -> account.pipeline(known.path("targetPipeline").asText()));
    }

    /** The webhook must be there. */
    static void require(Call call, String member) throws ServiceException {
        var name = call.text(member);
        if (call.account().registry().find(Drawer.WEBHOOKS, name).isEmpty()) {
            throw new ServiceException("WebhookNotFoundException", "There is no webhook '" + name + "'.");
        }
    }

    private static ObjectNode put(Call call) throws ServiceException, IOException {
        var definition = (ObjectNode) call.input().get("webhook");
        check(call, definition);
        var tags = Tags.read(call.input().path("tags"));
        var name = definition.path("name").asText();
        call.account().registry().put(Drawer.WEBHOOKS, name, definition);
        if (call.input().has("tags")) {
            Tags.put(call.account(), "webhook:" + name, tags);
        }
        return object().set("webhook", item(call, name, definition));
    }

    private static void check(Call call, ObjectNode definition) throws ServiceException {
        var pipeline = definition.path("targetPipeline").asText();
        var target = new Call(call.operation(), definition, call.by(), call.account()).pipeline("targetPipeline");
        target.requireConfigurable();
        var action = definition.path("targetAction").asText();
        boolean source = target.engine().state().definition().stream()
                .flatMap(one -> one.stages().stream())
                .flatMap(stage -> stage.actions().stream())
                .anyMatch(one -> one.name().equals(action) && one.type().category() == ActionCategory.SOURCE);
        if (!source) {
            throw ServiceException.invalid("The pipeline '" + pipeline + "' has no source action '" + action
                    + "' to be the webhook's target.");
        }
        for (JsonNode filter : definition.path("filters")) {
            if (!filter.path("jsonPath").asText().startsWith("$")) {
                throw new ServiceException(
                        "InvalidWebhookFilterPatternException",
                        "A JSON path begins with '$', and '"
                                + filter.path("jsonPath").asText() + "' does not.");
            }
        }
        var settings = definition.path("authenticationConfiguration");
        var wanted =
                switch (definition.path("authentication").asText()) {
                    case "GITHUB_HMAC" -> settings.has("SecretToken") ? "" : "SecretToken";
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

    private static ObjectNode list(Call call) throws ServiceException {
        var all = call.account().registry().all(Drawer.WEBHOOKS);
        // Whoever knows the address of one may start its pipeline.
        all.values().removeIf(one -> call.account()
                .pipeline(one.path("targetPipeline").asText())
                .filter(ServedPipeline::configurable)
                .isEmpty());
        var page = Pages.byName(call, List.copyOf(all.entrySet()), Map.Entry::getKey, PAGE);
        var answer = object();
        answer.putArray("webhooks");
        page.elements().forEach(one -> answer.withArray("webhooks").add(item(call, one.getKey(), one.getValue())));
        return page.end(answer, "NextToken");
    }

    /** {@code ListWebhookItem}; the secret is never shown again. */
    private static ObjectNode item(Call call, String name, ObjectNode definition) {
        var shown = definition.deepCopy();
        var settings = (ObjectNode) shown.path("authenticationConfiguration");
        if (settings.has("SecretToken")) {
            settings.put("SecretToken", "****");
        }
        var address = name + "/" + token(call.account(), name);
        var item = object().put("url", call.account().webhookUrl(address)).put("arn", arn(name));
        item.set("definition", shown);
        var tags = Tags.of(call.account(), "webhook:" + name);
        if (!tags.isEmpty()) {
            item.set("tags", Tags.write(tags));
        }
        return item;
    }
}
