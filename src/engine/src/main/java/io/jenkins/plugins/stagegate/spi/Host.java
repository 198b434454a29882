package io.jenkins.plugins.stagegate.spi;

import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
import java.io.IOException;

/**
 * What performs the effects of one pipeline: starts actions, asks people, shows what happens.
 *
 * <p><b>Threads.</b> All methods of a pipeline's host are called one at a time, in the order of the events, never on a
 * thread that waits in a call of the engine. They should return soon: whatever takes time is begun here and reported later.
 * The engine may be called from within them.
 *
 * <p><b>Order.</b> For each event {@link #happened} comes first, then the event's effects. Everything an event reports is on
 * disk by then.
 *
 * <p><b>Again.</b> After a restart the engine issues the effects that are still owed once more, with {@code again} true,
 * before any new ones. A host knows by the action execution's id whether it has that action under way. If it does, it goes
 * on; if it cannot know how the action ended, it reports a failure with the code {@link
 * io.jenkins.plugins.stagegate.decision.ActionFailure#LOST}, for nothing may run twice without a person's knowledge.
 *
 * <p><b>Errors.</b> An action whose start throws is reported as failed by the engine with the exception's message; so is a rule. What
 * the other methods throw is logged. The pipeline goes on, also after an {@link Error}.
 */
public interface Host {
    /** Begins an action. Its end is reported to the engine by the action execution's id, exactly once if possible. */
    void start(Effect.StartAction action, boolean again);

    /**
     * Shows that an action waits for workers outside, who hear of it by the job worker protocol and end it. There is nothing to
     * perform, and nothing to report.
     */
    default void offer(Effect.StartAction action, boolean again) {}

    /** Tells people that their decision is wanted. The decision comes as a command, from wherever. */
    default void ask(Effect.AskApproval question, boolean again) {}

    /**
     * Looks at a rule that the engine cannot judge itself, and reports by {@code PipelineEngine.found}. A host that does not
     * know the rule's provider throws: the rule then counts as not met, with the exception's message.
     */
    default void check(Effect.CheckRule rule, boolean again) {
        throw new UnsupportedOperationException(
                "This host has no rule provider '" + rule.rule().provider() + "'.");
    }

    /** Ends whatever performs this action or rule, for nobody waits for it any more. A report about it will be ignored. */
    default void stop(Effect.StopAction action) {}

    /**
     * Learns what happened.
     *
     * @param after the state after the command that led to this event; it may be some events ahead of it
     */
    default void happened(Recorded recorded, PipelineState after) {}

    /**
     * Learns that the journal cannot be written, so that a report of this host is not heard yet. It is tried again until it is heard,
     * or the pipeline is closed: then the effect that it was about is owed again.
     */
    default void broken(IOException problem) {}
}
