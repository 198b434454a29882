package io.jenkins.plugins.stagegate.decision;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Immutable maps that keep their order, and changed copies of them. */
final class Copies {
    private Copies() {}

    static <K, V> Map<K, V> ordered(Map<K, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
        var copy = new LinkedHashMap<>(map);
        copy.put(key, value);
        return Collections.unmodifiableMap(copy);
    }

    static <K, V> Map<K, V> changed(Map<K, V> map, UnaryOperator<Map<K, V>> change) {
        return Collections.unmodifiableMap(change.apply(new LinkedHashMap<>(map)));
    }
}
