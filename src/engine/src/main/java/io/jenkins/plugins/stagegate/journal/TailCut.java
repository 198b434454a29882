package io.jenkins.plugins.stagegate.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Cuts away what a crash left of the last append, after it has kept a copy. */
record TailCut(Path file, Disk disk) {
    private static final int CHUNK = 1 << 16;

    Recovery recover(Disk.Handle handle, long trusted) throws IOException {
        Scan scan = Scan.of(file, trusted);
        if (scan.tornBytes() == 0) {
            return new Recovery(scan.records(), scan.end(), Optional.empty());
        }
        Path kept = keep(scan.end());
        handle.truncate(scan.end());
        handle.flush();
        return new Recovery(
                scan.records(), scan.end(), Optional.of(new Recovery.TornTail(scan.end(), scan.tornBytes(), kept)));
    }

    private Path keep(long offset) throws IOException {
        Path kept = unusedName(file.getFileName() + ".torn-" + offset);
        try (InputStream from = Files.newInputStream(file);
                Disk.Handle to = disk.open(kept)) {
            from.skipNBytes(offset);
            long at = 0;
            for (byte[] chunk = from.readNBytes(CHUNK); chunk.length > 0; chunk = from.readNBytes(CHUNK)) {
                to.write(at, chunk);
                at += chunk.length;
            }
            to.flush();
        }
        disk.flushFolder(kept.getParent());
        return kept;
    }

    private Path unusedName(String name) {
        Path candidate = file.resolveSibling(name);
        for (int i = 2; Files.exists(candidate); i++) {
            candidate = file.resolveSibling(name + "-" + i);
        }
        return candidate;
    }
}
