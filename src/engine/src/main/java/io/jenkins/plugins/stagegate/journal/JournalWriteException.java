package io.jenkins.plugins.stagegate.journal;

import java.io.IOException;
import java.nio.file.Path;

/** Says that records could not be stored, and what became of the file. */
public final class JournalWriteException extends IOException {
    private static final long serialVersionUID = 1;

    private JournalWriteException(String message, IOException cause) {
        super(message, cause);
    }

    /** The file is as it was, and can be tried again. */
    static JournalWriteException undone(Path file, IOException cause) {
        String message = ("%s could not be written to: %s. It holds what it held before."
                        + " Free space on its disk or mend the disk, then try again.")
                .formatted(file, cause.getMessage());
        return new JournalWriteException(message, cause);
    }

    /** Nobody knows what is on the disk, so nothing more is written. */
    static JournalWriteException refused(Path file, IOException cause) {
        String message = ("%s takes no more records: a write failed and could not be undone (%s)."
                        + " Free space on its disk or mend the disk, then open the file anew.")
                .formatted(file, cause.getMessage());
        return new JournalWriteException(message, cause);
    }

    static JournalWriteException closed(Path file) {
        return new JournalWriteException(file + " takes no more records: it is closed. Open it anew.", null);
    }
}
