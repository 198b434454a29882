package io.jenkins.plugins.stagegate.local.terminal;

import io.jenkins.plugins.stagegate.decision.Event;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.ExecutionType;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
import io.jenkins.plugins.stagegate.decision.Waiting;
import io.jenkins.plugins.stagegate.local.host.ActionFolders;
import io.jenkins.plugins.stagegate.local.host.Durations;
import io.jenkins.plugins.stagegate.local.host.Watcher;
import io.jenkins.plugins.stagegate.local.process.Secrets;
import io.jenkins.plugins.stagegate.model.Artifact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.stream.Collectors;

/** Writes a line for all that happens to one execution, and to the rollback that may follow it by itself. */
public final class ProgressLines implements Watcher {
    private static final int LAST_LINES = 20;
    private static final int DIGITS = 12;

    private final Terminal terminal;
    private final ActionFolders folders;
    private final boolean showsLogs;
    private volatile String followed = "";

    /** @param showsLogs whether all logs are shown anyway, so that the end of one is nothing new */
    public ProgressLines(Terminal terminal, ActionFolders folders, boolean showsLogs) {
        this.terminal = terminal;
        this.folders = folders;
        this.showsLogs = showsLogs;
    }

    /** Writes about this execution from now on. */
    public void follow(String execution) {
        followed = execution;
    }

    @Override
    public void happened(Recorded recorded, PipelineState after) {
        if (recorded.event() instanceof Event.ExecutionStarted event
                && event.trigger().followsFailureOf(followed)) {
            followed = event.execution();
        }
        if (recorded.event() instanceof Event.OfExecution event
                && event.execution().equals(followed)) {
            after.execution(followed).ifPresent(execution -> tell(event, recorded, execution, after));
        }
    }

    private void tell(Event.OfExecution happened, Recorded recorded, Execution execution, PipelineState after) {
        if (happened instanceof Event.ExecutionStarted event) {
            terminal.line("Execution #" + event.number() + " of " + after.name() + " (" + event.execution() + "), "
                    + (event.type() == ExecutionType.ROLLBACK
                            ? "an automatic rollback"
                            : "started by " + event.trigger().detail()));
        } else if (happened instanceof Event.StageReached event) {
            waiting(event, after);
        } else if (happened instanceof Event.StageEntered event) {
            terminal.line(terminal.bold(event.stage()));
        } else if (happened instanceof Event.StageRetried event) {
            terminal.line(terminal.bold(event.stage()) + " again, attempt " + event.attempt());
        } else if (happened instanceof Event.StageSkipped event) {
            terminal.line("  " + terminal.wanted("SKIPPED  ") + event.summary());
        } else if (happened instanceof Event.StageCancelled event) {
            terminal.line("  " + terminal.bad("given up ") + event.summary());
        } else if (happened instanceof Event.RetryScheduled event) {
            terminal.line("  " + terminal.wanted("waits    ") + "It is retried at " + event.due() + ".");
        } else if (happened instanceof Event.RuleStarted event) {
            terminal.line("  " + terminal.dim("looks    ") + "rule " + event.rule());
        } else if (happened instanceof Event.RuleSucceeded event) {
            terminal.line("  " + terminal.good("holds    ") + event.summary());
        } else if (happened instanceof Event.RuleFailed event) {
            terminal.line("  " + terminal.wanted("not met  ") + event.summary());
        } else if (happened instanceof Event.ActionStarted event
                && event.approval().isEmpty()) {
            terminal.line("  " + terminal.dim("started  ") + event.action());
        } else if (happened instanceof Event.ApprovalReminded event) {
            terminal.line("  " + terminal.wanted("waiting  ") + event.action() + " still waits for an approval");
        } else if (happened instanceof Event.ActionSucceeded event) {
            terminal.line("  " + terminal.good("ok       ") + event.action() + took(event, recorded, after)
                    + terminal.dim(product(event)));
        } else if (happened instanceof Event.ActionFailed event) {
            terminal.line("  " + terminal.bad("FAILED   ") + event.action() + took(event, recorded, after) + "  "
                    + event.failure().message());
            if (!showsLogs) {
                lastLines(event);
            }
        } else if (happened instanceof Event.ActionAbandoned event) {
            terminal.line("  " + terminal.bad("given up ") + event.action() + "  " + event.reason());
        } else if (happened instanceof Event.ExecutionSucceeded) {
            end(execution, recorded, terminal.good("succeeded"), "");
        } else if (happened instanceof Event.ExecutionFailed event) {
            end(execution, recorded, terminal.bad("FAILED"), event.summary());
        } else if (happened instanceof Event.ExecutionStopped) {
            end(execution, recorded, terminal.bad("stopped"), execution.summary());
        } else if (happened instanceof Event.ExecutionSuperseded) {
            end(execution, recorded, terminal.bad("superseded"), execution.summary());
        }
    }

    private void waiting(Event.StageReached event, PipelineState after) {
        Waiting.at(after, event.stage()).stream()
                .filter(one -> one.execution().equals(followed) && one.reason() != Waiting.Reason.APPROVAL)
                .forEach(one -> terminal.line(
                        terminal.wanted("waits    ") + one.sentence() + " What frees it: " + one.frees() + "."));
    }

    private static String took(Event.OfAction event, Recorded recorded, PipelineState after) {
        return after.locate(event.actionExecution())
                .map(found ->
                        "  " + Durations.words(Duration.between(found.run().started(), recorded.at())))
                .orElse("");
    }

    private static String product(Event.ActionSucceeded event) {
        var revision = event.outcome()
                .revision()
                .map(taken -> "  "
                        + taken.id().substring(0, Math.min(DIGITS, taken.id().length())) + " " + taken.summary())
                .orElse("");
        var approved = event.by().isEmpty() ? "" : "  approved by " + event.by();
        return approved
                + revision
                + event.outcome().artifacts().stream().map(ProgressLines::brief).collect(Collectors.joining());
    }

    private static String brief(Artifact artifact) {
        var digest = artifact.digest().substring(artifact.digest().indexOf(':') + 1);
        return "  -> " + artifact.name() + " " + digest.substring(0, Math.min(DIGITS, digest.length()));
    }

    private void end(Execution execution, Recorded recorded, String how, String why) {
        var took = Durations.words(Duration.between(execution.started(), recorded.at()));
        terminal.line("Execution #" + execution.start().number() + " " + how + " after " + took
                + (why.isEmpty() ? "" : ": " + why));
    }

    private void lastLines(Event.ActionFailed event) {
        try {
            var log = folders.log(event.actionExecution());
            var lines = LastLines.of(log, LAST_LINES);
            if (!lines.isEmpty()) {
                terminal.line(terminal.dim("           the last lines of its log, " + log + ":"));
                lines.forEach(line -> terminal.line("           | " + Secrets.OURS.mask(line)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
