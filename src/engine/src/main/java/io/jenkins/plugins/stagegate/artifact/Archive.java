package io.jenkins.plugins.stagegate.artifact;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The zip file that an artifact is.
 *
 * <p>Files that are the same make an archive that is the same, byte for byte, on any machine: its entries are sorted, have
 * one fixed time and the modes 0644 and 0755 only, and are stored rather than compressed, since what a compressor makes of
 * them depends on its version. Neither packing nor unpacking holds a file in memory.
 */
public final class Archive {
    private Archive() {}

    /**
     * Packs the files of a folder that patterns choose.
     *
     * @param patterns see {@link FileSelection}; none means every file
     * @param out is written to, but not closed
     * @throws ArchiveRefusedException if a symbolic link leads out of the folder, or a file changes meanwhile
     */
    public static void pack(Path root, List<String> patterns, OutputStream out) throws IOException {
        pack(FileSelection.of(patterns).in(root), out);
    }

    /** Packs files that are chosen already; see {@link #pack(Path, List, OutputStream)}. */
    public static void pack(SelectedFiles files, OutputStream out) throws IOException {
        new Packing(files, out).run();
    }

    /**
     * Unpacks an archive of any origin into a folder, so that it is there whole or not at all.
     *
     * @param target is not there yet, or is an empty folder; its parent has to be writable too
     * @throws ArchiveRefusedException if an entry or a link leads out of the folder, is neither a file, a folder nor a link,
     *     or exceeds the limits
     */
    public static void unpack(Path zip, Path target, Limits limits) throws IOException {
        FreshFolder.fill(target, folder -> new Unpacking(zip, folder, limits).run());
    }
}
