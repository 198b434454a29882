package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.Rule;
import io.jenkins.plugins.stagegate.model.VariableReferences;
import io.jenkins.plugins.stagegate.model.VariableReferences.Reference;
import io.jenkins.plugins.stagegate.model.Work;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The values that an action of an execution can refer to: the namespaces {@code codepipeline} and {@code variables}, and one
 * for each action that has a namespace and has run.
 */
final class VariableScope {
    private final Map<String, Map<String, String>> values;

    private VariableScope(Map<String, Map<String, String>> values) {
        this.values = values;
    }

    static VariableScope of(Execution execution) {
        var values = new LinkedHashMap<>(execution.outputVariables());
        values.put(VariableReferences.EXECUTION_NAMESPACE, Map.of(VariableReferences.EXECUTION_ID, execution.id()));
        values.put(VariableReferences.PIPELINE_NAMESPACE, execution.start().variables());
        return new VariableScope(values);
    }

    private Optional<String> value(Reference reference) {
        return Optional.ofNullable(
                values.getOrDefault(reference.namespace(), Map.of()).get(reference.key()));
    }

    String resolve(String text) {
        return VariableReferences.resolve(text, this::value);
    }

    Map<String, String> resolve(Map<String, String> texts) {
        var resolved = new LinkedHashMap<String, String>();
        texts.forEach((key, text) -> resolved.put(key, resolve(text)));
        return resolved;
    }

    /** A reference of the action that has no value, if there is one. */
    Optional<Reference> unresolved(Action action) {
        return texts(action)
                .flatMap(text -> VariableReferences.in(text).stream())
                .filter(reference -> value(reference).isEmpty())
                .findFirst();
    }

    private static Stream<String> texts(Action action) {
        return Stream.of(
                        action.configuration().values().stream(),
                        action.environment().values().stream(),
                        WorkTexts.of(action.work()),
                        action.approval().stream()
                                .flatMap(approval ->
                                        Stream.concat(approval.message().stream(), approval.link().stream())))
                .flatMap(texts -> texts);
    }

    /**
     * The action with every reference replaced.
     *
     * <p>What a shell will read is not replaced by text, since a commit message may hold anything: it becomes an environment
     * variable, which no shell evaluates.
     */
    Action resolve(Action action) {
        var environment = new LinkedHashMap<>(resolve(action.environment()));
        Work work = WorkTexts.replace(action.work(), this::resolve, (text, form) -> shell(text, form, environment));
        return new Action(
                action.name(),
                action.type(),
                action.runOrder(),
                resolve(action.configuration()),
                work,
                action.inputs(),
                action.outputs(),
                action.exports(),
                action.namespace(),
                environment,
                action.timeout(),
                action.agent(),
                action.approval());
    }

    /** The rule with every reference replaced; those that a shell reads go into the environment, as for actions. */
    Rule resolve(Rule rule, Map<String, String> environment) {
        return new Rule(
                rule.name(),
                rule.provider(),
                resolve(rule.configuration()),
                rule.commands().stream()
                        .map(line -> shell(line, "${%s}", environment))
                        .toList(),
                rule.inputs(),
                rule.timeout());
    }

    private String shell(String text, String form, Map<String, String> environment) {
        return VariableReferences.resolve(text, reference -> value(reference).map(value -> {
            var name = "STAGE_GATE_VAR_" + word(reference.namespace()) + "_" + word(reference.key());
            environment.put(name, value);
            return form.formatted(name);
        }));
    }

    private static String word(String name) {
        return name.replaceAll("[^A-Za-z0-9_]", "_");
    }
}
