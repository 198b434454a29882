package io.jenkins.plugins.stagegate.rehearsal;

import io.jenkins.plugins.stagegate.decision.Event;
import io.jenkins.plugins.stagegate.model.Gate;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Events as scenarios write them: one short line each, executions by number. */
public final class Notation {
    private Notation() {}

    /**
     * One event.
     *
     * @param numbers the number of the execution with that id
     */
    public static String of(ToLongFunction<String> numbers, Event happened) {
        if (happened instanceof Event.OfAction event) {
            return number(numbers, event) + " " + event.stage() + "/" + event.action() + " " + action(event);
        }
        if (happened instanceof Event.OfCondition event) {
            return number(numbers, event) + " " + event.stage() + " " + event.hook() + condition(event);
        }
        if (happened instanceof Event.OfExecution event) {
            return number(numbers, event) + " " + execution(numbers, event);
        }
        if (happened instanceof Event.TransitionChanged event) {
            return event.stage() + " " + event.direction().label() + (event.enabled() ? " opened" : " closed") + " by "
                    + event.by();
        }
        if (happened instanceof Event.LineStopped event) {
            return "line stopped by " + event.stop().by() + " for "
                    + event.stop().scope();
        }
        if (happened instanceof Event.LineReleased event) {
            return "line released by " + event.by();
        }
        if (happened instanceof Event.GatesImposed event) {
            return "gates " + event.gates().all().stream().map(Gate::name).toList();
        }
        return "definition " + ((Event.DefinitionChanged) happened).version();
    }

    private static String condition(Event.OfCondition happened) {
        if (happened instanceof Event.RuleStarted event) {
            return " rule " + event.rule() + " looked at";
        }
        if (happened instanceof Event.RuleSucceeded event) {
            return " rule holds: " + event.summary();
        }
        if (happened instanceof Event.RuleFailed event) {
            return " rule does not hold: " + event.summary();
        }
        if (happened instanceof Event.RuleAbandoned) {
            return " rule abandoned";
        }
        if (happened instanceof Event.ConditionOverridden event) {
            return " condition overridden by " + event.by();
        }
        var word = happened.getClass().getSimpleName().replace("Condition", "").toLowerCase(Locale.ROOT);
        return " condition " + word;
    }

    private static String number(ToLongFunction<String> numbers, Event.OfExecution event) {
        return "#" + numbers.applyAsLong(event.execution());
    }

    private static String action(Event.OfAction happened) {
        if (happened instanceof Event.ActionStarted event) {
            return event.attempt() == 1 ? "started" : "started, attempt " + event.attempt();
        }
        if (happened instanceof Event.ActionSucceeded event) {
            return event.by().isEmpty() ? "succeeded" : "succeeded by " + event.by();
        }
        if (happened instanceof Event.ActionFailed event) {
            return "failed: " + event.failure().code();
        }
        if (happened instanceof Event.ActionAbandoned) {
            return "abandoned";
        }
        if (happened instanceof Event.JobQueued event) {
            return event.number() == 1 ? "job queued" : "job " + event.number() + " queued";
        }
        if (happened instanceof Event.JobDispatched event) {
            return "job dispatched with nonce " + event.nonce();
        }
        if (happened instanceof Event.JobAcknowledged) {
            return "job acknowledged";
        }
        if (happened instanceof Event.ApprovalReminded) {
            return "reminded";
        }
        return happened instanceof Event.ApprovalGiven event ? "approved by " + event.by() : "progressed";
    }

    private static String execution(ToLongFunction<String> numbers, Event.OfExecution happened) {
        if (happened instanceof Event.ExecutionStarted event) {
            return event.type().name().equals("ROLLBACK") ? "started as a rollback" : "started";
        }
        if (happened instanceof Event.StageReached event) {
            return "reached " + event.stage();
        }
        if (happened instanceof Event.StageEntered event) {
            return "entered " + event.stage();
        }
        if (happened instanceof Event.StageSucceeded event) {
            return "succeeded in " + event.stage();
        }
        if (happened instanceof Event.StageFailed event) {
            return "failed in " + event.stage();
        }
        if (happened instanceof Event.StageStopped event) {
            return "stopped in " + event.stage();
        }
        if (happened instanceof Event.StageSkipped event) {
            return "skipped " + event.stage();
        }
        if (happened instanceof Event.StageCancelled event) {
            return "taken out of " + event.stage();
        }
        if (happened instanceof Event.EntryForced event) {
            return "may enter " + event.stage() + ", forced by " + event.by();
        }
        if (happened instanceof Event.RetryScheduled event) {
            return "to be retried in " + event.stage() + " at " + event.due();
        }
        if (happened instanceof Event.StageRetried event) {
            return "retried " + event.stage() + " by " + event.by() + ", attempt " + event.attempt();
        }
        if (happened instanceof Event.ExecutionSuperseded event) {
            return "superseded by #" + numbers.applyAsLong(event.by());
        }
        if (happened instanceof Event.StopRequested event) {
            return "is to stop" + (event.abandon() ? ", abandoning" : "");
        }
        return "ended: " + happened.getClass().getSimpleName().replace("Execution", "");
    }
}
