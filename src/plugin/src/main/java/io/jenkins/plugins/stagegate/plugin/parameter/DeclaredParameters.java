package io.jenkins.plugins.stagegate.plugin.parameter;

import hudson.BulkChange;
import hudson.model.ParameterDefinition;
import hudson.model.ParametersDefinitionProperty;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.plugin.job.ReleaseDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** Keeps the parameters of a job as its definition declares them. Those that people added stay, and win by their name. */
public final class DeclaredParameters {
    private static final String ANY_COMMIT = "0".repeat(40);

    private DeclaredParameters() {}

    /** Makes the job ask for what the pipeline declares. Writes the job only if something has changed. */
    public static void apply(WorkflowJob job, Pipeline pipeline) throws IOException {
        set(job, declared(job, pipeline));
    }

    /** Leaves the job, which has no such pipeline any more, only those that people added. */
    static void forget(WorkflowJob job) throws IOException {
        set(job, List.of());
    }

    private static void set(WorkflowJob job, List<ParameterDefinition> declared) throws IOException {
        var present = present(job);
        var wanted = new ArrayList<>(present.stream()
                .filter(parameter ->
                        !(parameter instanceof VariableParameter || parameter instanceof RevisionParameter))
                .toList());
        var taken = wanted.stream().map(ParameterDefinition::getName).collect(Collectors.toSet());
        declared.stream()
                .filter(parameter -> !taken.contains(parameter.getName()))
                .forEach(wanted::add);
        if (!wanted.equals(present)) {
            try (var change = new BulkChange(job)) {
                job.removeProperty(ParametersDefinitionProperty.class);
                if (!wanted.isEmpty()) {
                    job.addProperty(new ParametersDefinitionProperty(wanted));
                }
                change.commit();
            }
        }
    }

    private static List<ParameterDefinition> present(WorkflowJob job) {
        var property = job.getProperty(ParametersDefinitionProperty.class);
        return property == null ? List.of() : property.getParameterDefinitions();
    }

    private static List<ParameterDefinition> declared(WorkflowJob job, Pipeline pipeline) {
        var declared = new ArrayList<ParameterDefinition>();
        pipeline.variables()
                .forEach(variable -> declared.add(new VariableParameter(
                        variable.name(),
                        variable.defaultValue().orElse(""),
                        variable.description().orElse(""))));
        pipeline.stages().stream()
                .flatMap(stage -> stage.actions().stream())
                .filter(action -> takesAnyRevision(job, action))
                .forEach(action -> declared.add(new RevisionParameter(action.name())));
        return declared;
    }

    /** The job's own repository is at the revision of its definition, always; a folder has no other than the newest. */
    private static boolean takesAnyRevision(WorkflowJob job, Action action) {
        if (Boolean.parseBoolean(action.configuration().get("scm"))) {
            return job.getDefinition() instanceof ReleaseDefinition definition
                    && !definition.at(ANY_COMMIT).isEmpty();
        }
        return action.type().provider().equals(ActionType.IMAGE)
                || (action.type().provider().equals(ActionType.S3)
                        && action.type().category() == ActionCategory.SOURCE)
                || (action.type().provider().equals(ActionType.GIT)
                        && action.configuration().containsKey("url"));
    }
}
