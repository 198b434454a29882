package io.jenkins.plugins.stagegate.dsl;

/**
 * One piece of a source text.
 *
 * @param text what a text stands for, escapes resolved; otherwise the characters themselves
 * @param start offset of its first character
 * @param end offset after its last character
 */
record Token(Kind kind, String text, int start, int end) {
    enum Kind {
        WORD,
        TEXT,
        NUMBER,
        /** One of the brackets, comma, colon, or anything that is no part of a declaration. */
        SIGN,
        /** An end of line, or a semicolon. */
        LINE_END,
        END
    }

    boolean is(String sign) {
        return (kind == Kind.SIGN || kind == Kind.LINE_END) && text.equals(sign);
    }

    boolean opens() {
        return is("(") || is("[") || is("{");
    }

    boolean closes() {
        return is(")") || is("]") || is("}");
    }

    boolean endsStatement() {
        return kind == Kind.LINE_END || kind == Kind.END || is("}");
    }
}
