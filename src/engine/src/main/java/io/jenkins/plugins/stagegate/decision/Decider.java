package io.jenkins.plugins.stagegate.decision;

import java.time.Instant;

/** Decides on commands. */
public final class Decider {
    private Decider() {}

    /**
     * What a command leads to.
     *
     * @param now never earlier than the time of the pipeline's last event; an earlier one is taken as that
     */
    public static Decision decide(PipelineState state, Command command, Instant now) {
        var draft = new Draft(state, now.isBefore(state.updated()) ? state.updated() : now);
        try {
            obey(draft, command);
        } catch (RefusedException e) {
            return new Decision.Refused(e.refusal());
        }
        settle(draft);
        return draft.accept();
    }

    private static void obey(Draft draft, Command command) {
        if (command instanceof Command.Define define) {
            Starts.define(draft, define);
        } else if (command instanceof Command.ImposeGates impose) {
            Starts.impose(draft, impose);
        } else if (command instanceof Command.Start start) {
            Starts.start(draft, start);
        } else if (command instanceof Command.StartAside aside) {
            Starts.startAside(draft, aside);
        } else if (command instanceof Command.ChangeTransition change) {
            Transitions.change(draft, change);
        } else if (command instanceof Command.DecideApproval decide) {
            Approvals.decide(draft, decide);
        } else if (command instanceof Command.Stop stop) {
            Stops.stop(draft, stop);
        } else if (command instanceof Command.StopLine stop) {
            LineStops.stop(draft, stop);
        } else if (command instanceof Command.ReleaseLine release) {
            LineStops.release(draft, release);
        } else if (command instanceof Command.ForceEntry force) {
            LineStops.force(draft, force);
        } else if (command instanceof Command.Retry retry) {
            Retries.retry(draft, retry);
        } else if (command instanceof Command.Rollback rollback) {
            Rollbacks.rollBack(draft, rollback);
        } else if (command instanceof Command.ReportProgress report) {
            Reports.progress(draft, report);
        } else if (command instanceof Command.ReportSuccess report) {
            Reports.success(draft, report);
        } else if (command instanceof Command.ReportFailure report) {
            Reports.failure(draft, report);
        } else if (command instanceof Command.ReportRule report) {
            Conditions.report(draft, report);
        } else if (command instanceof Command.OverrideCondition override) {
            Conditions.override(draft, override);
        } else if (command instanceof Command.OfJob of) {
            obey(draft, of);
        } else {
            Approvals.expire(draft);
            Approvals.remind(draft);
            Jobs.expire(draft);
        }
    }

    private static void obey(Draft draft, Command.OfJob command) {
        if (command instanceof Command.DispatchJob dispatch) {
            Jobs.dispatch(draft, dispatch);
        } else if (command instanceof Command.AcknowledgeJob acknowledge) {
            Jobs.acknowledge(draft, acknowledge);
        } else if (command instanceof Command.ContinueJob report) {
            Jobs.goOn(draft, report);
        } else if (command instanceof Command.SucceedJob report) {
            Jobs.succeed(draft, report);
        } else {
            Jobs.fail(draft, (Command.FailJob) command);
        }
    }

    /** Lets everything follow that follows by itself, until nothing moves any more. */
    private static void settle(Draft draft) {
        long before;
        LineStops.expire(draft);
        do {
            before = draft.state().sequence();
            Scheduling.advance(draft);
            Admission.admit(draft);
        } while (draft.state().sequence() != before);
    }
}
