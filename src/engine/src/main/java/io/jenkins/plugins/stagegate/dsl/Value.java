package io.jenkins.plugins.stagegate.dsl;

import java.util.List;
import java.util.Map;

/** What can stand after a word: something written out, nothing computed. */
sealed interface Value {
    Position at();

    /** Something in quotes. */
    record Text(String text, Position at) implements Value {}

    /** An {@link Integer}, {@link Long} or {@link java.math.BigDecimal}. */
    record Numeral(Number number, Position at) implements Value {}

    /** {@code true} or {@code false}. */
    record Truth(boolean truth, Position at) implements Value {}

    /** A word without quotes, such as {@code QUEUED}. */
    record Symbol(String name, Position at) implements Value {}

    /** Values in brackets. */
    record Items(List<Value> values, Position at) implements Value {}

    /** Named values in brackets. */
    record Entries(Map<String, Value> values, Position at) implements Value {}

    /** A word with arguments in parentheses. */
    record Nested(Call call) implements Value {
        @Override
        public Position at() {
            return call.at();
        }
    }
}
