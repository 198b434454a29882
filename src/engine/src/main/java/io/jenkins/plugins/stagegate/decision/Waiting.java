package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.decision.PipelineState.Located;
import io.jenkins.plugins.stagegate.model.ExecutionMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why an execution does not move, and what would free it.
 *
 * @param sentence for people
 * @param frees who or what lets it go on
 * @param ahead the executions that come before it, by number
 * @param details what the sentence and what frees it tell of, by name, for those who word them in another language; times as ISO 8601
 */
public record Waiting(
        String execution,
        String stage,
        Reason reason,
        Instant since,
        String sentence,
        String frees,
        List<Long> ahead,
        Map<String, String> details) {
    /** What holds an execution. */
    public enum Reason {
        APPROVAL,
        TRANSITION_CLOSED,
        STAGE_BUSY,
        QUEUE,
        CONDITION,
        RETRY,
        /** Nobody has taken the job of a custom action. */
        WORKER,
        STOPPED_LINE
    }

    public Waiting {
        ahead = List.copyOf(ahead);
        details = Copies.ordered(details);
    }

    /** All that wait in front of this stage or in it; actions that run are no wait. */
    public static List<Waiting> at(PipelineState state, String stage) {
        var found = new ArrayList<Waiting>();
        Approvals.pending(state).stream()
                .filter(pending -> pending.stage().stage().equals(stage))
                .forEach(pending -> found.add(approval(state, pending)));
        for (Execution execution : state.inside(stage)) {
            var run = execution.stages().get(stage);
            run.actions().stream()
                    .filter(Waiting::needsWorker)
                    .forEach(action -> found.add(worker(state, execution, run, action)));
            Conditions.running(run).forEach(rule -> found.add(condition(execution, stage, rule)));
            run.retryDue().filter(due -> !run.busy()).ifPresent(due -> found.add(retry(execution, run, due)));
        }
        var before = state.waitingBefore(stage);
        for (int i = 0; i < before.size(); i++) {
            found.add(inFront(state, before.get(i), before.subList(0, i)));
        }
        return List.copyOf(found);
    }

    /** What holds an execution in front of a stage; empty if it waits in front of none. */
    public static Optional<Waiting> before(PipelineState state, Execution execution) {
        return execution.waiting().map(place -> {
            var earlier = state.waitingBefore(place.stage()).stream()
                    .takeWhile(one -> !one.id().equals(execution.id()))
                    .toList();
            return inFront(state, execution, earlier);
        });
    }

    private static Waiting approval(PipelineState state, Located pending) {
        var request = pending.run().approval().orElseThrow();
        var submitters = pending.declaration(state).approval().orElseThrow().submitters();
        int missing = request.required() - request.given().size();
        return new Waiting(
                pending.execution().id(),
                pending.stage().stage(),
                Reason.APPROVAL,
                pending.run().started(),
                "Waits for " + (missing == 1 ? "an approval" : missing + " approvals") + " at "
                        + pending.run().action() + ".",
                submitters.isEmpty() ? "Anybody who may approve" : String.join(", ", submitters),
                List.of(),
                Map.of(
                        "action",
                        pending.run().action(),
                        "missing",
                        String.valueOf(missing),
                        "submitters",
                        String.join(", ", submitters)));
    }

    private static boolean needsWorker(ActionRun action) {
        return action.status() == ActionStatus.IN_PROGRESS
                && action.job()
                        .filter(job -> job.status() != JobStatus.IN_PROGRESS)
                        .isPresent();
    }

    private static Waiting worker(PipelineState state, Execution execution, StageRun run, ActionRun action) {
        var job = action.job().orElseThrow();
        var provider = state.definitionOf(execution)
                .stage(run.stage())
                .flatMap(stage -> stage.action(action.action()))
                .map(declared -> declared.type().provider())
                .orElse(action.action());
        return new Waiting(
                execution.id(),
                run.stage(),
                Reason.WORKER,
                action.started(),
                "No worker has taken the job of " + action.action() + "; it fails at " + job.expires() + ".",
                "A worker for " + provider,
                List.of(),
                Map.of("action", action.action(), "provider", provider, "expires", String.valueOf(job.expires())));
    }

    private static Waiting condition(Execution execution, String stage, RuleRun rule) {
        return new Waiting(
                execution.id(),
                stage,
                Reason.CONDITION,
                rule.started(),
                "The rule " + rule.rule() + " is not met yet; it counts as not met at " + rule.expires() + ".",
                "The rule, or somebody who overrides its condition",
                List.of(),
                Map.of("rule", rule.rule(), "expires", String.valueOf(rule.expires())));
    }

    private static Waiting retry(Execution execution, StageRun run, Instant due) {
        return new Waiting(
                execution.id(),
                run.stage(),
                Reason.RETRY,
                run.lastChanged(),
                run.stage() + " failed and is retried at " + due + ".",
                "Time, or a retry by hand",
                List.of(),
                Map.of("stage", run.stage(), "due", String.valueOf(due)));
    }

    private static Waiting inFront(PipelineState state, Execution execution, List<Execution> earlier) {
        var place = execution.waiting().orElseThrow();
        var hold = Transitions.hold(state, execution, place.stage());
        if (hold.isPresent()) {
            return new Waiting(
                    execution.id(),
                    place.stage(),
                    hold.get().reason(),
                    place.since(),
                    hold.get().why(),
                    hold.get().frees(),
                    numbers(earlier),
                    hold.get().details());
        }
        boolean queued = !earlier.isEmpty() && state.definition().orElseThrow().executionMode() == ExecutionMode.QUEUED;
        var ahead = new ArrayList<>(state.inside(place.stage()));
        ahead.addAll(earlier);
        return new Waiting(
                execution.id(),
                place.stage(),
                queued ? Reason.QUEUE : Reason.STAGE_BUSY,
                place.since(),
                queued
                        ? "Number " + (earlier.size() + 1) + " in the queue for " + place.stage() + "."
                        : place.stage() + " is held by execution " + joined(state.inside(place.stage())) + ".",
                "The end of " + joined(ahead) + " in " + place.stage(),
                numbers(ahead),
                Map.of(
                        "stage",
                        place.stage(),
                        "position",
                        String.valueOf(earlier.size() + 1),
                        "inside",
                        joined(state.inside(place.stage())),
                        "ahead",
                        joined(ahead)));
    }

    private static List<Long> numbers(List<Execution> executions) {
        return executions.stream().map(execution -> execution.start().number()).toList();
    }

    private static String joined(List<Execution> executions) {
        return numbers(executions).stream().map(number -> "#" + number).collect(Collectors.joining(", "));
    }
}
