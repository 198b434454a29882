package io.jenkins.plugins.stagegate.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Collects what the rules find. */
public final class Findings {
    /** Nobody mends more at once. */
    static final int MOST = 100;

    private final List<Finding> found = new ArrayList<>();

    Findings() {}

    /** Notes that the rule is broken at the path. */
    public void add(String rule, ElementPath path, Object... arguments) {
        add(rule, path, Optional.empty(), arguments);
    }

    /** Notes that the rule is broken by a part of the text at the path. */
    public void addExcerpt(String rule, ElementPath path, String excerpt, Object... arguments) {
        add(rule, path, Optional.of(excerpt), arguments);
    }

    private void add(String rule, ElementPath path, Optional<String> excerpt, Object... arguments) {
        if (areEnough()) {
            return;
        }
        found.add(new Finding(
                rule, path, excerpt, Stream.of(arguments).map(String::valueOf).toList()));
    }

    /** Whether no more are taken, so that looking for more would be in vain. */
    boolean areEnough() {
        return found.size() >= MOST;
    }

    List<Finding> all() {
        return List.copyOf(found);
    }
}
