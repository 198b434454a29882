package io.jenkins.plugins.stagegate.local.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.openrewrite.hcl.internal.grammar.HCLParser;

/** Values of operations. The grammar knows no precedence: its chains are flattened, and cut at what binds least. */
record HclOperators(HclValues values) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<Set<String>> OPERATORS = List.of(Set.of("||"), Set.of("&&"), Set.of("==", "!="));

    /** The value of one with an operator in front. */
    JsonNode of(HCLParser.UnaryOpContext operation) {
        var value = values.of(operation.exprTerm());
        if (operation.NOT() != null && value.isBoolean()) {
            return BooleanNode.valueOf(!value.booleanValue());
        }
        return value.isNumber() && operation.MINUS() != null
                ? JSON.numberNode(value.decimalValue().negate())
                : Unknown.node(Hcl.source(operation));
    }

    /** The value of a chain. */
    JsonNode of(HCLParser.BinaryOpContext operation) {
        var operands = new ArrayList<ParserRuleContext>();
        var operators = new ArrayList<String>();
        HCLParser.BinaryOpContext rest = operation;
        while (rest != null) {
            operators.add(rest.binaryOperator().getText());
            var first = rest.unaryOp() == null ? rest.exprTerm(0) : rest.unaryOp();
            operands.add(first);
            var tail = rest.operation();
            rest = tail == null ? null : tail.binaryOp();
            if (rest == null) {
                operands.add(tail == null ? operation(operation, first) : tail.unaryOp());
            }
        }
        return calculated(operands, operators, Hcl.source(operation));
    }

    /** The last operand of a chain stands as the last term of its innermost part. */
    private static ParserRuleContext operation(HCLParser.BinaryOpContext whole, ParserRuleContext first) {
        HCLParser.BinaryOpContext inner = whole;
        while (inner.operation() != null) {
            inner = inner.operation().binaryOp();
        }
        var terms = inner.exprTerm();
        var last = terms.get(terms.size() - 1);
        if (last == first) {
            throw new IllegalStateException("an operator without an operand");
        }
        return last;
    }

    private JsonNode calculated(List<ParserRuleContext> operands, List<String> operators, String source) {
        if (operators.isEmpty()) {
            return values.of(operands.get(0));
        }
        for (Set<String> least : OPERATORS) {
            for (int i = operators.size() - 1; i >= 0; i--) {
                if (least.contains(operators.get(i))) {
                    var left = calculated(operands.subList(0, i + 1), operators.subList(0, i), source);
                    var right = calculated(
                            operands.subList(i + 1, operands.size()),
                            operators.subList(i + 1, operators.size()),
                            source);
                    return combined(left, operators.get(i), right, source);
                }
            }
        }
        return Unknown.node(source);
    }

    private static JsonNode combined(JsonNode left, String operator, JsonNode right, String source) {
        boolean or = operator.equals("||");
        if (or || operator.equals("&&")) {
            if ((left.isBoolean() && left.booleanValue() == or) || (right.isBoolean() && right.booleanValue() == or)) {
                return BooleanNode.valueOf(or);
            }
            return left.isBoolean() && right.isBoolean() ? BooleanNode.valueOf(!or) : Unknown.node(source);
        }
        if (Unknown.in(left).isPresent() || Unknown.in(right).isPresent()) {
            return Unknown.node(source);
        }
        boolean simple = left.isValueNode() && right.isValueNode() && !left.isNull() && !right.isNull();
        boolean same = simple ? left.asText().equals(right.asText()) : left.equals(right);
        return BooleanNode.valueOf(same == operator.equals("=="));
    }
}
