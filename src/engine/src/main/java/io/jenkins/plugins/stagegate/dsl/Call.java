package io.jenkins.plugins.stagegate.dsl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A word with what follows it: {@code output 'Jar', files: '*.jar'} or {@code stage('Build') { ... }}.
 *
 * @param at where the word stands
 * @param values those without a name
 * @param named those with a name, in the author's order
 * @param block what stands in braces
 */
record Call(String word, Position at, List<Value> values, Map<String, Named> named, Optional<Block> block) {
    Call {
        values = List.copyOf(values);
        named = new LinkedHashMap<>(named);
    }

    /** A named value and where its name stands. */
    record Named(Position at, Value value) {}

    /** The calls between two braces. */
    record Block(List<Call> calls) {
        Block {
            calls = List.copyOf(calls);
        }
    }
}
