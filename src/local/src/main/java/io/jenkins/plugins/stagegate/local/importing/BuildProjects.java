package io.jenkins.plugins.stagegate.local.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.model.BuildSettings;

/**
 * The build projects of a template, which say what the pipeline's actions of CodeBuild do not: where the buildspec is, and
 * variables.
 */
record BuildProjects(JsonNode resources) {
    /** Where the variables of the project stand among the settings of an action. */
    static final String VARIABLES = "ProjectVariables";

    private static final String TYPE = "AWS::CodeBuild::Project";

    /** Gives every action of CodeBuild below this value what its project says. */
    void tell(JsonNode value) {
        boolean builds = value.at("/ActionTypeId/Provider").asText().equals("CodeBuild");
        if (builds && value.path("Configuration") instanceof ObjectNode settings) {
            tell(settings);
        } else {
            value.forEach(this::tell);
        }
    }

    private void tell(ObjectNode settings) {
        var name = settings.path(BuildSettings.PROJECT).path("Ref").asText();
        var project = resources.path(name);
        if (!project.path("Type").asText().equals(TYPE)) {
            return;
        }
        settings.put(BuildSettings.PROJECT, name);
        var buildspec = project.at("/Properties/Source/BuildSpec");
        if (!buildspec.isMissingNode() && !settings.has(BuildSettings.BUILDSPEC)) {
            settings.set(BuildSettings.BUILDSPEC, buildspec);
        }
        var variables = project.at("/Properties/Environment/EnvironmentVariables");
        if (variables.isArray()) {
            settings.set(VARIABLES, variables);
        }
    }
}
