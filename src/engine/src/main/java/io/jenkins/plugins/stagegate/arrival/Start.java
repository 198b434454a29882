package io.jenkins.plugins.stagegate.arrival;

import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.decision.StartTrigger;
import java.util.List;
import java.util.stream.Stream;

/**
 * An execution that a trigger asks for.
 *
 * @param token the same for the same revision at the same place, however it is heard of; the engine starts it once
 * @param on what the revision is on: {@code branch NAME} or {@code tag NAME}; empty if the newest are wanted
 * @param overrides the revision that arrived; none if the newest are wanted
 */
public record Start(String token, StartTrigger trigger, String on, List<SourceOverride> overrides) {
    public Start {
        overrides = List.copyOf(overrides);
    }

    /** The same execution, with what another source action takes, too. */
    Start and(Start other) {
        return new Start(
                token,
                trigger,
                on,
                Stream.concat(overrides.stream(), other.overrides.stream())
                        .distinct()
                        .toList());
    }
}
