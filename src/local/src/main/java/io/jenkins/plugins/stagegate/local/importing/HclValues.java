package io.jenkins.plugins.stagegate.local.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.openrewrite.hcl.internal.grammar.HCLParser;
import org.openrewrite.hcl.internal.grammar.HCLParserBaseVisitor;

/** Values of expressions, as far as the texts alone say them; whatever else is {@link Unknown}. */
final class HclValues extends HCLParserBaseVisitor<JsonNode> {
    /** More than any template needs, and fewer than doubled texts could make of a short one. */
    private static final int MOST = 5_000_000;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Function<String, JsonNode> names;
    private final Map<String, JsonNode> bound = new HashMap<>();
    private final Set<String> conditions = new TreeSet<>();
    private final HclOperators operators = new HclOperators(this);
    private int spent;

    /** @param names the values of {@code var.x} and {@code local.x}, unknown ones included */
    HclValues(Function<String, JsonNode> names) {
        this.names = names;
    }

    /** The conditions that nobody knows, and that were taken to hold. */
    Set<String> conditions() {
        return conditions;
    }

    /** A template that would grow without end. */
    static final class TooMuchException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** The value of an expression. */
    JsonNode of(ParseTree expression) {
        var value = expression.accept(this);
        spent += 1 + (value.isTextual() ? value.textValue().length() : value.size());
        if (spent > MOST) {
            throw new TooMuchException();
        }
        return value;
    }

    /** Does something while a name has a value. */
    void with(String name, JsonNode value, Runnable inside) {
        var before = bound.put(name, value);
        try {
            inside.run();
        } finally {
            if (before == null) {
                bound.remove(name);
            } else {
                bound.put(name, before);
            }
        }
    }

    @Override
    public JsonNode visitChildren(org.antlr.v4.runtime.tree.RuleNode node) {
        return node.getChildCount() == 1 && node.getChild(0) instanceof ParserRuleContext only
                ? of(only)
                : Unknown.node(Hcl.source((ParserRuleContext) node));
    }

    @Override
    public JsonNode visitLiteralValue(HCLParser.LiteralValueContext literal) {
        if (literal.NumericLiteral() != null) {
            return JSON.numberNode(new BigDecimal(literal.getText()));
        }
        return literal.NULL() != null ? JSON.nullNode() : BooleanNode.valueOf(Boolean.parseBoolean(literal.getText()));
    }

    @Override
    public JsonNode visitVariableExpr(HCLParser.VariableExprContext variable) {
        var value = bound.get(variable.getText());
        return value == null ? Unknown.node(variable.getText()) : value;
    }

    @Override
    public JsonNode visitAttributeAccessExpression(HCLParser.AttributeAccessExpressionContext access) {
        return member(of(access.exprTerm()), access.getAttr().Identifier().getText());
    }

    @Override
    public JsonNode visitLegacyIndexAttributeExpression(HCLParser.LegacyIndexAttributeExpressionContext access) {
        return member(
                of(access.exprTerm()), access.legacyIndexAttr().NumericLiteral().getText());
    }

    @Override
    public JsonNode visitIndexAccessExpression(HCLParser.IndexAccessExpressionContext access) {
        return member(of(access.exprTerm()), of(access.index().expression()).asText());
    }

    private JsonNode member(JsonNode whole, String key) {
        var unknown = Unknown.in(whole);
        if (unknown.isPresent()) {
            var name = unknown.get().expression() + "." + key;
            return name.matches("(var|local)\\.[^.]+") ? names.apply(name) : Unknown.node(name);
        }
        var found = whole.isArray() && key.matches("\\d{1,6}") ? whole.get(Integer.parseInt(key)) : whole.get(key);
        return found == null ? JSON.nullNode() : found;
    }

    @Override
    public JsonNode visitParentheticalExpression(HCLParser.ParentheticalExpressionContext inner) {
        return of(inner.expression());
    }

    @Override
    public JsonNode visitConditionalExpression(HCLParser.ConditionalExpressionContext choice) {
        var condition = of(choice.expression(0));
        if (Unknown.in(condition).isPresent()) {
            conditions.add(Hcl.source(choice.expression(0)));
            return of(choice.expression(1));
        }
        return of(choice.expression(condition.asBoolean() ? 1 : 2));
    }

    @Override
    public JsonNode visitUnaryOp(HCLParser.UnaryOpContext operation) {
        return operators.of(operation);
    }

    @Override
    public JsonNode visitBinaryOp(HCLParser.BinaryOpContext operation) {
        return operators.of(operation);
    }

