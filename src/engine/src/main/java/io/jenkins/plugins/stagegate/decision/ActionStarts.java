package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ApprovalSettings;
import io.jenkins.plugins.stagegate.model.Artifact;
import io.jenkins.plugins.stagegate.model.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The start of one go at an action: its id, its resolved configuration, its inputs. */
final class ActionStarts {
    /** CodePipeline's default for manual approvals. */
    static final Duration APPROVAL_TIMEOUT = Duration.ofDays(7);

    private ActionStarts() {}

    static void start(Draft draft, Execution execution, StageRun run, Stage stage, Action action) {
        var id = id(execution.id(), stage.name(), action.name(), String.valueOf(run.attempt()));
        var scope = VariableScope.of(execution);
        draft.record(new Event.ActionStarted(
                execution.id(),
                stage.name(),
                action.name(),
                id,
                run.attempt(),
                scope.resolve(action.configuration()),
                action.inputs().stream()
                        .map(execution.artifacts()::get)
                        .filter(Objects::nonNull)
                        .toList(),
                action.approval().map(settings -> ask(draft, scope, id, action, settings))));
        var problem = problem(execution, scope, action);
        problem.ifPresent(message -> draft.record(new Event.ActionFailed(
                execution.id(),
                stage.name(),
                action.name(),
                id,
                new ActionFailure(ActionFailure.CONFIGURATION, message),
                Actor.ENGINE.name())));
        if (problem.isEmpty() && Jobs.of(action.type())) {
            Jobs.queue(draft, draft.state().locate(id).orElseThrow(), action);
        }
    }

    private static ApprovalRequest ask(
            Draft draft, VariableScope scope, String id, Action action, ApprovalSettings settings) {
        var expires = draft.now().plus(action.timeout().orElse(APPROVAL_TIMEOUT));
        return new ApprovalRequest(
                id(id, "approval"),
                settings.message().map(scope::resolve),
                settings.link().map(scope::resolve),
                expires,
                settings.required(),
                List.of(),
                Approvals.reminder(settings, draft.now(), expires));
    }

    /** What keeps the action from starting although its turn has come. */
    private static Optional<String> problem(Execution execution, VariableScope scope, Action action) {
        for (String input : action.inputs()) {
            Artifact artifact = execution.artifacts().get(input);
            if (artifact == null) {
                return Optional.of(
                        "The input artifact '" + input + "' was not put out by any action of this execution.");
            }
        }
        return scope.unresolved(action)
                .map(reference -> "The variable " + reference + " has no value. The action that exports it ran"
                        + " without giving it one.");
    }

    /** An id that follows from what it stands for, so that a decision needs no source of randomness. */
    static String id(String... parts) {
        return UUID.nameUUIDFromBytes(String.join("\u0000", parts).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
