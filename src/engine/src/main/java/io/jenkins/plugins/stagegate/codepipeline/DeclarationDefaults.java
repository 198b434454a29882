package io.jenkins.plugins.stagegate.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.model.ExecutionMode;
import java.util.List;

/** What the service says of a pipeline though nobody has told it: clients count on these members. */
final class DeclarationDefaults {
    private static final List<String> CONDITIONS = List.of("beforeEntry", "onSuccess", "onFailure");

    private DeclarationDefaults() {}

    /** Fills in what a {@code PipelineDeclaration} leaves out. */
    static ObjectNode fill(ObjectNode declaration) {
        for (JsonNode stage : declaration.path("stages")) {
            stage.path("actions").forEach(action -> fillAction((ObjectNode) action));
        }
        declaration.put("executionMode", mode(declaration));
        return declaration.put("pipelineType", type(declaration));
    }

    private static void fillAction(ObjectNode action) {
        if (!action.has("runOrder")) {
            action.put("runOrder", 1);
        }
        action.withObjectProperty("configuration");
        action.withArrayProperty("inputArtifacts");
        action.withArrayProperty("outputArtifacts");
    }

    private static String mode(JsonNode declaration) {
        return declaration.path("executionMode").asText(ExecutionMode.SUPERSEDED.name());
    }

    /** CodePipeline 1.1: whatever is said, what only the type V2 has makes a pipeline one of it. */
    static String type(JsonNode declaration) {
        boolean more = !declaration.path("variables").isEmpty()
                || !declaration.path("triggers").isEmpty()
                || !mode(declaration).equals(ExecutionMode.SUPERSEDED.name());
        for (JsonNode stage : declaration.path("stages")) {
            more |= CONDITIONS.stream().anyMatch(stage::has);
            for (JsonNode action : stage.path("actions")) {
                more |= action.has("commands");
            }
        }
        return more ? "V2" : declaration.path("pipelineType").asText("V1");
    }
}
