package io.jenkins.plugins.stagegate.codepipeline.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.model.ExecutionMode;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Stage;
import io.jenkins.plugins.stagegate.model.VariableDeclaration;
import io.jenkins.plugins.stagegate.validation.Finding;
import io.jenkins.plugins.stagegate.validation.Validator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * A pipeline in CodePipeline's JSON.
 *
 * @param document word for word, as it was given: what has no counterpart here stays in it
 * @param pipeline what is made of it here
 */
public record Declaration(String name, ObjectNode document, Pipeline pipeline) {
    private static final int FEWEST_STAGES = 2;

    /**
     * Reads a declaration.
     *
     * @param document in the shape {@code PipelineDeclaration}, held against it
     * @throws InvalidDeclarationException with all that is wrong with it
     */
    public static Declaration read(ObjectNode document, Performers performers) throws InvalidDeclarationException {
        int stages = document.path("stages").size();
        if (stages < FEWEST_STAGES) {
            throw InvalidDeclarationException.structure(
                    "Pipeline has only " + stages + " stage(s). There should be a minimum of 2 stages in a pipeline");
        }
        if (document.has("artifactStore") == document.has("artifactStores")) {
            throw InvalidDeclarationException.structure(
                    "A pipeline has either an artifactStore or artifactStores, and not both.");
        }
        for (JsonNode stage : document.path("stages")) {
            requireBlockersOfTheirOwnName(stage);
        }
        var pipeline = pipeline(document, new ActionReader(performers));
        var findings = Validator.validate(pipeline);
        if (!findings.isEmpty()) {
            throw new InvalidDeclarationException(code(findings.get(0)), message(findings));
        }
        return new Declaration(document.path("name").asText(), document, pipeline);
    }

    /** Blockers are reserved: they are kept, and nothing follows from them. */
    private static void requireBlockersOfTheirOwnName(JsonNode stage) throws InvalidDeclarationException {
        var names = new HashSet<String>();
        for (String name : Nodes.each(stage.path("blockers"), "name")) {
            if (!names.add(name)) {
                throw InvalidDeclarationException.blocker(
                        "The stage '" + stage.path("name").asText() + "' has two blockers of the name '" + name + "'.");
            }
        }
    }

    private static Pipeline pipeline(JsonNode document, ActionReader actions) throws InvalidDeclarationException {
        var stages = new ArrayList<Stage>();
        for (JsonNode stage : document.path("stages")) {
            var all = new ArrayList<io.jenkins.plugins.stagegate.model.Action>();
            for (JsonNode action : stage.path("actions")) {
                all.add(actions.read(action));
            }
            stages.add(new Stage(
                    stage.path("name").asText(),
                    all,
                    ConditionReader.conditions(stage.path("beforeEntry")),
                    ConditionReader.conditions(stage.path("onSuccess")),
                    ConditionReader.onFailure(stage.path("onFailure"))));
        }
        return new Pipeline(
                ExecutionMode.valueOf(document.path("executionMode").asText(ExecutionMode.SUPERSEDED.name())),
                variables(document.path("variables")),
                TriggerReader.read(document.path("triggers")),
                stages);
    }

    private static List<VariableDeclaration> variables(JsonNode list) {
        var variables = new ArrayList<VariableDeclaration>();
        list.forEach(one -> variables.add(new VariableDeclaration(
                one.path("name").asText(), Nodes.text(one, "defaultValue"), Nodes.text(one, "description"))));
        return variables;
    }

    /** The service tells by the error's name where the first mistake is. */
    private static String code(Finding finding) {
        var path = finding.path().toString();
        if (path.contains("actions[")) {
            return "InvalidActionDeclarationException";
        }
        return path.startsWith("stages[") ? "InvalidStageDeclarationException" : "InvalidStructureException";
    }

    private static String message(List<Finding> findings) {
        return String.join(
                " ",
                findings.stream()
                        .map(finding ->
                                finding.path() + ": " + finding.explanation().message())
                        .toList());
    }
}
