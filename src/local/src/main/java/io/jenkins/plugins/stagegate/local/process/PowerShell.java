package io.jenkins.plugins.stagegate.local.process;

import io.jenkins.plugins.stagegate.model.Shell;
import io.jenkins.plugins.stagegate.spi.PowerShellScript;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The PowerShell of this machine, if it has one. */
public final class PowerShell {
    private PowerShell() {}

    /** Why this machine cannot run command lines in that shell, if it cannot. */
    public static Optional<String> refusal(Shell shell) {
        return refusal(shell, Optional.ofNullable(System.getenv("PATH")).orElse(""));
    }

    static Optional<String> refusal(Shell shell, String path) {
        if (shell == Shell.BAT) {
            return Optional.of("`bat` is the shell of Windows, and only an agent of Jenkins runs it");
        }
        boolean found = shell == Shell.SH
                || Stream.of(path.split(File.pathSeparator))
                        .flatMap(folder ->
                                Stream.of(shell.word(), shell.word() + ".exe").map(name -> Path.of(folder, name)))
                        .anyMatch(Files::isExecutable);
        return found
                ? Optional.empty()
                : Optional.of("this machine has no `" + shell.word() + "` in the folders of its PATH");
    }

    /** A script for {@code sh} that gives the command texts to PowerShell, untouched by any shell. */
    public static String script(Shell shell, List<String> texts, List<String> exports) {
        var encoded = Base64.getEncoder()
                .encodeToString(PowerShellScript.of(texts, exports).getBytes(StandardCharsets.UTF_16LE));
        return "exec " + shell.word() + " -NoLogo -NoProfile -NonInteractive -EncodedCommand " + encoded + "\n";
    }
}
