package io.jenkins.plugins.stagegate.rehearsal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The words of one line as they are read, from left to right. It knows what would have been possible where reading stopped. */
final class Words {
    private static final Pattern NUMBER = Pattern.compile("#(\\d{1,9})");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\d_][\\p{L}\\d_.@/-]*");
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z0-9@_-]+)=(.*)", Pattern.DOTALL);

    private final List<Word> words;
    private final int end;
    private final Set<String> possible = new LinkedHashSet<>();
    private final Set<String> kinds = new LinkedHashSet<>();
    private int next;

    Words(String line) {
        this.words = Word.of(line);
        this.end = line.stripTrailing().length() + 1;
    }

    /** Takes these words if they come next. */
    boolean take(String phrase) {
        var parts = phrase.split(" ");
        for (int i = 0; i < parts.length; i++) {
            if (!is(i, parts[i]::equals)) {
                possible.add(phrase);
                return false;
            }
        }
        advance(parts.length);
        return true;
    }

    void require(String phrase) {
        if (!take(phrase)) {
            throw wrong();
        }
    }

    /** Whether the word at that distance is so; quoted ones never are. */
    boolean is(int ahead, Predicate<String> wanted) {
        return peek(ahead)
                .filter(word -> !word.quoted() && wanted.test(word.text()))
                .isPresent();
    }

    Optional<Word> peek(int ahead) {
        return next + ahead < words.size() ? Optional.of(words.get(next + ahead)) : Optional.empty();
    }

    boolean done() {
        return next == words.size();
    }

    /** Refuses what is left over. */
    void end() {
        if (!done()) {
            kinds.add("the end of the line");
            throw wrong();
        }
    }

    /** A word that is so, if it comes next. */
    Optional<Word> some(String kind, Predicate<String> wanted) {
        if (!is(0, wanted)) {
            kinds.add(kind);
            return Optional.empty();
        }
        var word = words.get(next);
        advance(1);
        return Optional.of(word);
    }

    Word one(String kind, Predicate<String> wanted) {
        return some(kind, wanted).orElseThrow(this::wrong);
    }

    /** A name of a person, a stage, an action: what stands there and looks like one. */
    Word name(String kind) {
        return one(kind, text -> NAME.matcher(text).matches());
    }

    Optional<Long> someNumber() {
        return some("an execution's number such as #3", text -> NUMBER.matcher(text)
                        .matches())
                .map(word -> Long.valueOf(word.text().substring(1)));
    }

    long number() {
        return someNumber().orElseThrow(this::wrong);
    }

    Optional<String> quoted() {
        var found = peek(0).filter(Word::quoted).map(Word::text);
        if (found.isPresent()) {
            advance(1);
        } else {
            kinds.add("a \"text in quotes\"");
        }
        return found;
    }

    /** All of {@code NAME=value} that come next. */
    Map<String, String> assignments() {
        var values = new LinkedHashMap<String, String>();
        for (var word = assignment(); word.isPresent(); word = assignment()) {
            var parts = ASSIGNMENT.matcher(word.get().text());
            if (parts.matches()) {
                values.put(parts.group(1), parts.group(2));
            }
        }
        return values;
    }

    private Optional<Word> assignment() {
        return some("NAME=value", text -> ASSIGNMENT.matcher(text).matches());
    }

    /** A complaint about the word that comes next. */
    BadLineException wrong() {
        return peek(0).map(word -> wrong(word, "'" + word.text() + "' cannot stand here."))
                .orElseGet(() -> new BadLineException(end, 1, "", "The line ends too early.", possible, kinds));
    }

    /** A complaint about a word, with what could come next. */
    BadLineException wrong(Word word, String message) {
        return new BadLineException(word.column(), word.length(), word.text(), message, possible, kinds);
    }

    static BadLineException wrong(Word word, String message, Collection<String> words, Collection<String> kinds) {
        return new BadLineException(word.column(), word.length(), word.text(), message, words, kinds);
    }

    /** What was asked for in vain where reading stands. */
    List<String> possible() {
        return new ArrayList<>(possible);
    }

    private void advance(int count) {
        next += count;
        possible.clear();
        kinds.clear();
    }
}
