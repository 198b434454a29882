package io.jenkins.plugins.stagegate.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A state machine as data: which status an event leads to from which.
 *
 * @param <S> the statuses
 */
public final class StatusTable<S extends Enum<S>> {
    /**
     * One transition.
     *
     * @param from empty for the beginning
     */
    public record Row<S>(Optional<S> from, Class<? extends Event> event, S to) {}

    private final String name;
    private final List<Row<S>> rows;

    private StatusTable(String name, List<Row<S>> rows) {
        this.name = name;
        this.rows = List.copyOf(rows);
    }

    static <S extends Enum<S>> Builder<S> named(String name) {
        return new Builder<>(name);
    }

    /** What the machine is about. */
    public String name() {
        return name;
    }

    /** All transitions, in the order of their declaration. */
    public List<Row<S>> rows() {
        return rows;
    }

    /**
     * The status after an event.
     *
     * @throws IllegalStateException if the table does not know the event in that status: a defect in the decisions
     */
    S next(S from, Event event) {
        return find(Optional.of(from), event);
    }

    /** The first status. */
    S first(Event event) {
        return find(Optional.empty(), event);
    }

    private S find(Optional<S> from, Event event) {
        return rows.stream()
                .filter(row -> row.from().equals(from) && row.event().isInstance(event))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + ": "
                        + event.getClass().getSimpleName() + " is not possible in "
                        + from.map(Enum::name).orElse("the beginning")))
                .to();
    }

    static final class Builder<S extends Enum<S>> {
        private final String name;
        private final List<Row<S>> rows = new ArrayList<>();

        private Builder(String name) {
            this.name = name;
        }

        Builder<S> begin(Class<? extends Event> event, S to) {
            rows.add(new Row<>(Optional.empty(), event, to));
            return this;
        }

        Builder<S> row(S from, Class<? extends Event> event, S to) {
            rows.add(new Row<>(Optional.of(from), event, to));
            return this;
        }

        StatusTable<S> build() {
            return new StatusTable<>(name, rows);
        }
    }
}
