package io.jenkins.plugins.stagegate.dsl;

import io.jenkins.plugins.stagegate.dsl.Call.Block;
import io.jenkins.plugins.stagegate.dsl.Call.Named;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Reads the part of Groovy's syntax that declares: words with values, named values and blocks. Everything it accepts is Groovy
 * and means the same there; everything else is a problem, one per statement.
 *
 * <p>It takes a time that grows with the length of the text alone. Groovy's own parser does not: it tries alternatives inside
 * alternatives, so that twenty blocks in each other can take it minutes.
 *
 * <p>It calls itself for each bracket; {@link Brackets} bounds how many there are in each other.
 */
final class Parser {
    private final SourceText source;
    private final Problems problems;
    private final Tokens tokens;
    private final ValueParser values;

    Parser(SourceText source, Problems problems, Tokens tokens) {
        this.source = source;
        this.problems = problems;
        this.tokens = tokens;
        this.values = new ValueParser(source, tokens);
    }

    /** The statements up to a closing brace or the end. */
    Block block() {
        var calls = new ArrayList<Call>();
        for (tokens.skipLineEnds(); !atEnd(); tokens.skipLineEnds()) {
            statement().ifPresent(calls::add);
        }
        return new Block(calls);
    }

    private boolean atEnd() {
        return tokens.peek().kind() == Token.Kind.END || tokens.peek().is("}");
    }

    private Optional<Call> statement() {
        int first = tokens.index();
        try {
            Call call = call();
            if (!tokens.peek().endsStatement()) {
                throw NotDeclared.unexpected(tokens.peek(), call.block().isPresent());
            }
            return Optional.of(call);
        } catch (SyntaxException e) {
            tokens.skipStatement(first);
            problems.add(e.rule, source.at(e.token.start(), e.token.end()), e.arguments);
            return Optional.empty();
        }
    }

    private Call call() throws SyntaxException {
        Token word = tokens.take();
        tokens.skipNewLinesBefore("{");
        NotDeclared.refuseStatement(word, tokens.peek(), tokens.peek(1));
        Position at = source.at(word.start(), word.end());
        var positional = new ArrayList<Value>();
        var named = new LinkedHashMap<String, Named>();
        Optional<Block> block = Optional.empty();
        if (tokens.takeIf("(")) {
            values.arguments(")", positional, named);
            tokens.skipNewLinesBefore("{");
            block = braces();
        } else if (tokens.peek().is("[")) {
            throw new SyntaxException("list-without-parentheses", tokens.peek(), word.text());
        } else if (tokens.peek().is("{")) {
            block = braces();
        } else {
            values.arguments("", positional, named);
        }
        return new Call(word.text(), at, positional, named, block);
    }

    private Optional<Block> braces() throws SyntaxException {
        if (!tokens.takeIf("{")) {
            return Optional.empty();
        }
        refuseParameters();
        Block block = block();
        tokens.take();
        return Optional.of(block);
    }

    private void refuseParameters() throws SyntaxException {
        for (int i = 0; !tokens.peek(i).endsStatement() && !tokens.peek(i).opens(); i++) {
            if (tokens.peek(i).is("->")) {
                throw new SyntaxException("block-parameter", tokens.peek(i));
            }
        }
    }
}
