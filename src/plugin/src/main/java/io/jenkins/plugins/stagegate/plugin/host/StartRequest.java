package io.jenkins.plugins.stagegate.plugin.host;

import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Run;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.decision.StartTrigger;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.VariableDeclaration;
import io.jenkins.plugins.stagegate.plugin.parameter.RevisionParameter;
import io.jenkins.plugins.stagegate.plugin.parameter.Unchosen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** Starts an execution. A build without any request does so, too. */
public final class StartRequest extends Request {
    private final String execution;
    private final String clientToken;
    private final Map<String, String> variables;
    private final List<Revision> revisions = new ArrayList<>();

    /**
     * A start with values for pipeline variables and revisions for source actions.
     *
     * @param execution the id for the new execution
     */
    public StartRequest(
            String execution,
            Map<String, String> variables,
            List<SourceOverride> overrides,
            Optional<String> clientToken) {
        this.execution = execution;
        this.clientToken = clientToken.orElse(execution);
        this.variables = new LinkedHashMap<>(variables);
        overrides.forEach(override -> revisions.add(new Revision(override)));
    }

    static StartRequest plain() {
        return new StartRequest(UUID.randomUUID().toString(), Map.of(), List.of(), Optional.empty());
    }

    /** The client's token, with which it starts once. */
    public String clientToken() {
        return clientToken;
    }

    /** What it says explicitly of a parameter of the job. */
    Optional<String> said(String parameter) {
        var revision = RevisionParameter.action(parameter).flatMap(action -> revisions.stream()
                .filter(one -> one.action.equals(action))
                .findFirst());
        return Optional.ofNullable(variables.get(parameter)).or(() -> revision.map(one -> one.value));
    }

    @Override
    String execution() {
        return execution;
    }

    @Override
    boolean startsAnew() {
        return true;
    }

    @Override
    Optional<Command> command(Beginning beginning) {
        var run = beginning.release().run();
        return Optional.of(command(beginning.state().definition().orElseThrow(), Actors.trigger(run), parameters(run)));
    }

    /** The command that a build of that job would give, whose parameters nobody says. */
    Command beforehand(Pipeline definition, StartTrigger trigger, WorkflowJob job) {
        var defaults = Optional.ofNullable(job.getProperty(ParametersDefinitionProperty.class)).stream()
                .flatMap(property -> property.getParameterDefinitions().stream())
                .map(ParameterDefinition::getDefaultParameterValue)
                .filter(Objects::nonNull)
                .filter(StartRequest::counts)
                .toList();
        return command(definition, trigger, defaults);
    }

    private Command command(Pipeline definition, StartTrigger trigger, List<ParameterValue> parameters) {
        return new Command.Start(
                execution,
                0,
                trigger,
                values(definition, parameters),
                overrides(definition, parameters),
                Optional.of(clientToken));
    }

    /** The revision that was chosen for what the pipeline takes from the job's own repository. */
    Optional<String> ownRevision(Pipeline pipeline, Run<?, ?> build) {
        var own = pipeline.stages().stream()
                .flatMap(stage -> stage.actions().stream())
                .filter(action -> Boolean.parseBoolean(action.configuration().get("scm")))
                .map(Action::name)
                .collect(Collectors.toSet());
        return overrides(pipeline, parameters(build)).stream()
                .filter(override -> own.contains(override.action()))
                .map(SourceOverride::value)
                .findFirst();
    }

    /** The build's parameters count where they have the name of a variable; what was asked for explicitly counts more. */
    private Map<String, String> values(Pipeline definition, List<ParameterValue> parameters) {
        var declared =
                definition.variables().stream().map(VariableDeclaration::name).collect(Collectors.toSet());
        var values = new LinkedHashMap<String, String>();
        for (ParameterValue parameter : parameters) {
            if (declared.contains(parameter.getName())) {
                values.put(parameter.getName(), Objects.toString(parameter.getValue(), ""));
            }
        }
        values.putAll(variables);
        return values;
    }

    /** The build's parameters count for the source actions of which nothing was said explicitly. */
    private List<SourceOverride> overrides(Pipeline pipeline, List<ParameterValue> parameters) {
        var overrides = revisions.stream().map(Revision::override).collect(Collectors.toList());
        for (ParameterValue parameter : parameters) {
            var value = Objects.toString(parameter.getValue(), "").strip();
            RevisionParameter.action(parameter.getName())
                    .filter(action -> !value.isEmpty()
                            && overrides.stream()
                                    .noneMatch(known -> known.action().equals(action)))
                    .ifPresent(action -> overrides.add(SourceOverride.in(Optional.of(pipeline), action, value)));
        }
        return overrides;
    }

    private static List<ParameterValue> parameters(Run<?, ?> build) {
        var given = build.getAction(ParametersAction.class);
        return given == null
                ? List.of()
                : given.getParameters().stream()
                        .filter(parameter -> counts(parameter) && parameter.getValue() != null)
                        .toList();
    }

    private static boolean counts(ParameterValue parameter) {
        return !parameter.isSensitive() && !(parameter instanceof Unchosen);
    }

    private static final class Revision {
        private final String action;
        private final String type;
        private final String value;
        /** May be missing, also in what an older version has kept. */
        private final String branch;

        Revision(SourceOverride override) {
            action = override.action();
            type = override.type();
            value = override.value();
            branch = override.branch().orElse(null);
        }

        SourceOverride override() {
            return new SourceOverride(action, type, value, Optional.ofNullable(branch));
        }
    }
}
