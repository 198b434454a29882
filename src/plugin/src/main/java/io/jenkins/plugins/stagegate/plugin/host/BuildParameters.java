package io.jenkins.plugins.stagegate.plugin.host;

import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.StringParameterDefinition;
import java.util.Objects;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** The parameters of builds that nobody fills in a form for. */
final class BuildParameters {
    private BuildParameters() {}

    /** Those that the build for a request has; nothing if Jenkins may give it the job's defaults. */
    static Optional<ParametersAction> of(Request request, JobPipeline pipeline) {
        return request instanceof StartRequest start ? said(start, pipeline.job()) : carried(request, pipeline);
    }

    /** What the start says, as far as the job asks for it; of the others their defaults. */
    private static Optional<ParametersAction> said(StartRequest start, WorkflowJob job) {
        return Optional.ofNullable(job.getProperty(ParametersDefinitionProperty.class))
                .map(property -> new ParametersAction(property.getParameterDefinitions().stream()
                        .map(definition -> value(start, definition))
                        .filter(Objects::nonNull)
                        .toList()));
    }

    private static ParameterValue value(StartRequest start, ParameterDefinition definition) {
        if (definition instanceof StringParameterDefinition text) {
            var said = start.said(text.getName());
            if (said.isPresent()) {
                return text.createValue(said.get());
            }
        }
        return definition.getDefaultParameterValue();
    }

    /** What the attempt before had: an action does the same in a retry. Nobody can have brought them in who might not then. */
    private static Optional<ParametersAction> carried(Request request, JobPipeline pipeline) {
        return pipeline.build(request.origin())
                .map(build -> build.getAction(ParametersAction.class))
                .map(action ->
                        action.getParameters().stream().filter(Objects::nonNull).toList())
                .map(values -> new ParametersAction(
                        values, values.stream().map(ParameterValue::getName).toList()));
    }
}
