package io.jenkins.plugins.stagegate.spi;

import java.util.List;

/** The PowerShell script for an author's command texts, for Windows PowerShell 5.1 and all that came later. */
public final class PowerShellScript {
    private PowerShellScript() {}

    /**
     * A script that runs the texts in one session and ends at the first error. A program that ends with another code than 0
     * is an error: in PowerShell 7.4 and later at once, before that behind the text that it stands in. At its end the value of
     * each exported variable that is set is written as {@link CommandScript} does.
     *
     * @param exports names of PowerShell or environment variables: letters, digits and underscores
     */
    public static String of(List<String> texts, List<String> exports) {
        var script = new StringBuilder("$ErrorActionPreference = 'Stop'\n")
                .append("$PSNativeCommandUseErrorActionPreference = $true\n")
                .append("$global:LASTEXITCODE = 0\n");
        for (String text : texts) {
            script.append(text).append("\nif ($LASTEXITCODE) { exit $LASTEXITCODE }\n");
        }
        return script.append(exporting(exports)).append("exit 0\n").toString();
    }

    /** The lines that write the values of the exported variables. */
    public static String exporting(List<String> exports) {
        var lines = new StringBuilder();
        for (String name : exports) {
            lines.append("$stageGateValue = if (Test-Path 'Variable:%1$s') { $%1$s } else { $env:%1$s }%n"
                            .formatted(name))
                    .append(
                            "if ($null -ne $stageGateValue) { [IO.File]::WriteAllText((Join-Path $env:%s '%s'), [string]$stageGateValue) }%n"
                                    .formatted(CommandScript.EXPORTS_FOLDER, name));
        }
        return lines.toString().replace(System.lineSeparator(), "\n");
    }
}
