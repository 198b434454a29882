package io.jenkins.plugins.stagegate.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.model.Shell;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** No PowerShell is there to try it on: these hold what is given to one. */
public class PowerShellTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void saysThatAMachineHasNone() {
        var path = folder.getRoot().toString();

        assertThat(PowerShell.refusal(Shell.PWSH, path))
                .hasValueSatisfying(reason -> assertThat(reason).contains("no `pwsh`"));
        assertThat(PowerShell.refusal(Shell.BAT, path)).isPresent();
        assertThat(PowerShell.refusal(Shell.SH, path)).isEmpty();
    }

    @Test
    public void findsOneInTheFoldersOfThePath() throws Exception {
        var file = Files.createFile(folder.getRoot().toPath().resolve("pwsh"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));

        assertThat(PowerShell.refusal(Shell.PWSH, "/nowhere:" + folder.getRoot()))
                .isEmpty();
        assertThat(PowerShell.refusal(Shell.POWERSHELL, "/nowhere:" + folder.getRoot()))
                .isPresent();
    }

    @Test
    public void givesItTheTextAsNoShellCanTouchIt() {
        var script = PowerShell.script(Shell.PWSH, List.of("Write-Output \"it's $HOME `n\""), List.of());

        assertThat(script).startsWith("exec pwsh -NoLogo -NoProfile -NonInteractive -EncodedCommand ");
        var encoded = script.strip().substring(script.lastIndexOf(' ', script.length() - 2) + 1);
        assertThat(new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_16LE))
                .contains("Write-Output \"it's $HOME `n\"\nif ($LASTEXITCODE) { exit $LASTEXITCODE }\n");
    }
}
