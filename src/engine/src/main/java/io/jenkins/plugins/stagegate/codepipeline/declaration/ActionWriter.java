package io.jenkins.plugins.stagegate.codepipeline.declaration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.BuildSettings;
import io.jenkins.plugins.stagegate.model.OutputArtifact;
import io.jenkins.plugins.stagegate.model.Work;
import java.util.LinkedHashMap;
import java.util.List;

/** Writes {@code ActionDeclaration}s. */
final class ActionWriter {
    /** The limit of {@code EnvironmentVariableList}. */
    private static final int VARIABLES = 10;

    private ActionWriter() {}

    static void write(ObjectNode node, Action action) {
        node.put("name", action.name())
                .putObject("actionTypeId")
                .put("category", action.type().category().label())
                .put("owner", action.type().owner())
                .put("provider", action.type().provider())
                .put("version", action.type().version());
        node.put("runOrder", action.runOrder());
        boolean builds = BuildSettings.has(action.type());
        var settings = new LinkedHashMap<>(builds ? BuildVariables.settings(action) : action.configuration());
        action.approval().ifPresent(approval -> {
            approval.message().ifPresent(text -> settings.put("CustomData", text));
            approval.link().ifPresent(url -> settings.put("ExternalEntityLink", url));
        });
        Nodes.put(node, "configuration", settings);
        if (action.work() instanceof Work.Commands commands) {
            Nodes.commands(node, commands.lines());
        }
        outputs(node, action.outputs());
        Nodes.each(node, "inputArtifacts", "name", action.inputs());
        Nodes.put(node, "outputVariables", action.exports());
        action.namespace().ifPresent(namespace -> node.put("namespace", namespace));
        Nodes.minutes(node, action.timeout());
        if (!action.environment().isEmpty() && !builds) {
            var list = node.putArray("environmentVariables");
            action.environment().entrySet().stream()
                    .filter(variable -> !variable.getValue().isEmpty())
                    .limit(VARIABLES)
                    .forEach(variable ->
                            list.addObject().put("name", variable.getKey()).put("value", variable.getValue()));
        }
    }

    private static void outputs(ObjectNode node, List<OutputArtifact> outputs) {
        if (!outputs.isEmpty()) {
            var list = node.putArray("outputArtifacts");
            for (OutputArtifact output : outputs) {
                Nodes.put(list.addObject().put("name", output.name()), "files", output.files());
            }
        }
    }
}
