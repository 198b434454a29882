package io.jenkins.plugins.stagegate.local.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.tree.ParseTree;
import org.openrewrite.hcl.internal.grammar.HCLParser;

/** Texts of HCL, with what stands between braces put in. */
final class HclTexts {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9A-Fa-f]{4}|.)|([$%])\\2\\{");

    private HclTexts() {}

    /** The value of a text in quotes; one that is nothing but an expression has the expression's value. */
    static JsonNode joined(List<HCLParser.QuotedTemplatePartContext> parts, HclValues values) {
        if (parts.size() == 1 && parts.get(0).templateInterpolation() != null) {
            return values.of(parts.get(0).templateInterpolation().expression());
        }
        return text(parts.stream()
                .map(part -> part.templateInterpolation() == null
                        ? unescaped(part.getText())
                        : inserted(part.templateInterpolation(), values))
                .collect(Collectors.joining()));
    }

    /** A text of several lines; with {@code <<-} without what all lines are indented by. */
    static JsonNode lines(HCLParser.HeredocContext heredoc, HclValues values) {
        var text = new StringBuilder();
        // The first line end belongs to the marker, and the last child is the marker's other half.
        for (int i = 3; i < heredoc.getChildCount() - 1; i++) {
            ParseTree child = heredoc.getChild(i);
            text.append(
                    child instanceof HCLParser.HeredocTemplatePartContext part && part.templateInterpolation() != null
                            ? inserted(part.templateInterpolation(), values)
                            : child.getText().replace("$${", "${"));
        }
        boolean indented = heredoc.HEREDOC_START().getText().endsWith("-");
        return text(indented ? text.toString().stripTrailing().stripIndent() + "\n" : text.toString());
    }

    private static String inserted(HCLParser.TemplateInterpolationContext part, HclValues values) {
        var value = values.of(part.expression());
        return value.isNull() ? Unknown.placeholder(Hcl.source(part.expression())) : value.asText();
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group(2) != null ? match.group(2) + "{" : character(match.group(1))));
    }

    private static String character(String escape) {
        return switch (escape.charAt(0)) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'u' -> escape.length() == 1 ? "u" : Character.toString(Integer.parseInt(escape.substring(1), 16));
            default -> escape;
        };
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.textNode(text);
    }
}
