package io.jenkins.plugins.stagegate.dsl;

import java.util.ArrayList;
import java.util.List;

/** Cuts a source text into tokens, by Groovy's rules as far as a declaration needs them. */
final class Lexer {
    private final SourceText source;
    private final Problems problems;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    Lexer(SourceText source, Problems problems) {
        this.source = source;
        this.problems = problems;
        this.text = source.text;
    }

    /** All tokens; the last one is {@link Token.Kind#END}. */
    List<Token> tokens() {
        if (text.startsWith("\uFEFF")) {
            at++;
        }
        if (text.startsWith("#!", at)) {
            skipLine();
        }
        while (at < text.length()) {
            next();
        }
        tokens.add(new Token(Token.Kind.END, "", at, at));
        return tokens;
    }

    private void next() {
        char c = text.charAt(at);
        if (c == '\n' || c == '\r' || c == ';') {
            add(Token.Kind.LINE_END, 1);
        } else if (c == ' ' || c == '\t' || c == '\f') {
            at++;
        } else if (text.startsWith("//", at)) {
            skipLine();
        } else if (text.startsWith("/*", at)) {
            skipComment();
        } else if (c == '\'' || c == '"') {
            var literal = new TextLiteral(source, problems, at);
            tokens.add(literal.token());
            at = literal.end();
        } else if (c >= '0' && c <= '9') {
            add(Token.Kind.NUMBER, run(at, true));
        } else if (Character.isJavaIdentifierStart(c)) {
            add(Token.Kind.WORD, run(at, false));
        } else if (c == '/') {
            skipSlashyText();
        } else {
            add(Token.Kind.SIGN, text.startsWith("->", at) ? 2 : 1);
        }
    }

    private void add(Token.Kind kind, int length) {
        tokens.add(new Token(kind, text.substring(at, at + length), at, at + length));
        at += length;
    }

    private int run(int from, boolean number) {
        int end = from + 1;
        while (end < text.length() && (inWord(text.charAt(end)) || (number && decimalPoint(end)))) {
            end++;
        }
        return end - from;
    }

    private static boolean inWord(char c) {
        return Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
    }

    private boolean decimalPoint(int index) {
        return text.charAt(index) == '.' && index + 1 < text.length() && Character.isDigit(text.charAt(index + 1));
    }

    private void skipLine() {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
    }

    private void skipComment() {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
            problems.add("comment-open", source.at(at, at + 2));
        }
        at = end < 0 ? text.length() : end + 2;
    }

    /** Regular expressions between slashes end where they end in Groovy, so that what follows is read as it is meant. */
    private void skipSlashyText() {
        int lineEnd = at;
        int close = -1;
        while (++lineEnd < text.length() && text.charAt(lineEnd) != '\n') {
            if (text.charAt(lineEnd) == '/' && close < 0) {
                close = lineEnd;
            }
        }
        add(Token.Kind.SIGN, close < 0 ? 1 : close + 1 - at);
    }
}