    @Override
    public JsonNode visitTuple(HCLParser.TupleContext tuple) {
        var array = JSON.arrayNode();
        tuple.expression().forEach(element -> array.add(of(element)));
        return array;
    }

    @Override
    public JsonNode visitObject(HCLParser.ObjectContext object) {
        var made = JSON.objectNode();
        for (var element : object.objectelem()) {
            var expressions = element.expression();
            made.set(key(element), of(expressions.get(expressions.size() - 1)));
        }
        return made;
    }

    private String key(HCLParser.ObjectelemContext element) {
        if (!element.quotedTemplatePart().isEmpty()) {
            return HclTexts.joined(element.quotedTemplatePart(), this).asText();
        }
        if (element.expression().size() > 1) {
            return of(element.expression(0)).asText();
        }
        if (element.qualifiedIdentifier() == null) {
            return element.getStart().getText();
        }
        var names = element.qualifiedIdentifier().Identifier();
        if (element.LPAREN() == null) {
            return element.qualifiedIdentifier().getText();
        }
        var value = bound.getOrDefault(
                names.get(0).getText(), Unknown.node(names.get(0).getText()));
        for (var name : names.subList(1, names.size())) {
            value = member(value, name.getText());
        }
        return value.asText();
    }

    @Override
    public JsonNode visitQuotedTemplate(HCLParser.QuotedTemplateContext template) {
        return HclTexts.joined(template.quotedTemplatePart(), this);
    }

    @Override
    public JsonNode visitHeredoc(HCLParser.HeredocContext heredoc) {
        return HclTexts.lines(heredoc, this);
    }

    @Override
    public JsonNode visitFunctionCall(HCLParser.FunctionCallContext call) {
        var arguments = new ArrayList<JsonNode>();
        if (call.arguments() != null) {
            call.arguments().expression().forEach(argument -> arguments.add(of(argument)));
        }
        boolean spread = call.arguments() != null && call.arguments().ELLIPSIS() != null;
        return spread
                ? Unknown.node(Hcl.source(call))
                : TerraformFunctions.apply(call.Identifier().getText(), arguments)
                        .orElseGet(() -> Unknown.node(Hcl.source(call)));
    }

    @Override
    public JsonNode visitForTupleExpr(HCLParser.ForTupleExprContext loop) {
        var made = JSON.arrayNode();
        var source = of(loop.forIntro().expression());
        return loop(loop.forIntro(), loop.forCond(), source, () -> made.add(of(loop.expression())))
                ? made
                : Unknown.node(Hcl.source(loop.forIntro().expression()));
    }

    @Override
    public JsonNode visitForObjectExpr(HCLParser.ForObjectExprContext loop) {
        var made = JSON.objectNode();
        var source = of(loop.forIntro().expression());
        return loop.ELLIPSIS() == null
                        && loop(
                                loop.forIntro(),
                                loop.forCond(),
                                source,
                                () -> made.set(of(loop.expression(0)).asText(), of(loop.expression(1))))
                ? made
                : Unknown.node(Hcl.source(loop.forIntro().expression()));
    }

    /** Whether it is known what the loop goes over. */
    private boolean loop(
            HCLParser.ForIntroContext intro, HCLParser.ForCondContext condition, JsonNode source, Runnable each) {
        var names = intro.Identifier();
        return entries(
                source,
                (key, value) -> with(names.get(0).getText(), names.size() == 1 ? value : key, () -> {
                    Runnable guarded = () -> {
                        var holds = condition == null ? BooleanNode.TRUE : of(condition.expression());
                        if (Unknown.in(holds).isPresent()) {
                            conditions.add(Hcl.source(condition.expression()));
                        }
                        if (Unknown.in(holds).isPresent() || holds.asBoolean()) {
                            each.run();
                        }
                    };
                    if (names.size() == 1) {
                        guarded.run();
                    } else {
                        with(names.get(1).getText(), value, guarded);
                    }
                }));
    }

    /** Goes over a list or an object; tells whether it is one. */
    static boolean entries(JsonNode source, java.util.function.BiConsumer<JsonNode, JsonNode> each) {
        if (source.isArray()) {
            for (int i = 0; i < source.size(); i++) {
                each.accept(JSON.numberNode(i), source.get(i));
            }
            return true;
        }
        source.properties().forEach(entry -> each.accept(JSON.textNode(entry.getKey()), entry.getValue()));
        return source.isObject();
    }
}
