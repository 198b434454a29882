package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.decision.PipelineState.Located;
import io.jenkins.plugins.stagegate.model.ApprovalSettings;
import io.jenkins.plugins.stagegate.model.ApprovalSettings.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decisions of people at approval actions, and what happens when nobody decides. */
final class Approvals {
    private static final int SUMMARY_LENGTH = 512;

    private Approvals() {}

    static void decide(Draft draft, Command.DecideApproval command) {
        if (command.summary().length() > SUMMARY_LENGTH) {
            throw new RefusedException(
                    "ValidationException", "The comment may have " + SUMMARY_LENGTH + " characters at most.");
        }
        var named = find(draft.state(), command);
        requirePermission(draft.state(), named, command);
        var pending = command.chosen()
                .filter(chosen -> command.approved())
                .map(chosen -> Outdated.choose(draft, named, chosen))
                .orElse(named);
        requirePermission(draft.state(), pending, command);
        var settings = pending.declaration(draft.state()).approval().orElseThrow();
        var id = pending.run().id();
        if (!command.approved()) {
            var reason = command.summary().isEmpty() ? "" : ": " + command.summary();
            draft.record(new Event.ActionFailed(
                    pending.execution().id(),
                    command.stage(),
                    command.action(),
                    id,
                    new ActionFailure(
                            ActionFailure.REJECTED,
                            "Rejected by " + command.by().name() + reason),
                    command.by().name()));
            return;
        }
        draft.record(new Event.ApprovalGiven(
                pending.execution().id(),
                command.stage(),
                command.action(),
                id,
                command.by().name(),
                draft.now(),
                command.summary(),
                fields(settings, command.fields())));
        var request = draft.state().locate(id).orElseThrow().run().approval().orElseThrow();
        if (request.given().size() >= request.required()) {
            draft.record(new Event.ActionSucceeded(
                    pending.execution().id(),
                    command.stage(),
                    command.action(),
                    id,
                    outcome(request),
                    command.by().name()));
        }
    }

    private static Located find(PipelineState state, Command.DecideApproval command) {
        Transitions.requireStage(state, command.stage());
        var runs = new ArrayList<Located>();
        for (Execution execution : state.executions().values()) {
            execution.stage(command.stage()).ifPresent(stage -> stage.actions().stream()
                    .filter(run -> run.action().equals(command.action())
                            && run.approval().isPresent())
                    .forEach(run -> runs.add(new Located(execution, stage, run))));
        }
        var named = runs.stream()
                .filter(found -> found.run().approval().orElseThrow().token().equals(command.token()))
                .findFirst();
        if (named.isEmpty()) {
            throw unknown(state, command, runs);
        }
        if (named.get().run().status() != ActionStatus.IN_PROGRESS) {
            throw new RefusedException(
                    "ApprovalAlreadyCompletedException",
                    "This approval has been decided already: "
                            + named.get().run().status().label() + ".");
        }
        return named.get();
    }

    private static RefusedException unknown(PipelineState state, Command.DecideApproval command, List<Located> runs) {
        boolean declared = !runs.isEmpty()
                || state.definitions().values().stream()
                        .flatMap(definition -> definition.stage(command.stage()).stream())
                        .anyMatch(stage -> stage.action(command.action()).isPresent());
        if (!declared) {
            return new RefusedException(
                    "ActionNotFoundException",
                    "The stage '" + command.stage() + "' has no action '" + command.action() + "'.");
        }
        return new RefusedException(
                "InvalidApprovalTokenException",
                runs.stream().anyMatch(found -> found.run().status() == ActionStatus.IN_PROGRESS)
                        ? "The token is not that of the approval which waits now. Read the state again and decide on what it shows."
                        : "No approval waits at '" + command.action() + "' in stage '" + command.stage() + "'.");
    }

    private static void requirePermission(PipelineState state, Located pending, Command.DecideApproval command) {
        var refusal = Approvers.refusal(state, pending, command.by(), command.approved());
        if (refusal.isPresent()) {
            throw new RefusedException(refusal.get().code(), refusal.get().message());
        }
    }

