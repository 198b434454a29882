package io.jenkins.plugins.stagegate.codepipeline.declaration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.model.Condition;
import io.jenkins.plugins.stagegate.model.FailureResponse;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Rule;
import io.jenkins.plugins.stagegate.model.Stage;
import io.jenkins.plugins.stagegate.model.VariableDeclaration;
import java.util.List;

/**
 * Writes a pipeline that was declared in another spelling. What CodePipeline cannot say is left out: steps, agents, who may
 * approve, more than one retry, schedules, and whatever is beyond the service's limits.
 */
public final class PipelineWriter {
    /** What stands where CodePipeline wants a role. */
    static final String ROLE = "arn:aws:iam::000000000000:role/stage-gate";

    /** The limit of {@code RuleDeclarationList}. */
    private static final int RULES = 5;

    private PipelineWriter() {}

    /** {@code PipelineDeclaration}. */
    public static ObjectNode write(String name, int version, Pipeline pipeline) {
        var node = JsonNodeFactory.instance.objectNode().put("name", name).put("roleArn", ROLE);
        node.putObject("artifactStore").put("type", "S3").put("location", "stage-gate");
        var stages = node.putArray("stages");
        pipeline.stages().forEach(stage -> stage(stages.addObject(), stage));
        node.put("version", version)
                .put("executionMode", pipeline.executionMode().name())
                .put("pipelineType", "V2");
        if (!pipeline.variables().isEmpty()) {
            var variables = node.putArray("variables");
            pipeline.variables().forEach(variable -> variable(variables.addObject(), variable));
        }
        TriggerWriter.write(node, pipeline);
        ChangeDetection.write(node, pipeline);
        return node;
    }

    private static void variable(ObjectNode node, VariableDeclaration variable) {
        node.put("name", variable.name());
        variable.defaultValue().ifPresent(value -> node.put("defaultValue", value));
        variable.description().ifPresent(text -> node.put("description", text));
    }

    private static void stage(ObjectNode node, Stage stage) {
        node.put("name", stage.name());
        var actions = node.putArray("actions");
        stage.actions().forEach(action -> ActionWriter.write(actions.addObject(), action));
        stage.onFailure().ifPresent(response -> onFailure(node.putObject("onFailure"), response));
        conditions(node, "onSuccess", stage.onSuccess());
        conditions(node, "beforeEntry", stage.beforeEntry());
    }

    private static void onFailure(ObjectNode node, FailureResponse response) {
        response.retry().ifPresent(retry -> node.putObject("retryConfiguration")
                .put("retryMode", retry.mode().name()));
        if (response.rollback()) {
            node.put("result", Condition.Result.ROLLBACK.name());
        } else if (response.retry().isPresent()) {
            node.put("result", Condition.Result.RETRY.name());
        }
        write(node, response.conditions());
    }

    private static void conditions(ObjectNode stage, String hook, List<Condition> conditions) {
        if (!conditions.isEmpty()) {
            write(stage.putObject(hook), conditions);
        }
    }

    /** All rules of a condition have to be met, so that several conditions with one result are one. */
    private static void write(ObjectNode hook, List<Condition> conditions) {
        if (conditions.isEmpty()) {
            return;
        }
        var first = conditions.get(0);
        var node = hook.putArray("conditions")
                .addObject()
                .put("result", first.result().name());
        var rules = node.putArray("rules");
        conditions.stream()
                .filter(condition -> condition.result() == first.result())
                .flatMap(condition -> condition.rules().stream())
                .limit(RULES)
                .forEach(rule -> rule(rules.addObject(), rule));
    }

    private static void rule(ObjectNode node, Rule rule) {
        node.put("name", rule.name())
                .putObject("ruleTypeId")
                .put("category", "Rule")
                .put("owner", "AWS")
                .put("provider", rule.provider())
                .put("version", "1");
        Nodes.put(node, "configuration", rule.configuration());
        Nodes.commands(node, rule.commands());
        Nodes.each(node, "inputArtifacts", "name", rule.inputs());
        Nodes.minutes(node, rule.timeout());
    }
}
