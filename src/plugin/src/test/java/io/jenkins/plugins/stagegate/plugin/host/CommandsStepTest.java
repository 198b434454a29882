package io.jenkins.plugins.stagegate.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.durable_task.BatchScriptStep;
import org.jenkinsci.plugins.workflow.steps.durable_task.PowerShellCoreScriptStep;
import org.jenkinsci.plugins.workflow.steps.durable_task.PowershellScriptStep;
import org.jenkinsci.plugins.workflow.steps.durable_task.ShellStep;
import org.junit.Test;

/** Which Pipeline step runs the lines, and what it is given. {@link BatchFileTest} runs them. */
public class CommandsStepTest {
    @Test
    public void takesTheShellOfTheAgent() throws Exception {
        assertThat(script(null, true)).isInstanceOfSatisfying(ShellStep.class, step -> assertThat(step.getScript())
                .isEqualTo("set -e\none\ntwo\n"));
        assertThat(script(null, false))
                .isInstanceOfSatisfying(BatchScriptStep.class, step -> assertThat(step.getScript())
                        .isEqualTo(
                                """
                                @if not "%~1"=="" goto stage_gate_%~1
                                @echo on
                                @call "%~f0" 1
                                @if not %errorlevel%==0 exit /b %errorlevel%
                                @call "%~f0" 2
                                @if not %errorlevel%==0 exit /b %errorlevel%
                                @exit /b 0
                                :stage_gate_1
                                one
                                @goto :eof
                                :stage_gate_2
                                two
                                @goto :eof
                                """
                                        .replace("\n", "\r\n")));
    }

    @Test
    public void takesTheShellThatIsNamedWhereverItRuns() throws Exception {
        for (boolean unix : new boolean[] {true, false}) {
            assertThat(script("sh", unix)).isInstanceOf(ShellStep.class);
            assertThat(script("bat", unix)).isInstanceOf(BatchScriptStep.class);
            assertThat(script("powershell", unix))
                    .isInstanceOfSatisfying(PowershellScriptStep.class, step -> assertThat(step.getScript())
                            .contains("$ErrorActionPreference = 'Stop'", "\none\n", "\ntwo\n"));
            assertThat(script("pwsh", unix))
                    .isInstanceOfSatisfying(PowerShellCoreScriptStep.class, step -> assertThat(step.getScript())
                            .contains("$ErrorActionPreference = 'Stop'", "\none\n", "\ntwo\n"));
        }
    }

    @Test
    public void leavesLinesThatSteerTheBatchFileInOnePiece() {
        assertThat(BatchScript.of(List.of("one", "if errorlevel 2 exit /b 0", "two"), List.of()))
                .isEqualTo(
                        """
                        @echo on
                        one
                        @if not %errorlevel%==0 exit /b %errorlevel%
                        if errorlevel 2 exit /b 0
                        @if not %errorlevel%==0 exit /b %errorlevel%
                        two
                        @if not %errorlevel%==0 exit /b %errorlevel%
                        @exit /b 0
                        """
                                .replace("\n", "\r\n"));
        for (String steering : List.of(":again", "setlocal", "if exist a goto :eof", "(exit 3)")) {
            assertThat(BatchScript.of(List.of(steering), List.of())).doesNotContain("call");
        }
        assertThat(BatchScript.of(List.of(":: a note", "echo exits", "git checkout-index"), List.of()))
                .contains("call");
    }

    @Test
    public void refusesToHandAVariableOfThePipelineToABatchFile() {
        var step = new CommandsStep(List.of("echo \"${STAGE_GATE_VAR_App_CommitId}\""), List.of());

        assertThatThrownBy(() -> step.script(false))
                .isInstanceOf(ActionException.class)
                .hasMessageContaining("App_CommitId")
                .hasMessageContaining("environment");
        assertThatCode(() -> step.script(true)).doesNotThrowAnyException();
    }

    private static Step script(String shell, boolean unix) throws Exception {
        var step = new CommandsStep(List.of("one", "two"), List.of());
        step.setShell(shell);
        return step.script(unix);
    }
}
