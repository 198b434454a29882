package io.jenkins.plugins.stagegate.journal;

import java.io.IOException;
import java.nio.file.Path;

/** Says that somebody else writes to a record file already. */
public final class JournalLockedException extends IOException {
    private static final long serialVersionUID = 1;

    JournalLockedException(Path file, String holder) {
        super("%s is in use by %s, and a pipeline has one writer only. Stop the other one, or ask it for what you need."
                .formatted(file, holder));
    }
}
