package io.jenkins.plugins.stagegate.dsl;

import io.jenkins.plugins.stagegate.model.Agent;
import io.jenkins.plugins.stagegate.model.Shell;
import io.jenkins.plugins.stagegate.wording.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A kind of value that a word takes.
 *
 * @param expected how it is called in messages
 * @param reading gives nothing for a value of another kind
 * @param hint how to mend a value of another kind; may be empty
 */
record Kind<T>(String expected, Function<Value, Optional<T>> reading, Function<Value, String> hint) {
    private static final Pattern DURATION_TEXT = Pattern.compile("([1-9][0-9]{0,6})([smhd])");

    /** What {@code agent} takes without quotes. In quotes it would be a label that no agent has. */
    private static final Set<String> AGENT_SYMBOLS = Set.of("any", "none");

    static final Kind<String> TEXT = new Kind<>("a text in quotes", Kind::text, Kind::quote);

    static final Kind<String> NAME = new Kind<>("a name in quotes", Kind::text, Kind::quote);

    /** One text or a list of them, each with its position. */
    static final Kind<List<Located<String>>> TEXTS =
            new Kind<>("a text in quotes, or a list of such texts in brackets", Kind::texts, Kind::quote);

    /** What a configuration can hold; the model keeps it as text. */
    static final Kind<String> SCALAR =
            new Kind<>("a text in quotes, a number, `true` or `false`", Kind::scalar, Kind::quote);

    static final Kind<Integer> WHOLE = new Kind<>("a whole number", Kind::whole, value -> "");

    static final Kind<Boolean> TRUTH = new Kind<>(
            "`true` or `false`",
            value -> value instanceof Value.Truth truth ? Optional.of(truth.truth()) : Optional.empty(),
            value -> "");

    static final Kind<Duration> DURATION = new Kind<>(
            "a time in quotes, such as '90s', '30m', '2h' or '7d'",
            value -> text(value).flatMap(Kind::duration),
            value -> "");

    static final Kind<Agent> AGENT = new Kind<>(
            "the label of an agent in quotes, `any`, or `none` for an action that needs no executor",
            Kind::agent,
            Kind::agentHint);

    static final Kind<Shell> SHELL = new Kind<>(
            "one of " + String.join(", ", Shell.words()) + ", in quotes",
            value -> text(value).flatMap(Shell::of),
            value -> text(value)
                    .map(text -> Nearest.suggestion(text, Shell.words()))
                    .orElseGet(() -> quote(value)));

    Optional<T> of(Value value) {
        return reading.apply(value);
    }

    /** One of the names of an enum's constants, in quotes or not. */
    static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
        List<String> names = Stream.of(type.getEnumConstants()).map(Enum::name).toList();
        return new Kind<>(
                names.size() == 1 ? "`" + names.get(0) + "`" : "one of " + String.join(", ", names),
                value -> name(value).filter(names::contains).map(name -> Enum.valueOf(type, name)),
                value ->
                        name(value).map(name -> Nearest.suggestion(name, names)).orElse(""));
    }

    private static Optional<String> text(Value value) {
        return value instanceof Value.Text text ? Optional.of(text.text()) : Optional.empty();
    }

    private static Optional<String> name(Value value) {
        return value instanceof Value.Symbol symbol ? Optional.of(symbol.name()) : text(value);
    }

    private static Optional<String> scalar(Value value) {
        if (value instanceof Value.Numeral numeral) {
            return Optional.of(String.valueOf(numeral.number()));
        }
        return value instanceof Value.Truth truth ? Optional.of(String.valueOf(truth.truth())) : text(value);
    }

    private static Optional<List<Located<String>>> texts(Value value) {
        List<Value> values = value instanceof Value.Items items ? items.values() : List.of(value);
        var texts = new ArrayList<Located<String>>();
        for (Value each : values) {
            text(each).ifPresent(text -> texts.add(new Located<>(text, each.at())));
        }
        return texts.size() == values.size() ? Optional.of(texts) : Optional.empty();
    }

    private static Optional<Integer> whole(Value value) {
        return value instanceof Value.Numeral numeral && numeral.number() instanceof Integer whole
                ? Optional.of(whole)
                : Optional.empty();
    }

    private static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION_TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                });
    }

    private static Optional<Agent> agent(Value value) {
        if (value instanceof Value.Symbol symbol) {
            return switch (symbol.name()) {
                case "any" -> Optional.of(Agent.ANY);
                case "none" -> Optional.of(Agent.NONE);
                default -> Optional.empty();
            };
        }
        return text(value).filter(label -> !AGENT_SYMBOLS.contains(label)).map(Agent::labelled);
    }

    private static String agentHint(Value value) {
        return text(value)
                .filter(AGENT_SYMBOLS::contains)
                .map(symbol -> "Write it without quotes: " + symbol + ".")
                .orElseGet(() -> quote(value));
    }

    private static String quote(Value value) {
        return value instanceof Value.Symbol symbol ? "Put it in quotes: '" + symbol.name() + "'." : "";
    }
}
