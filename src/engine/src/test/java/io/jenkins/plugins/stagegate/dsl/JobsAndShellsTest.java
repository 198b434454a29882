package io.jenkins.plugins.stagegate.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Shell;
import io.jenkins.plugins.stagegate.model.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

/** Actions that start a job of Jenkins, and commands for another shell than the machine's own. */
public class JobsAndShellsTest {
    @Test
    public void readsAJobWithItsParameters() {
        var action = action(
                "job 'shop/deploy', wait: true, acceptUnstable: true; parameters VERSION: '1', FORCE: true; parameters N: 3");

        assertThat(action.type().provider()).isEqualTo(ActionType.JENKINS_JOB);
        assertThat(action.configuration())
                .containsExactly(
                        Map.entry("job", "shop/deploy"),
                        Map.entry("wait", "true"),
                        Map.entry("acceptUnstable", "true"),
                        Map.entry("parameter.VERSION", "1"),
                        Map.entry("parameter.FORCE", "true"),
                        Map.entry("parameter.N", "3"));
    }

    @Test
    public void knowsTheVariablesOfAJob() {
        assertThat(read("job 'a'; namespace 'Other'", "commands 'echo \"#{Other.BuildNumber} #{Other.Reslut}\"'"))
                .isInstanceOfSatisfying(Reading.Refused.class, refused -> assertThat(refused.problems())
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.message() + problem.hint())
                                .contains("Reslut", "Did you mean `Result`?")));
    }

    @Test
    public void takesTheLinesOfCommandsForTheShellOfTheMachine() {
        assertThat(action("commands 'a', '''b\n  c'''").work())
                .isEqualTo(new Work.Commands(List.of("a", "b", "  c"), Optional.empty()));
    }

    @Test
    public void leavesTheTextsForAPowerShellWhole() {
        assertThat(action("commands 'a', '''\n  b\n    c\n'''; shell 'pwsh'").work())
                .isEqualTo(new Work.Commands(List.of("a", "b\n  c"), Optional.of(Shell.PWSH)));
    }

    @Test
    public void namesTheNearestShell() {
        assertThat(read("shell 'powershel'; commands 'a'", "commands 'b'"))
                .isInstanceOfSatisfying(Reading.Refused.class, refused -> assertThat(refused.problems())
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.expected() + problem.hint())
                                .contains("sh, bat, powershell, pwsh", "Did you mean `powershell`?")));
    }

    @Test
    public void keepsVariablesOutOfBatchFiles() {
        assertThat(read("shell 'bat'; commands 'echo #{codepipeline.PipelineExecutionId}'", "commands 'b'"))
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused -> assertThat(refused.problems().get(0).rule()).isEqualTo("reference-in-bat"));
    }

    private static Action action(String words) {
        var reading = read(words, "commands 'true'");
        return ((Reading.Read) reading).pipeline().stages().get(1).actions().get(0);
    }

    private static Reading read(String first, String second) {
        return Definition.read(
                "Jenkinsfile",
                """
                releasePipeline {
                    stages {
                        stage('Source') { source('App') { scm(); output 'AppSource' } }
                        stage('Build') {
                            build('One') { %s }
                            build('Two') { %s }
                        }
                    }
                }
                """
                        .formatted(first, second));
    }
}
