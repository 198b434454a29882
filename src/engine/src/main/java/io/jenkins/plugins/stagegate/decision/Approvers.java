package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.decision.PipelineState.Located;
import java.util.Optional;

/** Who may decide at an approval. */
public final class Approvers {
    private Approvers() {}

    /** What keeps somebody from deciding. */
    public enum Bar {
        /** It is for others to decide. */
        OTHERS,
        /** They started the execution, and somebody else's approval is asked for. */
        STARTER,
        /** They have approved already, and more people are needed. */
        APPROVED
    }

    /**
     * What keeps this person from deciding, if anything does.
     *
     * @param approving whether they want to approve; a rejection is open to the starter, too
     */
    public static Optional<Bar> bar(PipelineState state, Located pending, Actor by, boolean approving) {
        var settings = pending.declaration(state).approval().orElseThrow();
        if (!by.vouched() && !settings.submitters().isEmpty() && !by.isAmong(settings.submitters())) {
            return Optional.of(Bar.OTHERS);
        }
        boolean starter = pending.execution().start().trigger().by().equals(by.name());
        if (approving && starter && !settings.starterMayApprove()) {
            return Optional.of(Bar.STARTER);
        }
        boolean again = pending.run().approval().orElseThrow().given().stream()
                .anyMatch(given -> given.by().equals(by.name()));
        return approving && again ? Optional.of(Bar.APPROVED) : Optional.empty();
    }

    /** The same as what they are answered. */
    static Optional<Refusal> refusal(PipelineState state, Located pending, Actor by, boolean approving) {
        var settings = pending.declaration(state).approval().orElseThrow();
        return bar(state, pending, by, approving).map(bar -> switch (bar) {
            case OTHERS ->
                denied(by.name() + " may not decide here. Those who may: " + String.join(", ", settings.submitters())
                        + ".");
            case STARTER ->
                denied(by.name() + " started this execution, and the gate asks for somebody else's approval.");
            case APPROVED ->
                new Refusal(
                        "ApprovalAlreadyCompletedException",
                        by.name() + " has approved already; the gate needs " + settings.required()
                                + " different people.");
        });
    }

    private static Refusal denied(String message) {
        return new Refusal("AccessDeniedException", message);
    }
}
