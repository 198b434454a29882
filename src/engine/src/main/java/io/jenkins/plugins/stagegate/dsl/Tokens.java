package io.jenkins.plugins.stagegate.dsl;

import java.util.List;

/** A place in the list of tokens that moves on. */
final class Tokens {
    private final List<Token> tokens;
    private int index;

    Tokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    int index() {
        return index;
    }

    Token peek() {
        return tokens.get(index);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(index + ahead, tokens.size() - 1));
    }

    Token take() {
        Token token = peek();
        index = Math.min(index + 1, tokens.size() - 1);
        return token;
    }

    boolean takeIf(String sign) {
        boolean there = peek().is(sign);
        if (there) {
            take();
        }
        return there;
    }

    void skipLineEnds() {
        while (peek().kind() == Token.Kind.LINE_END) {
            take();
        }
    }

    /** Like {@link #skipLineEnds}, but a semicolon stays: inside parentheses it ends nothing. */
    void skipNewLines() {
        while (peek().kind() == Token.Kind.LINE_END && !peek().is(";")) {
            take();
        }
    }

    /** Skips new lines if the sign comes after them. */
    void skipNewLinesBefore(String sign) {
        int lines = 0;
        while (peek(lines).kind() == Token.Kind.LINE_END && !peek(lines).is(";")) {
            lines++;
        }
        if (peek(lines).is(sign)) {
            index += lines;
        }
    }

    /** Goes back or forth to the end of the statement which began at that index, over whatever braces it has. */
    void skipStatement(int first) {
        index = first;
        int depth = 0;
        while (peek().kind() != Token.Kind.END && (depth > 0 || !peek().endsStatement())) {
            depth += peek().opens() ? 1 : peek().closes() ? -1 : 0;
            take();
        }
    }
}
