package io.jenkins.plugins.stagegate.dsl;

/** A text in single or double quotes, one or three of them. */
final class TextLiteral {
    /** Groovy replaces unicode escapes before it looks for quotes; so no quote, and nothing in ASCII, may be written so. */
    private static final int FIRST_BEYOND_ASCII = 0x80;

    private final SourceText source;
    private final Problems problems;
    private final String text;
    private final int start;
    private final String quotes;
    private final StringBuilder value = new StringBuilder();
    private int at;
    private boolean interpolated;

    TextLiteral(SourceText source, Problems problems, int start) {
        this.source = source;
        this.problems = problems;
        this.text = source.text;
        this.start = start;
        String quote = text.substring(start, start + 1);
        this.quotes = text.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote;
        this.at = start + quotes.length();
        read();
    }

    Token token() {
        return new Token(Token.Kind.TEXT, value.toString(), start, at);
    }

    int end() {
        return at;
    }

    private void read() {
        while (at < text.length() && !text.startsWith(quotes, at)) {
            char c = text.charAt(at);
            if ((c == '\n' || c == '\r') && quotes.length() == 1) {
                break;
            } else if (c == '\\') {
                escape();
            } else if (c == '$' && quotes.charAt(0) == '"') {
                interpolation();
            } else if (c == '\r') {
                // As in Groovy, a line of a text ends the same way on every system.
                value.append('\n');
                at += text.startsWith("\r\n", at) ? 2 : 1;
            } else {
                value.append(c);
                at++;
            }
        }
        if (text.startsWith(quotes, at)) {
            at += quotes.length();
        } else {
            problems.add("text-open", source.at(start, start + quotes.length()), quotes);
        }
    }

    private void interpolation() {
        int end = at + 1;
        if (text.startsWith("${", at)) {
            int depth = 0;
            do {
                depth += text.charAt(end) == '{' ? 1 : text.charAt(end) == '}' ? -1 : 0;
                end++;
            } while (depth > 0 && end < text.length() && text.charAt(end) != '\n');
        } else {
            while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
                end++;
            }
        }
        if (!interpolated) {
            problems.add("interpolation", source.at(at, end), text.substring(at, end));
        }
        interpolated = true;
        at = end;
    }

    private static int codeOf(String unicodeEscape) {
        return Integer.parseInt(unicodeEscape.substring(2), 16);
    }

    private void escape() {
        String rest = text.substring(at, Math.min(text.length(), at + 6));
        char escaped = rest.length() > 1 ? rest.charAt(1) : 0;
        int plain = "bfnrt\\'\"$".indexOf(escaped);
        if (plain >= 0) {
            value.append("\b\f\n\r\t\\'\"$".charAt(plain));
            at += 2;
        } else if (escaped == '\n') {
            at += 2;
        } else if (escaped == '\r') {
            at += rest.startsWith("\\\r\n") ? 3 : 2;
        } else if (rest.matches("\\\\u[0-9a-fA-F]{4}") && codeOf(rest) >= FIRST_BEYOND_ASCII) {
            value.append((char) codeOf(rest));
            at += 6;
        } else {
            problems.add("escape", source.at(at, at + 2), "\\" + (escaped < ' ' ? "" : escaped));
            at += 2;
        }
    }
}
