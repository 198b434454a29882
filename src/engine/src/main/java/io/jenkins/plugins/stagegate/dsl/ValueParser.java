package io.jenkins.plugins.stagegate.dsl;

import io.jenkins.plugins.stagegate.dsl.Call.Named;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the values of calls and lists. */
final class ValueParser {
    private final SourceText source;
    private final Tokens tokens;

    ValueParser(SourceText source, Tokens tokens) {
        this.source = source;
        this.tokens = tokens;
    }

    /** Reads up to the closing sign, which is taken; without one up to the first token after a value that is no comma. */
    void arguments(String close, List<Value> positional, Map<String, Named> named) throws SyntaxException {
        skipNewLinesIn(close);
        if (!close.isEmpty() && tokens.takeIf(close)) {
            return;
        }
        do {
            tokens.skipNewLines();
            argument(positional, named);
            skipNewLinesIn(close);
        } while (tokens.takeIf(",") && !listEndsAfterComma(close));
        if (!close.isEmpty() && !tokens.takeIf(close)) {
            throw NotDeclared.unexpected(tokens.peek(), false);
        }
    }

    private boolean listEndsAfterComma(String close) {
        skipNewLinesIn(close);
        return close.equals("]") && tokens.peek().is("]");
    }

    private void skipNewLinesIn(String close) {
        if (!close.isEmpty()) {
            tokens.skipNewLines();
        }
    }

    private void argument(List<Value> positional, Map<String, Named> named) throws SyntaxException {
        if (!tokens.peek(1).is(":") || tokens.peek().is("[")) {
            positional.add(value());
            return;
        }
        Token name = tokens.take();
        if (name.kind() != Token.Kind.WORD && name.kind() != Token.Kind.TEXT) {
            throw new SyntaxException("name-expected", name, NotDeclared.show(name));
        }
        tokens.take();
        tokens.skipNewLines();
        if (named.put(name.text(), new Named(at(name), value())) != null) {
            throw new SyntaxException("setting-twice", name, name.text());
        }
    }

    private Value value() throws SyntaxException {
        Token token = tokens.take();
        return switch (token.kind()) {
            case TEXT -> new Value.Text(token.text(), at(token));
            case NUMBER -> new Value.Numeral(Numbers.of(token, false), at(token));
            case WORD -> word(token);
            default -> sign(token);
        };
    }

    private Value word(Token word) throws SyntaxException {
        if (word.text().equals("true") || word.text().equals("false")) {
            return new Value.Truth(word.text().equals("true"), at(word));
        }
        NotDeclared.refuseValue(word, tokens.peek());
        if (!tokens.peek().is("(")) {
            return new Value.Symbol(word.text(), at(word));
        }
        tokens.take();
        var positional = new ArrayList<Value>();
        var named = new LinkedHashMap<String, Named>();
        arguments(")", positional, named);
        return new Value.Nested(new Call(word.text(), at(word), positional, named, Optional.empty()));
    }

    private Value sign(Token sign) throws SyntaxException {
        if (sign.is("[")) {
            return list(sign);
        }
        if (sign.is("-") && tokens.peek().kind() == Token.Kind.NUMBER) {
            Token number = tokens.take();
            return new Value.Numeral(Numbers.of(number, true), source.at(sign.start(), number.end()));
        }
        throw NotDeclared.noValue(sign);
    }

    private Value list(Token open) throws SyntaxException {
        if (tokens.peek().is(":") && tokens.peek(1).is("]")) {
            tokens.take();
            tokens.take();
            return new Value.Entries(Map.of(), at(open));
        }
        var positional = new ArrayList<Value>();
        var named = new LinkedHashMap<String, Named>();
        arguments("]", positional, named);
        if (!positional.isEmpty() && !named.isEmpty()) {
            throw new SyntaxException("list-or-map", open);
        }
        if (named.isEmpty()) {
            return new Value.Items(List.copyOf(positional), at(open));
        }
        var entries = new LinkedHashMap<String, Value>();
        named.forEach((name, value) -> entries.put(name, value.value()));
        return new Value.Entries(entries, at(open));
    }

    private Position at(Token token) {
        return source.at(token.start(), token.end());
    }
}
