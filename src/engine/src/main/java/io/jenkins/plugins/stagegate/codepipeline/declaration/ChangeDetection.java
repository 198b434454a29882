package io.jenkins.plugins.stagegate.codepipeline.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Stage;
import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.model.Trigger.Patterns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The triggers that a declaration does not write down: CodePipeline's sources detect changes by themselves unless a setting says
 * no. A source action that a trigger is about follows that trigger alone.
 */
public final class ChangeDetection {
    /** The setting of each provider that switches it off; CodePipeline has it on by default. */
    private static final Map<String, String> SETTINGS = Map.of(
            "CodeStarSourceConnection", "DetectChanges",
            "CodeCommit", "PollForSourceChanges",
            "GitHub", "PollForSourceChanges",
            "S3", "PollForSourceChanges");

    /** It has no such setting: an event tells of each new image. */
    private static final String ALWAYS = "ECR";

    private static final Set<String> WATCHED = Set.of(ActionType.GIT, ActionType.IMAGE, ActionType.S3);

    private ChangeDetection() {}

    /** The setting of the action that says whether it does, if its provider has one. */
    public static Optional<String> setting(JsonNode action) {
        return Optional.ofNullable(
                SETTINGS.get(action.at("/actionTypeId/provider").asText()));
    }

    /** The declared triggers, and behind them those that go without saying. */
    static List<Trigger> triggers(List<Trigger> declared, JsonNode document, List<Stage> stages) {
        var triggers = new ArrayList<>(declared);
        var sources = stages.isEmpty() ? List.<Action>of() : stages.get(0).actions();
        for (int i = 0; i < sources.size(); i++) {
            var name = sources.get(i).name();
            boolean told = declared.stream()
                    .anyMatch(one -> one.sourceAction().map(name::equals).orElse(true));
            if (!told
                    && WATCHED.contains(sources.get(i).type().provider())
                    && detects(document.at("/stages/0/actions/" + i))) {
                triggers.add(new Trigger.Push(Optional.of(name), Patterns.ANY, Patterns.ANY, Patterns.ANY));
            }
        }
        return triggers;
    }

    /** Says at each source of objects whether it is polled, since it would be if nothing were said. */
    static void write(JsonNode document, Pipeline pipeline) {
        var sources = pipeline.stages().get(0).actions();
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i).type().provider().equals(ActionType.S3)) {
                var name = sources.get(i).name();
                boolean polled = pipeline.triggers().stream().anyMatch(trigger -> polls(trigger, pipeline, name));
                ((ObjectNode) document.at("/stages/0/actions/" + i + "/configuration"))
                        .put(SETTINGS.get(ActionType.S3), String.valueOf(polled));
            }
        }
    }

    /** Whether it is a push that a setting of a source of objects says, and no trigger of the declaration. */
    static boolean isSetting(Trigger trigger, Pipeline pipeline) {
        return pipeline.stages().get(0).actions().stream()
                .anyMatch(source ->
                        source.type().provider().equals(ActionType.S3) && polls(trigger, pipeline, source.name()));
    }

    private static boolean polls(Trigger trigger, Pipeline pipeline, String source) {
        return trigger instanceof Trigger.Push push
                && push.branches().equals(Patterns.ANY)
                && push.tags().equals(Patterns.ANY)
                && push.filePaths().equals(Patterns.ANY)
                && push.sourceAction()
                        .map(source::equals)
                        .orElse(pipeline.stages().get(0).actions().size() == 1);
    }

    /** Whether CodePipeline starts the pipeline by itself when this {@code ActionDeclaration}'s source has changed. */
    public static boolean detects(JsonNode action) {
        var provider = action.at("/actionTypeId/provider").asText();
        var setting = SETTINGS.get(provider);
        return provider.equals(ALWAYS)
                || (setting != null
                        && !action.path("configuration")
                                .path(setting)
                                .asText()
                                .strip()
                                .equalsIgnoreCase("false"));
    }
}
