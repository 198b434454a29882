package io.jenkins.plugins.stagegate.plugin.notify;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.ActionStatus;
import io.jenkins.plugins.stagegate.decision.ApprovalRequest;
import io.jenkins.plugins.stagegate.decision.Event;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.PipelineState.Located;
import io.jenkins.plugins.stagegate.model.ExecutionMode;
import io.jenkins.plugins.stagegate.plugin.notify.ApprovalNotice.Occasion;
import java.util.List;
import java.util.Optional;

/**
 * What is to be told of an approval that people were asked for.
 *
 * @param by who decided; empty if nobody did
 * @param comment as in {@link ApprovalNotice}
 */
public record ApprovalNews(Located approval, Occasion occasion, String by, String comment) {
    /**
     * What is to be told of an event. That a decision is wanted is not among it: for that the engine itself asks.
     *
     * @param after the state after the decision that the event belongs to
     */
    public static List<ApprovalNews> of(Event.OfExecution happened, PipelineState after) {
        if (happened instanceof Event.StageReached event) {
            return outdated(event, after);
        }
        return happened instanceof Event.OfAction event
                ? after
                        .locate(event)
                        .flatMap(found -> found.run().approval().flatMap(request -> of(event, found, request)))
                        .stream()
                        .toList()
                : List.of();
    }

    private static Optional<ApprovalNews> of(Event.OfAction happened, Located found, ApprovalRequest request) {
        if (happened instanceof Event.ApprovalReminded) {
            return Optional.of(new ApprovalNews(found, Occasion.REMINDER, "", ""));
        }
        if (happened instanceof Event.ApprovalGiven event) {
            return request.given().size() < request.required()
                    ? Optional.of(new ApprovalNews(found, Occasion.GIVEN, event.by(), event.summary()))
                    : Optional.empty();
        }
        if (happened instanceof Event.ActionSucceeded event) {
            var comment = request.given().isEmpty()
                    ? ""
                    : request.given().get(request.given().size() - 1).summary();
            return Optional.of(new ApprovalNews(found, Occasion.APPROVED, event.by(), comment));
        }
        if (happened instanceof Event.ActionFailed event) {
            return failed(found, event);
        }
        if (happened instanceof Event.ActionAbandoned event) {
            boolean stopped = found.execution().stop().isPresent();
            var occasion = stopped ? Occasion.WITHDRAWN : Occasion.SUPERSEDED;
            return Optional.of(new ApprovalNews(found, occasion, "", event.reason()));
        }
        return Optional.empty();
    }

    private static Optional<ApprovalNews> failed(Located found, Event.ActionFailed event) {
        var message = event.failure().message();
        return switch (event.failure().code()) {
            case ActionFailure.REJECTED ->
                Optional.of(new ApprovalNews(found, Occasion.REJECTED, event.by(), comment(message, event.by())));
            case ActionFailure.EXPIRED -> Optional.of(new ApprovalNews(found, Occasion.EXPIRED, "", message));
            default -> Optional.empty();
        };
    }

    /** The engine's sentence says who rejected and, behind a colon, why. */
    private static String comment(String sentence, String by) {
        int end = sentence.indexOf(by + ": ");
        return end < 0 ? "" : sentence.substring(end + by.length() + 2);
    }

    private static List<ApprovalNews> outdated(Event.StageReached event, PipelineState after) {
        var newer = after.execution(event.execution()).orElseThrow();
        if (after.definitionOf(newer).executionMode() == ExecutionMode.PARALLEL) {
            return List.of();
        }
        var comment = Messages.ApprovalNews_newer(newer.start().number());
        return after.inside(event.stage()).stream()
                .filter(older -> older.start().number() < newer.start().number())
                .flatMap(older -> waiting(older, event.stage()))
                .map(found -> new ApprovalNews(found, Occasion.OUTDATED, "", comment))
                .toList();
    }

    private static java.util.stream.Stream<Located> waiting(Execution older, String stage) {
        var run = older.stages().get(stage);
        return run.actions().stream()
                .filter(action -> action.status() == ActionStatus.IN_PROGRESS
                        && action.approval().isPresent())
                .map(action -> new Located(older, run, action));
    }
}
