package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.decision.PipelineState.Located;
import java.util.Optional;

/** Who may decide at an approval. */
public final class Approvers {
    private Approvers() {}

    /**
     * Why this person may not decide, or nothing if they may.
     *
     * @param approving whether they want to approve; a rejection is open to the starter, too
     */
    public static Optional<Refusal> refusal(PipelineState state, Located pending, Actor by, boolean approving) {
        var settings = pending.declaration(state).approval().orElseThrow();
        if (!by.vouched() && !settings.submitters().isEmpty() && !by.isAmong(settings.submitters())) {
            return denied(by.name() + " may not decide here. Those who may: " + String.join(", ", settings.submitters())
                    + ".");
        }
        boolean starter = pending.execution().start().trigger().by().equals(by.name());
        if (approving && starter && !settings.starterMayApprove()) {
            return denied(by.name() + " started this execution, and the gate asks for somebody else's approval.");
        }
        boolean again = pending.run().approval().orElseThrow().given().stream()
                .anyMatch(given -> given.by().equals(by.name()));
        if (approving && again) {
            return Optional.of(new Refusal(
                    "ApprovalAlreadyCompletedException",
                    by.name() + " has approved already; the gate needs " + settings.required() + " different people."));
        }
        return Optional.empty();
    }

    private static Optional<Refusal> denied(String message) {
        return Optional.of(new Refusal("AccessDeniedException", message));
    }
}
