package io.jenkins.plugins.stagegate.local.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;

/**
 * A value that only a deployment knows. As a text it is its name in angle brackets, and so it can stand wherever a text can.
 *
 * @param expression how it is written in the template
 */
record Unknown(String expression) {
    private static final int LONGEST = 80;

    static JsonNode node(String expression) {
        return JsonNodeFactory.instance.pojoNode(new Unknown(expression));
    }

    /** Which one this is, if the value is not known. */
    static Optional<Unknown> in(JsonNode value) {
        return value instanceof com.fasterxml.jackson.databind.node.POJONode pojo
                        && pojo.getPojo() instanceof Unknown unknown
                ? Optional.of(unknown)
                : Optional.empty();
    }

    /** What stands in its place. */
    static String placeholder(String expression) {
        var plain = expression.replaceAll("[^A-Za-z0-9._]+", "-").replaceAll("^-|-$", "");
        return "<" + plain.substring(0, Math.min(LONGEST, plain.length())) + ">";
    }

    @Override
    public String toString() {
        return placeholder(expression);
    }
}
