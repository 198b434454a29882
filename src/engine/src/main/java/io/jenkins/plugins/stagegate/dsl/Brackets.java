package io.jenkins.plugins.stagegate.dsl;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Checks that brackets match and that not too many are in each other. If one is never closed, the indentation tells which: the
 * first that is closed by a bracket further left.
 */
final class Brackets {
    /** Far more than anybody can read, far less than what overflows a stack. */
    static final int DEEPEST = 100;

    private final SourceText source;
    private final Problems problems;
    private final Deque<Token> open = new ArrayDeque<>();
    private Token suspect;

    Brackets(SourceText source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /** Says whether all is well; if not, the first offence is among the problems. */
    boolean match(List<Token> tokens) {
        for (Token token : tokens) {
            if (token.opens()) {
                open.push(token);
            }
            if (open.size() > DEEPEST) {
                return refuse("too-deep", token, DEEPEST);
            }
            if (token.closes() && !closesLast(token)) {
                return false;
            }
        }
        if (open.isEmpty()) {
            return true;
        }
        Token unclosed = suspect == null ? open.peek() : suspect;
        return refuse("bracket-open", unclosed, unclosed.text());
    }

    private boolean closesLast(Token token) {
        if (open.isEmpty()) {
            return refuse("bracket-unopened", token, token.text());
        }
        Token opener = open.pop();
        if ("([{".indexOf(opener.text()) == ")]}".indexOf(token.text())) {
            if (suspect == null && source.indentation(opener.start()) > source.indentation(token.start())) {
                suspect = opener;
            }
            return true;
        }
        int line = source.at(opener.start(), opener.end()).line();
        return refuse("bracket-mismatch", token, token.text(), opener.text(), line);
    }

    private boolean refuse(String rule, Token token, Object... arguments) {
        problems.add(rule, source.at(token.start(), token.end()), arguments);
        return false;
    }
}
