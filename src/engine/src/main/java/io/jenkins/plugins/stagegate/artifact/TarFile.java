package io.jenkins.plugins.stagegate.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** A tar file of any origin. It is turned into a zip file first, so that there is one way only to unpack what nobody trusts. */
public final class TarFile {
    private static final int CHUNK = 1 << 16;

    private TarFile() {}

    /**
     * Unpacks it, with the promises of {@link Archive#unpack}.
     *
     * @param compressed whether it is one of gzip
     */
    public static void unpack(Path tar, boolean compressed, Path target, Limits limits) throws IOException {
        var zip = Files.createTempFile(tar.toAbsolutePath().getParent(), ".tar-", ".zip");
        try {
            convert(tar, compressed, zip, limits);
            Archive.unpack(zip, target, limits);
        } finally {
            Files.delete(zip);
        }
    }

    private static void convert(Path tar, boolean compressed, Path zip, Limits limits) throws IOException {
        long most = limits.bytesFrom(Files.size(tar));
        long entries = 0;
        try (InputStream file = new BufferedInputStream(Files.newInputStream(tar), CHUNK);
                var in = new TarArchiveInputStream(compressed ? new GZIPInputStream(file, CHUNK) : file, UTF_8.name());
                var out = new ZipArchiveOutputStream(zip)) {
            out.setLevel(0);
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                most -= entry.getSize();
                entries++;
                if (most < 0 || entries > limits.entries()) {
                    throw ArchiveRefusedException.unpacking(
                            tar,
                            "it unpacks to more than " + limits.bytesFrom(Files.size(tar)) + " bytes or "
                                    + limits.entries() + " entries",
                            null);
                }
                add(tar, in, entry, out);
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw ArchiveRefusedException.unpacking(
                    tar, "it is no tar file, or a damaged one (" + e.getMessage() + ")", e);
        } catch (ArchiveRefusedException e) {
            throw e;
        } catch (IOException e) {
            throw ArchiveRefusedException.unpacking(tar, "it cannot be read whole (" + e.getMessage() + ")", e);
        }
    }

    private static void add(Path tar, TarArchiveInputStream in, TarArchiveEntry entry, ZipArchiveOutputStream out)
            throws IOException {
        if (entry.isLink() || !(entry.isDirectory() || entry.isSymbolicLink() || entry.isFile())) {
            throw ArchiveRefusedException.unpacking(
                    tar, "'" + entry.getName() + "' is neither a file, a folder nor a symbolic link", null);
        }
        // Tools like to begin with the folder itself.
        var name = entry.getName().replaceFirst("^\\./+", "");
        if (name.isEmpty() || name.equals(".")) {
            return;
        }
        var copy = new ZipArchiveEntry(name);
        int type = entry.isSymbolicLink()
                ? UnixStat.LINK_FLAG
                : entry.isDirectory() ? UnixStat.DIR_FLAG : UnixStat.FILE_FLAG;
        copy.setUnixMode(type | (entry.getMode() & UnixStat.PERM_MASK));
        out.putArchiveEntry(copy);
        if (entry.isSymbolicLink()) {
            out.write(entry.getLinkName().getBytes(UTF_8));
        } else if (!entry.isDirectory()) {
            in.transferTo(out);
        }
        out.closeArchiveEntry();
    }
}
