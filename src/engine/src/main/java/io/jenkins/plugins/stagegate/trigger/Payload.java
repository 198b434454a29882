package io.jenkins.plugins.stagegate.trigger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The JSON of a delivery.
 *
 * @param node missing where there is none, as in Jackson
 */
record Payload(JsonNode node) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String BRANCHES = "refs/heads/";
    private static final String TAGS = "refs/tags/";
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{4,40}");

    static Payload of(String text) throws InvalidDeliveryException {
        try {
            var node = MAPPER.readTree(text);
            if (node == null || !node.isObject()) {
                throw new InvalidDeliveryException("The body is no JSON object. Let the hook send application/json.");
            }
            return new Payload(node);
        } catch (JsonProcessingException e) {
            throw new InvalidDeliveryException("The body is no JSON. Let the hook send application/json.");
        }
    }

    /** What is there behind dots. */
    Payload at(String path) {
        JsonNode found = node;
        for (String step : path.split("\\.")) {
            found = found.path(step);
        }
        return new Payload(found);
    }

    boolean exists() {
        return !node.isMissingNode() && !node.isNull();
    }

    /** The text behind dots; empty if there is none. */
    String text(String path) {
        return at(path).node.asText("").strip();
    }

    /** The text behind dots, which must be there. */
    String need(String path) throws InvalidDeliveryException {
        var text = text(path);
        if (text.isEmpty()) {
            throw new InvalidDeliveryException("The body has no `" + path + "`.");
        }
        return text;
    }

    boolean truth(String path) {
        return at(path).node.asBoolean(false);
    }

    /** The first of these that is there. */
    Optional<String> first(String... paths) {
        return Stream.of(paths).map(this::text).filter(text -> !text.isEmpty()).findFirst();
    }

    /** All of these that are there. */
    Set<String> all(String... paths) {
        var texts = new LinkedHashSet<String>();
        Stream.of(paths).map(this::text).filter(text -> !text.isEmpty()).forEach(texts::add);
        return texts;
    }

    List<Payload> items(String path) {
        var items = new ArrayList<Payload>();
        at(path).node.forEach(item -> items.add(new Payload(item)));
        return items;
    }

    /** The id behind dots, unless git writes it for "none": all zeros. */
    Optional<String> commit(String path) {
        return Optional.of(text(path).toLowerCase(Locale.ROOT))
                .filter(id -> COMMIT.matcher(id).matches() && !id.matches("0+"));
    }

    /** The id behind dots, which must be one. */
    String needCommit(String path) throws InvalidDeliveryException {
        var given = need(path);
        return commit(path)
                .orElseThrow(() -> new InvalidDeliveryException("`" + path
                        + "` is no commit id: expected 4 to 40 hexadecimal digits, and not `" + given + "`."));
    }

    /**
     * A branch or tag that got another commit.
     *
     * @param ref its full name
     * @param after empty if it was deleted
     */
    static List<News> moved(String ref, Optional<String> before, Optional<String> after) {
        if (after.isEmpty()) {
            return List.of();
        }
        if (ref.startsWith(BRANCHES)) {
            return List.of(new News.Pushed(ref.substring(BRANCHES.length()), before, after.get()));
        }
        return ref.startsWith(TAGS) ? List.of(new News.Tagged(ref.substring(TAGS.length()), after.get())) : List.of();
    }

    /** The branch's name without its kind. */
    static String branch(String ref) {
        return ref.startsWith(BRANCHES) ? ref.substring(BRANCHES.length()) : ref;
    }
}
