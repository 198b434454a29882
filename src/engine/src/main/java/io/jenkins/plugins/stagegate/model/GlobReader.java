package io.jenkins.plugins.stagegate.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Reads the text of a {@link Glob}. */
final class GlobReader {
    private static final int END = -1;

    private final int[] text;
    private final List<GlobPart> parts = new ArrayList<>();
    private int next;

    GlobReader(String text) {
        this.text = text.codePoints().toArray();
    }

    List<GlobPart> read() {
        while (peek() != END) {
            if (peek() == '{') {
                next++;
                group();
            } else {
                part();
            }
        }
        return List.copyOf(parts);
    }

    private int peek() {
        return next < text.length ? text[next] : END;
    }

    private void part() {
        int letter = text[next++];
        switch (letter) {
            case '*' -> {
                boolean across = peek() == '*';
                next += across ? 1 : 0;
                parts.add(new GlobPart.Many(any -> across || any != '/'));
            }
            case '?' -> parts.add(new GlobPart.One(any -> any != '/'));
            case '[' -> parts.add(new GlobPart.One(set()));
            case '\\' -> parts.add(exactly(escaped()));
            default -> parts.add(exactly(letter));
        }
    }

    private static GlobPart exactly(int letter) {
        return new GlobPart.One(any -> any == letter);
    }

    private int escaped() {
        if (peek() == END) {
            throw new InvalidGlobException("ends with a `\\` that stands before nothing");
        }
        return text[next++];
    }

    /** Behind the bracket: a fork to the alternatives, each of which ends with a jump behind the group. */
    private void group() {
        int fork = parts.size();
        parts.add(new GlobPart.Jump(fork));
        var starts = new ArrayList<>(List.of(parts.size()));
        var ends = new ArrayList<Integer>();
        while (peek() != '}') {
            if (peek() == END) {
                throw new InvalidGlobException("has a `{` that is never closed");
            }
            if (peek() == '{') {
                throw new InvalidGlobException("has a group in a group");
            }
            if (peek() == ',') {
                next++;
                ends.add(parts.size());
                parts.add(new GlobPart.Jump(fork));
                starts.add(parts.size());
            } else {
                part();
            }
        }
        next++;
        parts.set(fork, new GlobPart.Fork(List.copyOf(starts)));
        ends.forEach(end -> parts.set(end, new GlobPart.Jump(parts.size())));
    }

    private IntPredicate set() {
        boolean not = peek() == '!';
        next += not ? 1 : 0;
        IntPredicate among = any -> false;
        int first = next;
        while (peek() != ']') {
            among = among.or(range(next == first));
        }
        if (next == first) {
            throw new InvalidGlobException("has an empty `[]`");
        }
        next++;
        IntPredicate listed = among;
        return any -> any != '/' && listed.test(any) != not;
    }

    private IntPredicate range(boolean atStart) {
        int low = inSet();
        if (low == '-') {
            if (atStart || peek() == ']') {
                return any -> any == '-';
            }
            throw new InvalidGlobException("has a range in `[]` that begins nowhere");
        }
        if (peek() != '-' || next + 1 >= text.length || text[next + 1] == ']') {
            return any -> any == low;
        }
        next++;
        int high = inSet();
        if (high < low) {
            throw new InvalidGlobException("has a range in `[]` whose end comes before its beginning");
        }
        return any -> low <= any && any <= high;
    }

    private int inSet() {
        if (peek() == END) {
            throw new InvalidGlobException("has a `[` that is never closed");
        }
        if (peek() == '/') {
            throw new InvalidGlobException("has a `/` in `[]`, which never matches one");
        }
        return text[next++];
    }
}
