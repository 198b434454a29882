package io.jenkins.plugins.stagegate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Agent;
import io.jenkins.plugins.stagegate.model.ExecutionMode;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Shell;
import io.jenkins.plugins.stagegate.model.Stage;
import io.jenkins.plugins.stagegate.model.Step;
import io.jenkins.plugins.stagegate.model.VariableDeclaration;
import io.jenkins.plugins.stagegate.model.Work;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class VariablesInShellsTest {
    private static final String EVIL = "x; rm -rf \"$HOME\" $(id)";

    @Test
    public void commandsFindTheValueInTheirEnvironmentAndNeverInTheirText() {
        var action = start(new Work.Commands(List.of("echo \"#{variables.TITLE}\"")));

        assertThat(action.work()).isEqualTo(new Work.Commands(List.of("echo \"${STAGE_GATE_VAR_variables_TITLE}\"")));
        assertThat(action.environment()).containsEntry("STAGE_GATE_VAR_variables_TITLE", EVIL);
    }

    @Test
    public void commandsForAPowerShellReadItInItsWay() {
        var work = new Work.Commands(List.of("Write-Output \"#{variables.TITLE}\""), Optional.of(Shell.PWSH));

        assertThat(start(work).work())
                .isEqualTo(new Work.Commands(
                        List.of("Write-Output \"${env:STAGE_GATE_VAR_variables_TITLE}\""), Optional.of(Shell.PWSH)));
    }

    @Test
    public void powershellReadsItInItsOwnWay() {
        assertThat(script(start(step("powershell")))).isEqualTo("${env:STAGE_GATE_VAR_variables_TITLE}");
    }

    @Test
    public void aBatchFileIsLeftAsItIs() {
        assertThat(script(start(step("bat")))).isEqualTo("#{variables.TITLE}");
    }

    @Test
    public void whatNoShellReadsBecomesText() {
        assertThat(script(start(step("echo")))).isEqualTo(EVIL);
    }

    private static Work step(String name) {
        return new Work.Steps(List.of(new Step(name, Map.of(Step.SOLE, "#{variables.TITLE}"), List.of(), false)));
    }

    private static Object script(Action action) {
        return ((Work.Steps) action.work()).steps().get(0).arguments().get(Step.SOLE);
    }

    /** The action as its provider gets it. */
    private static Action start(Work work) {
        var source = new Stage("Source", List.of(action("App", ActionCategory.SOURCE, new Work.None())));
        var build = new Stage("Build", List.of(action("Package", ActionCategory.BUILD, work)));
        var title = new VariableDeclaration("TITLE", Optional.empty(), Optional.empty());
        var state = after(
                PipelineState.empty("shop"),
                new Command.Define(
                        new Pipeline(ExecutionMode.SUPERSEDED, List.of(title), List.of(), List.of(source, build))));
        state = after(
                state,
                new Command.Start(
                        "one", 0, StartTrigger.manual("alice"), Map.of("TITLE", EVIL), List.of(), Optional.empty()));
        var app = Effects.owed(state).get(0).actionExecution();
        state = after(state, new Command.ReportSuccess(app, ActionOutcome.PLAIN));
        return ((Effect.StartAction) Effects.owed(state).get(0)).action();
    }

    private static PipelineState after(PipelineState state, Command command) {
        return ((Decision.Accepted) Decider.decide(state, command, Instant.EPOCH)).state();
    }

    private static Action action(String name, ActionCategory category, Work work) {
        return new Action(
                name,
                ActionType.of(category, ActionType.COMMANDS),
                1,
                Map.of(),
                work,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Agent.ANY,
                Optional.empty());
    }
}
