package io.jenkins.plugins.stagegate.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class PowerShellScriptTest {
    @Test
    public void endsAtTheFirstErrorAndAfterATextWhoseProgramFailed() {
        assertThat(PowerShellScript.of(List.of("dotnet build", "if ($x) {\n  dotnet test\n}"), List.of()))
                .isEqualTo(
                        """
                        $ErrorActionPreference = 'Stop'
                        $PSNativeCommandUseErrorActionPreference = $true
                        $global:LASTEXITCODE = 0
                        dotnet build
                        if ($LASTEXITCODE) { exit $LASTEXITCODE }
                        if ($x) {
                          dotnet test
                        }
                        if ($LASTEXITCODE) { exit $LASTEXITCODE }
                        exit 0
                        """);
    }

    @Test
    public void writesTheValueOfAVariableOfItsOwnOrOfTheEnvironment() {
        assertThat(PowerShellScript.exporting(List.of("APP_VERSION")))
                .isEqualTo(
                        """
                        $stageGateValue = if (Test-Path 'Variable:APP_VERSION') { $APP_VERSION } else { $env:APP_VERSION }
                        if ($null -ne $stageGateValue) { [IO.File]::WriteAllText((Join-Path $env:STAGE_GATE_EXPORTS 'APP_VERSION'), [string]$stageGateValue) }
                        """);
    }
}
