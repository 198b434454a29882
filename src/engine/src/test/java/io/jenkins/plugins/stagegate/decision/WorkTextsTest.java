package io.jenkins.plugins.stagegate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.model.Step;
import io.jenkins.plugins.stagegate.model.Work;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Where texts stand in what an action runs. */
public class WorkTextsTest {
    private static final Work STEPS = new Work.Steps(List.of(new Step(
            "withEnv",
            Map.of(Step.SOLE, List.of("A=a", "B=b")),
            List.of(
                    new Step("sh", Map.of(Step.SOLE, "make"), List.of(), false),
                    new Step("archive", Map.of("options", Map.of("name", "jar", "depth", 3)), List.of(), false)),
            true)));

    /** Exports a variable; it runs without giving it a value. */
    private static final String MAKE =
            "stage('Make') { build('Make') { commands 'make'; exports 'X'; namespace 'Make' } }\n";

    @Test
    public void allAreFoundHoweverDeepTheyStand() {
        assertThat(WorkTexts.of(STEPS)).containsExactlyInAnyOrder("A=a", "B=b", "make", "jar");
        assertThat(WorkTexts.of(new Work.Commands(List.of("one", "two")))).containsExactly("one", "two");
        assertThat(WorkTexts.of(new Work.None())).isEmpty();
    }

    @Test
    public void eachIsReplacedWhereItStands() {
        var replaced = (Work.Steps) WorkTexts.replace(STEPS, text -> "<" + text + ">", (text, form) -> form + text);
        var outer = replaced.steps().get(0);
        assertThat(outer.arguments()).isEqualTo(Map.of(Step.SOLE, List.of("<A=a>", "<B=b>")));
        assertThat(outer.body().get(0).arguments()).isEqualTo(Map.of(Step.SOLE, "${%s}make"));
        assertThat(outer.body().get(1).arguments()).isEqualTo(Map.of("options", Map.of("name", "<jar>", "depth", 3)));
        assertThat(outer.block()).isTrue();
    }

    @Test
    public void whatRunsNothingStaysAsItIs() {
        assertThat(WorkTexts.replace(new Work.None(), text -> "x", (text, form) -> "y"))
                .isEqualTo(new Work.None());
    }

    @Test
    public void anActionIsNotStartedWhileAnyOfItsTextsHasNoValue() {
        for (String text : List.of(
                "steps { dir('#{Make.X}') { sh 'true' } }",
                "steps { withEnv(['A=#{Make.X}']) { sh 'true' } }",
                "commands 'true', 'echo #{Make.X}'",
                "environment A: '#{Make.X}'; commands 'true'")) {
            var table = Table.of(MAKE + "stage('Build') { build('Package') { " + text + " } }");
            table.start("e1");
            table.succeed("e1", "Make", "Make");
            assertThat(table.run("e1", "Build", "Package").failure().map(ActionFailure::message))
                    .as(text)
                    .hasValueSatisfying(message -> assertThat(message).contains("#{Make.X}"));
        }
        var asking =
                Table.of(MAKE + "stage('Release') { approval('Gate') { message 'ok'; link 'https://x/#{Make.X}' } }");
        asking.start("e1");
        asking.succeed("e1", "Make", "Make");
        assertThat(asking.run("e1", "Release", "Gate").failure()).isPresent();
    }
}
