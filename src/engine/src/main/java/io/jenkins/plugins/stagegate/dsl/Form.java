package io.jenkins.plugins.stagegate.dsl;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What may follow a word.
 *
 * @param value the kind of its values without a name, if it takes any
 * @param most how many of them it takes; it needs one, unless there is none
 * @param settings the kinds of its named values
 * @param required the named values that it needs
 * @param others the kind of named values with any other name, if it takes such
 * @param block whether it has a block
 */
record Form(
        Optional<Kind<?>> value,
        int most,
        Map<String, Kind<?>> settings,
        Set<String> required,
        Optional<Kind<?>> others,
        boolean block) {

    /** The word alone. */
    static final Form BARE = new Form(Optional.empty(), 0, Map.of(), Set.of(), Optional.empty(), false);

    /** The word and a block. */
    static final Form BLOCK = BARE.withBlock();

    static Form one(Kind<?> kind) {
        return new Form(Optional.of(kind), 1, Map.of(), Set.of(), Optional.empty(), false);
    }

    static Form some(Kind<?> kind) {
        return new Form(Optional.of(kind), Integer.MAX_VALUE, Map.of(), Set.of(), Optional.empty(), false);
    }

    Form may(String name, Kind<?> kind) {
        var more = new LinkedHashMap<>(settings);
        more.put(name, kind);
        return new Form(value, most, more, required, others, block);
    }

    Form must(String name, Kind<?> kind) {
        Form form = may(name, kind);
        var more = new LinkedHashSet<>(required);
        more.add(name);
        return new Form(value, most, form.settings, more, others, block);
    }

    Form any(Kind<?> kind) {
        return new Form(value, most, settings, required, Optional.of(kind), block);
    }

    Form withBlock() {
        return new Form(value, most, settings, required, others, true);
    }
}
