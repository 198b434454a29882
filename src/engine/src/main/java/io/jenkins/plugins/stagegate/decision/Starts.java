package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.ExecutionMode;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.VariableDeclaration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Definitions, the gates that others add to them, and the starts of executions. */
final class Starts {
    /** CodePipeline's quota for QUEUED and PARALLEL pipelines. */
    static final int CONCURRENT_EXECUTIONS = 50;

    private Starts() {}

    static void define(Draft draft, Command.Define define) {
        var state = draft.state();
        if (!state.definition().equals(Optional.of(define.definition()))) {
            draft.record(new Event.DefinitionChanged(state.version() + 1, define.definition()));
        }
    }

    static void impose(Draft draft, Command.ImposeGates impose) {
        if (!draft.state().gates().equals(impose.gates())) {
            draft.record(new Event.GatesImposed(impose.gates()));
        }
    }

    static void start(Draft draft, Command.Start start) {
        var state = draft.state();
        if (isRepeated(state, start)) {
            return;
        }
        int version = start.version() == 0 ? state.version() : start.version();
        var definition = state.definitions().get(version);
        if (definition == null) {
            throw new RefusedException(
                    "PipelineVersionNotFoundException", "The pipeline has no definition of version " + version + ".");
        }
        requireRoom(state, definition);
        requireFittingRevisions(definition, start.overrides());
        draft.record(new Event.ExecutionStarted(
                start.execution(),
                state.lastNumber() + 1,
                version,
                ExecutionType.STANDARD,
                start.trigger(),
                values(definition, start.variables()),
                start.overrides(),
                start.clientToken(),
                Optional.empty()));
        draft.record(new Event.StageReached(
                start.execution(), definition.stages().get(0).name()));
    }

    private static boolean isRepeated(PipelineState state, Command.Start start) {
        return start.clientToken().filter(state.clientTokens()::containsKey).isPresent();
    }

    /** What is defined comes back before anything moves, so that nobody else is measured by the definition in between. */
    static void startAside(Draft draft, Command.StartAside aside) {
        if (isRepeated(draft.state(), aside.start())) {
            return;
        }
        var newest = draft.state().definition();
        define(draft, new Command.Define(aside.definition()));
        start(draft, aside.start());
        newest.ifPresent(definition -> define(draft, new Command.Define(definition)));
    }

    /** CodePipeline 1.1, quotas: 50 concurrent executions in QUEUED and PARALLEL mode. */
    static void requireRoom(PipelineState state, Pipeline definition) {
        long active = state.executions().values().stream()
                .filter(execution -> execution.status().active())
                .count();
        if (definition.executionMode() != ExecutionMode.SUPERSEDED && active >= CONCURRENT_EXECUTIONS) {
            throw new RefusedException(
                    Refusal.NO_ROOM,
                    "The pipeline has " + active + " executions in progress, and " + CONCURRENT_EXECUTIONS
                            + " are allowed. Wait until one ends, or stop one.");
        }
    }

    private static void requireFittingRevisions(Pipeline definition, List<SourceOverride> overrides) {
        var sources = new LinkedHashMap<String, Action>();
        definition.stages().stream()
                .flatMap(stage -> stage.actions().stream())
                .filter(action -> action.type().category() == ActionCategory.SOURCE)
                .forEach(action -> sources.put(action.name(), action));
        for (SourceOverride override : overrides) {
            var source = sources.get(override.action());
            if (source == null) {
                throw new RefusedException(
                        "ValidationException",
                        "The revision is given for the source action '" + override.action()
                                + "', but the pipeline's source actions are " + sources.keySet() + ".");
            }
            if (!override.fits(source)) {
                throw new RefusedException("ValidationException", unfitting(source, override));
            }
        }
    }

    private static String unfitting(Action source, SourceOverride override) {
        var types = SourceOverride.types(source);
        return types.isEmpty()
                ? "The source action '" + source.name()
                        + "' takes what is there, and no revision by its name. Start without a revision of it."
                : "The source action '" + source.name() + "' takes a revision of the type " + String.join(" or ", types)
                        + ", not " + override.type() + ".";
    }

    private static Map<String, String> values(Pipeline definition, Map<String, String> given) {
        var declared =
                definition.variables().stream().map(VariableDeclaration::name).toList();
        for (var entry : given.entrySet()) {
            if (!declared.contains(entry.getKey())) {
                throw new RefusedException(
                        "ValidationException",
                        "The pipeline has no variable '" + entry.getKey() + "'. It declares " + declared + ".");
            }
        }
        var values = new LinkedHashMap<String, String>();
        for (VariableDeclaration variable : definition.variables()) {
            var value = Optional.ofNullable(given.get(variable.name()))
                    .filter(text -> !text.isEmpty())
                    .or(variable::defaultValue);
            values.put(
                    variable.name(),
                    value.orElseThrow(
                            () -> new RefusedException(
                                    "ValidationException",
                                    "The variable '" + variable.name()
                                            + "' has no value. Give it one at the start, or a defaultValue in the definition.")));
        }
        return values;
    }
}
