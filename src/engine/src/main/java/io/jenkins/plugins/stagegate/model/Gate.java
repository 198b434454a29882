package io.jenkins.plugins.stagegate.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An approval that somebody else than the definition's author puts in front of stages.
 *
 * @param name of its action in each of the stages
 * @param stages a {@link Glob} of the names of the stages that it guards
 * @param approval what is asked, and who imposes it
 * @param timeout how long people may take; the default of approvals if empty
 */
public record Gate(String name, String stages, ApprovalSettings approval, Optional<Duration> timeout) {
    /** Run orders of a definition begin at 1. */
    private static final int BEFORE_ALL_OTHERS = 0;

    /** @throws InvalidGlobException if {@code stages} is no pattern */
    public Gate {
        Glob.of(stages);
    }

    /** Whether it guards the stages of that name. Who writes {@code prod*} means {@code Production}, too. */
    public boolean guards(String stage) {
        return Glob.of(stages).matchesInAnyCase(stage);
    }

    /** Who imposes it, for people. */
    public String imposedBy() {
        return approval.imposedBy().orElse("");
    }

    Action action(String uniqueName) {
        return new Action(
                uniqueName,
                ActionType.of(ActionCategory.APPROVAL, ActionType.MANUAL),
                BEFORE_ALL_OTHERS,
                Map.of(),
                new Work.None(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Map.of(),
                timeout,
                Agent.NONE,
                Optional.of(approval));
    }
}
