package io.jenkins.plugins.stagegate.local.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The text of a {@code Jenkinsfile} while it is written. */
final class Lines {
    private static final String INDENT = "    ";

    private final StringBuilder text = new StringBuilder();
    private int depth;

    /** One line. */
    Lines add(String line) {
        text.append(INDENT.repeat(depth)).append(line).append('\n');
        return this;
    }

    /** A comment, of as many lines as it has. */
    Lines comment(String comment) {
        comment.lines().forEach(line -> add("// " + line));
        return this;
    }

    /** A word with a block. */
    Lines block(String head, Runnable inside) {
        add(head + " {");
        depth++;
        inside.run();
        depth--;
        return add("}");
    }

    /** A text in quotes. */
    static String quoted(String text) {
        return "'"
                + text.replace("\\", "\\\\")
                        .replace("'", "\\'")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                        .replace("\r", "")
                + "'";
    }

    /** The texts of a list, in quotes and with commas between. */
    static String quoted(JsonNode list) {
        return String.join(", ", all(list).stream().map(Lines::quoted).toList());
    }

    /** Settings as they stand in a call, each with a comma before it. */
    static String settings(JsonNode object) {
        var text = new StringBuilder();
        object.properties().forEach(setting -> text.append(", ")
                .append(setting.getKey().matches("[A-Za-z_]\\w*") ? setting.getKey() : quoted(setting.getKey()))
                .append(": ")
                .append(quoted(
                        setting.getValue().isValueNode()
                                ? setting.getValue().asText()
                                : setting.getValue().toString())));
        return text.toString();
    }

    /** The texts of a list, or the one member of that name of its elements. */
    static List<String> all(JsonNode list, String... member) {
        var texts = new ArrayList<String>();
        list.forEach(one -> texts.add((member.length == 0 ? one : one.path(member[0])).asText()));
        return texts;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
