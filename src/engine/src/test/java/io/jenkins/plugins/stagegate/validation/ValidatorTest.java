package io.jenkins.plugins.stagegate.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Agent;
import io.jenkins.plugins.stagegate.model.ExecutionMode;
import io.jenkins.plugins.stagegate.model.OutputArtifact;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Stage;
import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.model.Trigger.Patterns;
import io.jenkins.plugins.stagegate.model.Work;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.Test;

/** What only another spelling than our language can say wrongly, and what does not fit into an example file. */
public class ValidatorTest {
    private static final Stage SOURCE = new Stage(
            "Source", List.of(action("App", ActionCategory.SOURCE, "Folder", 1, List.of(), List.of("AppSource"))));

    @Test
    public void acceptsARunOrderWithGaps() {
        assertThat(rulesBroken(
                        SOURCE,
                        new Stage(
                                "Build",
                                List.of(
                                        build("Check", 7, List.of("Jar"), List.of()),
                                        build("Package", 3, List.of("AppSource"), List.of("Jar"))))))
                .isEmpty();
    }

    @Test
    public void refusesAnInputOfTheSameRunOrder() {
        assertThat(rulesBroken(
                        SOURCE,
                        new Stage(
                                "Build",
                                List.of(
                                        build("Package", 3, List.of("AppSource"), List.of("Jar")),
                                        build("Check", 3, List.of("Jar"), List.of())))))
                .containsExactly("input-later at stages[1].actions[1].inputs[0]");
    }

    @Test
    public void refusesArtifactsOfApprovals() {
        Action approval = action("Ship", ActionCategory.APPROVAL, "Manual", 1, List.of("AppSource"), List.of());
        assertThat(rulesBroken(SOURCE, new Stage("Approve", List.of(approval))))
                .containsExactly("approval-with-artifact at stages[1].actions[0]");
    }

    @Test
    public void refusesInputsOfSources() {
        Action second = action("Second", ActionCategory.SOURCE, "Folder", 2, List.of("AppSource"), List.of("Other"));
        Stage sources = new Stage("Source", List.of(SOURCE.actions().get(0), second));
        assertThat(rulesBroken(sources, new Stage("Build", List.of(build("Package", 1, List.of(), List.of())))))
                .containsExactly("source-with-input at stages[0].actions[1]");
    }

    @Test
    public void refusesMoreThanFiftyStagesAndMoreThanAThousandActions() {
        List<Action> actions = IntStream.range(0, 21)
                .mapToObj(i -> build("A" + i, 1, List.of(), List.of()))
                .toList();
        Stage[] stages = IntStream.range(0, 51)
                .mapToObj(i -> i == 0 ? SOURCE : new Stage("S" + i, actions))
                .toArray(Stage[]::new);
        assertThat(rulesBroken(stages)).containsExactly("too-many at stages", "too-many at stages");
    }

    @Test
    public void acceptsFiftyActionsOfAStageAndNoMore() {
        Action package1 = build("Package", 1, List.of(), List.of());
        List<Action> actions = IntStream.range(0, 50)
                .mapToObj(i -> build("A" + i, 1, List.of(), List.of()))
                .toList();
        assertThat(rulesBroken(SOURCE, new Stage("Build", actions))).isEmpty();
        assertThat(rulesBroken(SOURCE, new Stage("Build", concat(actions, package1))))
                .containsExactly("too-many at stages[1]");
    }

    @Test
    public void countsTheFiltersOfASourceActionAsCodePipelineDoes() {
        assertThat(brokenBy(filters(150, 150))).isEmpty();
        assertThat(brokenBy(filters(151, 0))).containsExactly("too-many at ");
        assertThat(brokenBy(filters(0, 151))).containsExactly("too-many at ");
    }

    @Test
    public void countsEachOtherTriggerForItself() {
        assertThat(brokenBy(successes(50))).isEmpty();
        assertThat(brokenBy(successes(51))).containsExactly("too-many at ");
        assertThat(brokenBy(Stream.concat(successes(49), filters(4, 4)))).containsExactly("too-many at ");
    }

    private static Stream<Trigger> filters(int pushes, int pullRequests) {
        var push = new Trigger.Push(Optional.of("App"), Patterns.ANY, Patterns.ANY, Patterns.ANY);
        var pullRequest = new Trigger.PullRequest(
                Optional.empty(), List.of(Trigger.PullRequestEvent.OPEN), Patterns.ANY, Patterns.ANY);
        return Stream.concat(
                Collections.<Trigger>nCopies(pushes, push).stream(),
                Collections.<Trigger>nCopies(pullRequests, pullRequest).stream());
    }

    private static Stream<Trigger> successes(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Trigger.PipelineSuccess("shop-" + i));
    }

    private static List<String> brokenBy(Stream<Trigger> triggers) {
        var build = new Stage("Build", List.of(build("Package", 1, List.of("AppSource"), List.of())));
        var pipeline = new Pipeline(ExecutionMode.QUEUED, List.of(), triggers.toList(), List.of(SOURCE, build));
        return Validator.validate(pipeline).stream()
                .filter(finding -> finding.rule().equals("too-many"))
                .map(finding -> finding.rule() + " at " + finding.path())
                .toList();
    }

    @Test
    public void explainsEachRuleWhateverItIsAbout() {
        assertThat(Explanation.rules()).allSatisfy(rule -> {
            Explanation explanation = Explanation.of(rule, "A", "B", "C", "D", "E");
            assertThat(explanation.message()).isNotEmpty().doesNotContain("'{'").doesNotContain("''");
            assertThat(explanation.expected() + explanation.hint())
                    .doesNotContain("'{'")
                    .doesNotContain("''");
        });
    }

    private static List<Action> concat(List<Action> actions, Action last) {
        var all = new ArrayList<>(actions);
        all.add(last);
        return Collections.unmodifiableList(all);
    }

    private static List<String> rulesBroken(Stage... stages) {
        var pipeline = new Pipeline(ExecutionMode.QUEUED, List.of(), List.of(), List.of(stages));
        return Validator.validate(pipeline).stream()
                .map(finding -> finding.rule() + " at " + finding.path())
                .toList();
    }

    private static Action build(String name, int runOrder, List<String> inputs, List<String> outputs) {
        return action(name, ActionCategory.BUILD, ActionType.COMMANDS, runOrder, inputs, outputs);
    }

    private static Action action(
            String name,
            ActionCategory category,
            String provider,
            int runOrder,
            List<String> inputs,
            List<String> outputs) {
        return new Action(
                name,
                ActionType.of(category, provider),
                runOrder,
                Map.of(),
                provider.equals(ActionType.COMMANDS) ? new Work.Commands(List.of("make")) : new Work.None(),
                inputs,
                outputs.stream()
                        .map(output -> new OutputArtifact(output, List.of()))
                        .toList(),
                List.of(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Agent.ANY,
                Optional.empty());
    }
}
