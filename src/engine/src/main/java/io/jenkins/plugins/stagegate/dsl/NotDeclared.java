package io.jenkins.plugins.stagegate.dsl;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Knows what of Groovy is no declaration, and under which rule each such thing is refused. */
final class NotDeclared {
    private static final Map<String, String> KEYWORDS = new HashMap<>();

    static {
        List.of("if", "else", "switch", "case", "default").forEach(word -> KEYWORDS.put(word, "decision"));
        List.of("for", "while", "do", "break", "continue").forEach(word -> KEYWORDS.put(word, "loop"));
        List.of("try", "catch", "finally", "throw", "assert").forEach(word -> KEYWORDS.put(word, "exception"));
        List.of("class", "interface", "enum", "trait", "import", "package", "return", "new")
                .forEach(word -> KEYWORDS.put(word, "program"));
        List.of("in", "as", "instanceof", "this", "super", "null", "synchronized", "goto", "threadsafe", "extends")
                .forEach(word -> KEYWORDS.put(word, "program"));
        List.of(
                        "implements",
                        "throws",
                        "true",
                        "false",
                        "abstract",
                        "const",
                        "native",
                        "public",
                        "private",
                        "protected")
                .forEach(word -> KEYWORDS.put(word, "program"));
        List.of("def", "final", "static", "transient", "volatile", "strictfp")
                .forEach(word -> KEYWORDS.put(word, "assignment"));
        List.of("void", "boolean", "byte", "char", "short", "int", "long", "float", "double")
                .forEach(word -> KEYWORDS.put(word, "assignment"));
    }

    private NotDeclared() {}

    /** Throws unless a word with arguments or a block begins with these tokens. */
    static void refuseStatement(Token word, Token next, Token afterNext) throws SyntaxException {
        if (word.kind() != Token.Kind.WORD && !(word.kind() == Token.Kind.TEXT && next.is(":"))) {
            throw noWord(word);
        }
        if (next.is(":")) {
            throw new SyntaxException("label", word, word.text());
        }
        if (KEYWORDS.containsKey(word.text())) {
            throw new SyntaxException(KEYWORDS.get(word.text()), word, word.text());
        }
        if (next.is("=") && !afterNext.is("=")) {
            throw new SyntaxException("assignment", next, "=");
        }
        if (calculates(next)) {
            throw calculation(next);
        }
        if (next.endsStatement()) {
            throw new SyntaxException("bare-word", word, word.text());
        }
    }

    /** Throws if the word can be no value. */
    static void refuseValue(Token word, Token next) throws SyntaxException {
        if (word.text().equals("null")) {
            throw new SyntaxException("null-value", word);
        }
        if (KEYWORDS.containsKey(word.text())) {
            throw new SyntaxException(KEYWORDS.get(word.text()), word, word.text());
        }
        if (next.is(".")) {
            throw new SyntaxException("member", new Token(Token.Kind.SIGN, ".", word.start(), next.end()), word.text());
        }
    }

    /** What to say when no value begins with the token. */
    static SyntaxException noValue(Token token) {
        if (token.is("{")) {
            return new SyntaxException("block-as-value", token);
        }
        return calculates(token) ? calculation(token) : new SyntaxException("value-missing", token, show(token));
    }

    /** What to say when a statement should have ended, or a comma stood, before the token. */
    static SyntaxException unexpected(Token token, boolean afterBlock) {
        if (calculates(token)) {
            return calculation(token);
        }
        if (token.is("{")) {
            return new SyntaxException("block-without-parentheses", token);
        }
        return new SyntaxException(afterBlock ? "line-end-missing" : "comma-missing", token, show(token));
    }

    /** The token as a user knows it. */
    static String show(Token token) {
        return switch (token.kind()) {
            case END -> "the end of the text";
            case LINE_END -> token.is(";") ? "`;`" : "the end of the line";
            case TEXT -> "`'" + shortened(token.text()) + "'`";
            default -> "`" + token.text() + "`";
        };
    }

    private static String shortened(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        return line.length() > 30 ? line.substring(0, 30) + "..." : line;
    }

    private static SyntaxException noWord(Token token) {
        if (token.is("{")) {
            return new SyntaxException("brace-alone", token);
        }
        return calculates(token) ? calculation(token) : new SyntaxException("word-expected", token, show(token));
    }

    private static boolean calculates(Token token) {
        return token.kind() == Token.Kind.SIGN && !token.opens() && !token.closes() && !token.is(",") && !token.is(":");
    }

    private static SyntaxException calculation(Token token) {
        String rule =
                switch (token.text()) {
                    case "?" -> "decision";
                    case "=" -> "assignment";
                    case "@" -> "annotation";
                    case "." -> "member";
                    case "->" -> "block-parameter";
                    default -> token.text().length() > 1 ? "slashy-text" : "operator";
                };
        return new SyntaxException(rule, token, token.text());
    }
}
