package io.jenkins.plugins.stagegate.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.durable_task.BatchScriptStep;
import org.jenkinsci.plugins.workflow.steps.durable_task.PowerShellCoreScriptStep;
import org.jenkinsci.plugins.workflow.steps.durable_task.PowershellScriptStep;
import org.jenkinsci.plugins.workflow.steps.durable_task.ShellStep;
import org.junit.Test;

/** Which Pipeline step runs the lines, and what it is given. There is no Windows and no PowerShell here to run them on. */
public class CommandsStepTest {
    @Test
    public void takesTheShellOfTheAgent() {
        assertThat(script(null, true)).isInstanceOfSatisfying(ShellStep.class, step -> assertThat(step.getScript())
                .isEqualTo("set -e\none\ntwo\n"));
        assertThat(script(null, false))
                .isInstanceOfSatisfying(BatchScriptStep.class, step -> assertThat(step.getScript())
                        .isEqualTo(
                                """
                                @echo on
                                one
                                @if errorlevel 1 exit /b %errorlevel%
                                two
                                @if errorlevel 1 exit /b %errorlevel%
                                @exit /b 0
                                """
                                        .replace("\n", "\r\n")));
    }

    @Test
    public void takesTheShellThatIsNamedWhereverItRuns() {
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
    public void exportsFromABatchFile() {
        assertThat(BatchScript.of(List.of(), List.of("VERSION")))
                .contains("@if defined VERSION (<nul set /p \"=%VERSION%\" > \"%STAGE_GATE_EXPORTS%\\VERSION\")\r\n");
    }

    private static Step script(String shell, boolean unix) {
        var step = new CommandsStep(List.of("one", "two"), List.of());
        step.setShell(shell);
        return step.script(unix);
    }
}
