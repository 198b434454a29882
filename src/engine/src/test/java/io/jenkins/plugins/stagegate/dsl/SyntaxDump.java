package io.jenkins.plugins.stagegate.dsl;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.EmptyStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/**
 * One notation for what our parser and Groovy's understand. As in the reader, values without names come first, and named ones
 * are a map: that is how Groovy gives them to a method.
 */
final class SyntaxDump {
    private SyntaxDump() {}

    static String of(Call.Block block) {
        return block.calls().stream().map(SyntaxDump::call).collect(Collectors.joining("; "));
    }

    private static String call(Call call) {
        var arguments = new ArrayList<String>();
        if (!call.named().isEmpty()) {
            arguments.add(call.named().entrySet().stream()
                    .map(entry -> entry.getKey() + ":" + value(entry.getValue().value()))
                    .collect(Collectors.joining(",", "[", "]")));
        }
        call.values().forEach(value -> arguments.add(value(value)));
        call.block().ifPresent(block -> arguments.add("{" + of(block) + "}"));
        return call.word() + "(" + String.join(",", arguments) + ")";
    }

    private static String value(Value value) {
        if (value instanceof Value.Text text) {
            return quoted(text.text());
        } else if (value instanceof Value.Numeral numeral) {
            return constant(numeral.number());
        } else if (value instanceof Value.Truth truth) {
            return constant(truth.truth());
        } else if (value instanceof Value.Symbol symbol) {
            return symbol.name();
        } else if (value instanceof Value.Items items) {
            return items.values().stream().map(SyntaxDump::value).collect(Collectors.joining(",", "[", "]"));
        } else if (value instanceof Value.Entries entries) {
            return entries.values().isEmpty()
                    ? "[:]"
                    : entries.values().entrySet().stream()
                            .map(entry -> entry.getKey() + ":" + value(entry.getValue()))
                            .collect(Collectors.joining(",", "[", "]"));
        }
        return call(((Value.Nested) value).call());
    }

    static String of(Statement statement) {
        if (statement instanceof BlockStatement block) {
            return block.getStatements().stream().map(SyntaxDump::of).collect(Collectors.joining("; "));
        }
        if (statement instanceof EmptyStatement) {
            return "";
        }
        if (statement instanceof ExpressionStatement expression && statement.getStatementLabels() == null) {
            return expression(expression.getExpression());
        }
        return "other " + statement;
    }

    private static String expression(Expression expression) {
        if (expression instanceof ConstantExpression constant) {
            return constant(constant.getValue());
        } else if (expression instanceof VariableExpression variable) {
            return variable.getName();
        } else if (expression instanceof MapExpression map) {
            return map(map);
        } else if (expression instanceof ListExpression list) {
            return expressions(list.getExpressions(), "[", "]");
        } else if (expression instanceof ClosureExpression closure && closure.getParameters().length == 0) {
            return "{" + of(closure.getCode()) + "}";
        } else if (expression instanceof MethodCallExpression call && call.isImplicitThis()) {
            var arguments = (TupleExpression) call.getArguments();
            return call.getMethodAsString() + expressions(arguments.getExpressions(), "(", ")");
        }
        return "other " + expression;
    }

    private static String map(MapExpression map) {
        return map.getMapEntryExpressions().isEmpty()
                ? "[:]"
                : map.getMapEntryExpressions().stream()
                        .map(entry -> ((ConstantExpression) entry.getKeyExpression()).getValue() + ":"
                                + expression(entry.getValueExpression()))
                        .collect(Collectors.joining(",", "[", "]"));
    }

    private static String expressions(List<Expression> expressions, String open, String close) {
        return expressions.stream().map(SyntaxDump::expression).collect(Collectors.joining(",", open, close));
    }

    private static String constant(Object value) {
        return value instanceof String text ? quoted(text) : value.getClass().getSimpleName() + " " + value;
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }
}
