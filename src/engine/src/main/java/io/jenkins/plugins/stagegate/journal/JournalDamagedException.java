package io.jenkins.plugins.stagegate.journal;

import java.io.IOException;
import java.nio.file.Path;

/** Says that a record file is damaged in a place that no crash explains, and how to mend it. Nothing was changed. */
public final class JournalDamagedException extends IOException {
    private static final long serialVersionUID = 1;

    private final long line;
    private final long offset;

    JournalDamagedException(Path file, long line, long offset, String problem) {
        super(("%s is damaged at line %d, byte %d: %s. A crash cannot have done this, so nothing was dropped and the"
                        + " file is left as it is. Restore it from a backup; or copy it, and then give up this line"
                        + " and all after it with: truncate -s %d '%s'")
                .formatted(file, line, offset, problem, offset, file));
        this.line = line;
        this.offset = offset;
    }

    /** The damaged line, counted from 1. */
    public long line() {
        return line;
    }

    /** Where the damaged line starts, in bytes. */
    public long offset() {
        return offset;
    }
}
