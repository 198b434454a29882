package io.jenkins.plugins.stagegate.scenario;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Agent;
import io.jenkins.plugins.stagegate.model.ApprovalSettings;
import io.jenkins.plugins.stagegate.model.ApprovalSettings.OnNewer;
import io.jenkins.plugins.stagegate.model.ExecutionMode;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Stage;
import io.jenkins.plugins.stagegate.model.VariableDeclaration;
import io.jenkins.plugins.stagegate.model.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The line that a scenario is about, from its heading: {@code mode QUEUED}, {@code variable NAME = default}, {@code stage
 * Build: Package + Lint, Verify}. A plus joins actions that run in parallel, a comma separates action groups, and a question
 * mark in front of a name makes it an approval, an asterisk an action that workers perform; {@link StageRules} tells the rest.
 */
final class Line {
    private ExecutionMode mode = ExecutionMode.SUPERSEDED;
    private final List<VariableDeclaration> variables = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();

    void read(String text) {
        if (text.startsWith("mode ")) {
            mode = ExecutionMode.valueOf(text.substring(5));
        } else if (text.startsWith("variable ")) {
            var parts = text.substring(9).split("=", 2);
            variables.add(new VariableDeclaration(
                    parts[0].strip(),
                    parts.length == 2 ? Optional.of(parts[1].strip()) : Optional.empty(),
                    Optional.empty()));
        } else if (text.startsWith("stage ")) {
            var parts = text.substring(6).split(":", 2);
            stages.add(new Stage(parts[0].strip(), actions(parts[1])));
        } else if (text.matches("(entry|success|failure) .*")) {
            StageRules.read(text, stages);
        } else {
            throw new IllegalArgumentException("neither mode nor variable nor stage: " + text);
        }
    }

    Pipeline pipeline() {
        return new Pipeline(mode, variables, List.of(), stages);
    }

    void clearStages() {
        stages.clear();
    }

    private List<Action> actions(String text) {
        var actions = new ArrayList<Action>();
        int order = 0;
        for (String group : text.split(",")) {
            order++;
            for (String name : group.split("\\+")) {
                actions.add(action(name.strip(), order));
            }
        }
        return actions;
    }

    private Action action(String text, int order) {
        boolean approval = text.startsWith("?");
        var category =
                stages.isEmpty() ? ActionCategory.SOURCE : approval ? ActionCategory.APPROVAL : ActionCategory.BUILD;
        boolean custom = text.startsWith("*");
        var words = text.substring(approval || custom ? 1 : 0).split(" ");
        return new Action(
                words[0],
                custom
                        ? new ActionType(category, "Custom", "Scanner", "1")
                        : ActionType.of(category, approval ? ActionType.MANUAL : ActionType.COMMANDS),
                order,
                Map.of(),
                approval ? new Work.None() : new Work.Commands(List.of("true")),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Agent.ANY,
                approval ? Optional.of(settings(List.of(words))) : Optional.empty());
    }

    /** Words behind an approval's name: {@code two} people, {@code others} than the starter, {@code @group}, {@code offer}. */
    private static ApprovalSettings settings(List<String> words) {
        var submitters = words.stream()
                .filter(word -> word.startsWith("@"))
                .map(word -> word.substring(1))
                .toList();
        return new ApprovalSettings(
                Optional.empty(),
                Optional.empty(),
                submitters,
                words.contains("two") ? 2 : 1,
                !words.contains("others"),
                words.contains("offer")
                        ? OnNewer.OFFER
                        : words.contains("supersede") ? OnNewer.SUPERSEDE : OnNewer.KEEP,
                List.of(),
                List.of());
    }
}
