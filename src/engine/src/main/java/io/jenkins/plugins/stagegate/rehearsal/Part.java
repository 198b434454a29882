package io.jenkins.plugins.stagegate.rehearsal;

import java.util.Optional;

/**
 * An action or a rule as a scenario names it.
 *
 * @param stage where it is; without one, every action of that name is meant
 */
record Part(Optional<String> stage, String name) {
    static Part of(String text) {
        var parts = text.split("/", 2);
        return parts.length == 1 ? new Part(Optional.empty(), text) : new Part(Optional.of(parts[0]), parts[1]);
    }

    boolean fits(String ofStage, String called) {
        return name.equals(called) && stage.map(ofStage::equals).orElse(true);
    }

    @Override
    public String toString() {
        return stage.map(one -> one + "/").orElse("") + name;
    }
}
