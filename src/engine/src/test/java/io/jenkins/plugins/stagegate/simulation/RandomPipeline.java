package io.jenkins.plugins.stagegate.simulation;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Agent;
import io.jenkins.plugins.stagegate.model.ApprovalSettings;
import io.jenkins.plugins.stagegate.model.ApprovalSettings.OnNewer;
import io.jenkins.plugins.stagegate.model.Condition;
import io.jenkins.plugins.stagegate.model.ExecutionMode;
import io.jenkins.plugins.stagegate.model.FailureResponse;
import io.jenkins.plugins.stagegate.model.FailureResponse.AutomaticRetry;
import io.jenkins.plugins.stagegate.model.OutputArtifact;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.RetryMode;
import io.jenkins.plugins.stagegate.model.Rule;
import io.jenkins.plugins.stagegate.model.Stage;
import io.jenkins.plugins.stagegate.model.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pipelines of all shapes that the engine knows. */
final class RandomPipeline {
    private final Chance chance;

    RandomPipeline(Chance chance) {
        this.chance = chance;
    }

    Pipeline pipeline(ExecutionMode mode) {
        var stages = new ArrayList<Stage>();
        stages.add(new Stage("Source", List.of(action("App", 1, false, true))));
        int count = 1 + chance.below(4);
        for (int i = 1; i <= count; i++) {
            stages.add(stage("Stage" + i));
        }
        return new Pipeline(mode, List.of(), List.of(), stages);
    }

    private Stage stage(String name) {
        var actions = new ArrayList<Action>();
        int groups = 1 + chance.below(3);
        for (int order = 1; order <= groups; order++) {
            int width = 1 + chance.below(3);
            for (int i = 0; i < width; i++) {
                actions.add(action(name + "-" + order + "-" + i, order, chance.oneIn(5), false));
            }
        }
        return new Stage(name, actions, conditions(), conditions(), failure());
    }

    private List<Condition> conditions() {
        return chance.oneIn(5)
                ? List.of(new Condition(chance.of(List.of(Condition.Result.values())), List.of(rule())))
                : List.of();
    }

    private Rule rule() {
        var timeout = Optional.of(Duration.ofMinutes(30));
        return chance.oneIn(2)
                ? new Rule("Outside", "HttpCheck", Map.of(), List.of(), List.of(), timeout)
                : new Rule(
                        "Window",
                        "DeploymentWindow",
                        Map.of("Cron", "* * 9-16 * * ?", "TimeZone", "UTC"),
                        List.of(),
                        List.of(),
                        timeout);
    }

    private Optional<FailureResponse> failure() {
        if (!chance.oneIn(3)) {
            return Optional.empty();
        }
        var retry = chance.oneIn(2)
                ? Optional.of(new AutomaticRetry(
                        chance.of(List.of(RetryMode.values())),
                        1 + chance.below(2),
                        Duration.ofMinutes(chance.below(20))))
                : Optional.<AutomaticRetry>empty();
        return Optional.of(new FailureResponse(retry, chance.oneIn(2), conditions()));
    }

    /** The source puts out an artifact; some of the others take it in. */
    private Action action(String name, int order, boolean approval, boolean source) {
        var category = source ? ActionCategory.SOURCE : approval ? ActionCategory.APPROVAL : ActionCategory.BUILD;
        boolean custom = !source && !approval && chance.oneIn(4);
        return new Action(
                name,
                custom
                        ? new ActionType(category, "Custom", "Scanner", "1")
                        : ActionType.of(category, approval ? ActionType.MANUAL : ActionType.COMMANDS),
                order,
                Map.of(),
                new Work.None(),
                !source && !approval && chance.oneIn(2) ? List.of("AppSource") : List.of(),
                source ? List.of(new OutputArtifact("AppSource", List.of())) : List.of(),
                List.of(),
                Optional.empty(),
                Map.of(),
                Optional.of(Duration.ofHours(2)),
                Agent.ANY,
                approval ? Optional.of(settings()) : Optional.empty());
    }

    private ApprovalSettings settings() {
        return new ApprovalSettings(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                1 + chance.below(2),
                chance.oneIn(2),
                chance.of(List.of(OnNewer.values())),
                List.of(),
                List.of());
    }
}
