package io.jenkins.plugins.stagegate.dsl;

import io.jenkins.plugins.stagegate.wording.Nearest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A place in a definition, with the words that are possible there.
 *
 * @param <D> what the words there describe
 */
final class Place<D> {
    private final String title;
    private final Map<String, Word<D>> words = new LinkedHashMap<>();

    /** A place that messages call by that title, such as {@code stage}. */
    Place(String title) {
        this.title = title;
    }

    /** A word that can stand here once. */
    Place<D> once(String name, Form form, BiConsumer<D, Arguments> meaning) {
        words.put(name, new Word<>(form, false, meaning));
        return this;
    }

    /** A word that can stand here repeatedly. */
    Place<D> often(String name, Form form, BiConsumer<D, Arguments> meaning) {
        words.put(name, new Word<>(form, true, meaning));
        return this;
    }

    String title() {
        return title;
    }

    Set<String> words() {
        return words.keySet();
    }

    /** Tells the draft what the block says. */
    void read(Call.Block block, D draft, Problems problems) {
        var seen = new HashSet<String>();
        for (Call call : block.calls()) {
            Word<D> word = words.get(call.word());
            if (word == null) {
                refuseUnknown(call, problems);
            } else if (!seen.add(call.word()) && !word.repeatable) {
                problems.add("word-twice", call.at(), call.word(), title);
            } else {
                new FormCheck(word.form, call, problems).check();
                word.meaning.accept(draft, new Arguments(call, word.form, problems));
            }
        }
    }

    private void refuseUnknown(Call call, Problems problems) {
        String possible = String.join(", ", words.keySet());
        List<String> elsewhere = Vocabulary.placesOf(call.word());
        if (elsewhere.isEmpty()) {
            problems.add(
                    "word-unknown",
                    call.at(),
                    call.word(),
                    title,
                    possible,
                    Nearest.suggestion(call.word(), words.keySet()));
        } else {
            problems.add("word-elsewhere", call.at(), call.word(), title, possible, String.join(", ", elsewhere));
        }
    }

    private record Word<D>(Form form, boolean repeatable, BiConsumer<D, Arguments> meaning) {}
}