    private static Map<String, String> fields(ApprovalSettings settings, Map<String, String> given) {
        var unknown = given.keySet().stream()
                .filter(name -> settings.fields().stream()
                        .noneMatch(field -> field.name().equals(name)))
                .findFirst();
        if (unknown.isPresent()) {
            throw new RefusedException("ValidationException", "The approval has no field '" + unknown.get() + "'.");
        }
        var values = new LinkedHashMap<String, String>();
        for (Field field : settings.fields()) {
            var value = Optional.ofNullable(given.get(field.name())).or(field::defaultValue);
            if (value.isEmpty()) {
                throw new RefusedException(
                        "ValidationException", "The field '" + field.name() + "' must be filled in.");
            }
            if (!field.choices().isEmpty() && !field.choices().contains(value.get())) {
                throw new RefusedException(
                        "ValidationException",
                        "The field '" + field.name() + "' takes one of " + field.choices() + ", not '" + value.get()
                                + "'.");
            }
            values.put(field.name(), value.get());
        }
        return values;
    }

    private static ActionOutcome outcome(ApprovalRequest request) {
        var variables = new LinkedHashMap<String, String>();
        request.given().forEach(given -> variables.putAll(given.fields()));
        var last = request.given().get(request.given().size() - 1);
        var names = request.given().stream().map(ApprovalRequest.Given::by).collect(Collectors.joining(", "));
        variables.put("Approver", names);
        variables.put("Summary", last.summary());
        var comment = last.summary().isEmpty() ? ActionProgress.NONE : ActionProgress.summary(last.summary());
        return new ActionOutcome(List.of(), variables, Optional.empty(), comment);
    }

    /** Fails every approval whose time is over: CodePipeline 1.6, a timeout is a failed action. */
    static void expire(Draft draft) {
        for (Located pending : pending(draft.state())) {
            var request = pending.run().approval().orElseThrow();
            if (!request.expires().isAfter(draft.now())) {
                draft.record(new Event.ActionFailed(
                        pending.execution().id(),
                        pending.stage().stage(),
                        pending.run().action(),
                        pending.run().id(),
                        new ActionFailure(ActionFailure.EXPIRED, "Nobody decided until " + request.expires() + "."),
                        Actor.ENGINE.name()));
            }
        }
    }

    /** Reminds people of every approval whose time for that has come. What was missed meanwhile is told once. */
    static void remind(Draft draft) {
        for (Located pending : pending(draft.state())) {
            var request = pending.run().approval().orElseThrow();
            if (request.reminder().filter(due -> !due.isAfter(draft.now())).isPresent()) {
                var settings = pending.declaration(draft.state()).approval().orElseThrow();
                draft.record(new Event.ApprovalReminded(
                        pending.execution().id(),
                        pending.stage().stage(),
                        pending.run().action(),
                        pending.run().id(),
                        reminder(settings, draft.now(), request.expires())));
            }
        }
    }

    /** The next reminder; none is sent when the request is over. */
    static Optional<Instant> reminder(ApprovalSettings settings, Instant now, Instant expires) {
        return settings.remind().map(now::plus).filter(next -> next.isBefore(expires));
    }

    /** When the next approval expires, or people are to be reminded of one. */
    static Optional<Instant> nextExpiry(PipelineState state) {
        return pending(state).stream()
                .map(pending -> pending.run().approval().orElseThrow())
                .map(request -> request.reminder().orElse(request.expires()))
                .min(Instant::compareTo);
    }

    static List<Located> pending(PipelineState state) {
        var found = new ArrayList<Located>();
        for (Execution execution : state.executions().values()) {
            execution.inside().map(execution.stages()::get).ifPresent(stage -> stage.actions().stream()
                    .filter(run -> run.status() == ActionStatus.IN_PROGRESS
                            && run.approval().isPresent())
                    .forEach(run -> found.add(new Located(execution, stage, run))));
        }
        return found;
    }
}
