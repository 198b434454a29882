package io.jenkins.plugins.stagegate.artifact;

import java.io.IOException;
import java.nio.file.Path;

/** Says that an archive is not packed or not unpacked, because of something in it. Nothing was left behind. */
public final class ArchiveRefusedException extends IOException {
    private static final long serialVersionUID = 1;

    private ArchiveRefusedException(String message, Throwable cause) {
        super(message, cause);
    }

    static ArchiveRefusedException packing(Path root, String problem, Throwable cause) {
        return new ArchiveRefusedException("%s is not packed: %s.".formatted(root, problem), cause);
    }

    static ArchiveRefusedException unpacking(Path zip, String problem, Throwable cause) {
        return new ArchiveRefusedException("%s is not unpacked: %s.".formatted(zip, problem), cause);
    }
}
