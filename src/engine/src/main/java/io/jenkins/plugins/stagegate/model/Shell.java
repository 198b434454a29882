package io.jenkins.plugins.stagegate.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What reads the command lines of an action. The words are the names of the Pipeline steps for them. */
public enum Shell {
    SH("sh"),
    BAT("bat"),
    /** Windows PowerShell. */
    POWERSHELL("powershell"),
    /** PowerShell 6 and later, on any system. */
    PWSH("pwsh");

    private final String word;

    Shell(String word) {
        this.word = word;
    }

    /** How a definition writes it. */
    @JsonValue
    public String word() {
        return word;
    }

    /** The words of all. */
    public static List<String> words() {
        return Stream.of(values()).map(Shell::word).toList();
    }

    /** The shell of that word. */
    public static Optional<Shell> of(String word) {
        return Stream.of(values()).filter(shell -> shell.word.equals(word)).findFirst();
    }

    /** Whether it is a PowerShell, of whatever version. */
    public boolean isPowerShell() {
        return this == POWERSHELL || this == PWSH;
    }
}
