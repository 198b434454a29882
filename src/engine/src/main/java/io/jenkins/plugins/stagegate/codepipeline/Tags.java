package io.jenkins.plugins.stagegate.codepipeline;

import static io.jenkins.plugins.stagegate.codepipeline.Operation.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.codepipeline.Registry.Drawer;
import io.jenkins.plugins.stagegate.model.ActionType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Tags of pipelines, webhooks and action types. Nothing follows from them here. */
final class Tags {
    private static final Pattern ARN = Pattern.compile("arn:aws[^:]*:codepipeline:[^:]+:([0-9]{12}):(.+)");
    private static final int MOST = 50;
    private static final String RESERVED = "aws:";
    private static final String WEBHOOK = Webhooks.resource("");

    private Tags() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("ListTagsForResource", Tags::list);
        operations.put("TagResource", call -> {
            var resource = resource(call);
            requireConfigurable(call.account(), resource);
            var tags = of(call.account(), resource);
            tags.putAll(read(call.input().path("tags")));
            put(call.account(), resource, tags);
            return object();
        });
        operations.put("UntagResource", call -> {
            var resource = resource(call);
            requireConfigurable(call.account(), resource);
            var tags = of(call.account(), resource);
            for (JsonNode key : call.input().path("tagKeys")) {
                requireUsable(key.asText());
                tags.remove(key.asText());
            }
            put(call.account(), resource, tags);
            return object();
        });
    }

    private static ObjectNode list(Call call) throws ServiceException {
        var all = List.copyOf(of(call.account(), resource(call)).entrySet());
        var page = Pages.byName(call, all, Map.Entry::getKey, MOST);
        var shown = new TreeMap<String, String>();
        page.elements().forEach(tag -> shown.put(tag.getKey(), tag.getValue()));
        var answer = object();
        answer.set("tags", write(shown));
        return page.end(answer, "nextToken");
    }

    /** What the call is about, if it is there. */
    private static String resource(Call call) throws ServiceException {
        var arn = ARN.matcher(call.text("resourceArn"));
        if (!arn.matches()) {
            throw new ServiceException("InvalidArnException", "The resource ARN is not one of CodePipeline's.");
        }
        var resource = arn.group(2);
        if (!arn.group(1).equals(Account.ID) || !exists(call.account(), resource)) {
            throw new ServiceException(
                    "ResourceNotFoundException", "There is no resource '" + call.text("resourceArn") + "'.");
        }
        return resource;
    }

    private static void requireConfigurable(Account account, String resource) throws ServiceException {
        if (resource.startsWith(WEBHOOK)) {
            return; // nobody else is told that it is there
        }
        var pipeline = account.pipeline(resource);
        if (pipeline.isPresent()) {
            pipeline.get().requireConfigurable();
        } else {
            account.requireControl();
        }
    }

    private static boolean exists(Account account, String resource) {
        if (resource.startsWith(WEBHOOK)) {
            return Webhooks.isThere(account, resource.substring(WEBHOOK.length()));
        }
        return account.pipeline(resource).isPresent()
                || account.actionTypes().list().stream()
                        .anyMatch(type -> actionType(type.type()).equals(resource));
    }

    /** The name of an action type in its ARN. */
    static String actionType(ActionType type) {
        return "actiontype:" + String.join("/", type.owner(), type.category().label(), type.provider(), type.version());
    }

    static SortedMap<String, String> of(Account account, String resource) {
        var tags = new TreeMap<String, String>();
        account.registry().find(Drawer.TAGS, resource).ifPresent(known -> known.properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText())));
        return tags;
    }

    static void put(Account account, String resource, Map<String, String> tags) throws ServiceException, IOException {
        requireFew(tags);
        if (tags.isEmpty()) {
            account.registry().remove(Drawer.TAGS, resource);
        } else {
            var node = object();
            tags.forEach(node::put);
            account.registry().put(Drawer.TAGS, resource, node);
        }
    }

    /** The tags of a request, which are few enough and may be given. */
    static SortedMap<String, String> read(JsonNode list) throws ServiceException {
        var tags = new TreeMap<String, String>();
        for (JsonNode tag : list) {
            var key = tag.path("key").asText();
            requireUsable(key);
            if (tags.put(key, tag.path("value").asText()) != null) {
                throw new ServiceException("InvalidTagsException", "The key '" + key + "' is given twice.");
            }
        }
        requireFew(tags);
        return tags;
    }

    private static void requireFew(Map<String, String> tags) throws ServiceException {
        if (tags.size() > MOST) {
            throw new ServiceException("TooManyTagsException", "A resource has " + MOST + " tags at most.");
        }
    }

    private static void requireUsable(String key) throws ServiceException {
        if (key.startsWith(RESERVED)) {
            throw new ServiceException(
                    "InvalidTagsException", "A tag's key cannot begin with '" + RESERVED + "', as '" + key + "'.");
        }
    }

    static ArrayNode write(Map<String, String> tags) {
        var list = JsonNodeFactory.instance.arrayNode();
        tags.forEach((key, value) -> list.addObject().put("key", key).put("value", value));
        return list;
    }
}
