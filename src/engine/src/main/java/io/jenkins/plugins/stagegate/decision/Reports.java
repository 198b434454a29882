package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.decision.PipelineState.Located;
import java.util.Optional;

/** What hosts say of the actions that run. */
final class Reports {
    private Reports() {}

    static void progress(Draft draft, Command.ReportProgress report) {
        running(draft, report.actionExecution())
                .ifPresent(found -> draft.record(new Event.ActionProgressed(
                        found.execution().id(),
                        found.stage().stage(),
                        found.run().action(),
                        found.run().id(),
                        report.progress())));
    }

    static void success(Draft draft, Command.ReportSuccess report) {
        running(draft, report.actionExecution())
                .ifPresent(found -> draft.record(new Event.ActionSucceeded(
                        found.execution().id(),
                        found.stage().stage(),
                        found.run().action(),
                        found.run().id(),
                        report.outcome(),
                        "")));
    }

    static void failure(Draft draft, Command.ReportFailure report) {
        running(draft, report.actionExecution())
                .ifPresent(found -> draft.record(new Event.ActionFailed(
                        found.execution().id(),
                        found.stage().stage(),
                        found.run().action(),
                        found.run().id(),
                        report.failure(),
                        "")));
    }

    /** The go at an action if it runs; nothing if it ended before: hosts may say a thing twice, or too late. */
    private static Optional<Located> running(Draft draft, String actionExecution) {
        return draft.state().locate(actionExecution).filter(found -> found.run().status() == ActionStatus.IN_PROGRESS);
    }
}
