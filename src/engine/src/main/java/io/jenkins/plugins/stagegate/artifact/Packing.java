package io.jenkins.plugins.stagegate.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Writes one archive. */
record Packing(SelectedFiles files, OutputStream out) {
    /** A local time, as zip has it, that exists in every time zone. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 12, 0);

    private static final int FILE = UnixStat.FILE_FLAG | 0644;
    private static final int EXECUTABLE = UnixStat.FILE_FLAG | 0755;
    private static final int LINK = UnixStat.LINK_FLAG | 0777;
    private static final char UNDECODABLE = '\uFFFD';

    void run() throws IOException {
        ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out);
        zip.setUseZip64(Zip64Mode.AsNeeded);
        zip.setMethod(ZipEntry.STORED);
        for (String path : files.paths()) {
            add(zip, path);
        }
        zip.finish();
    }

    private void add(ZipArchiveOutputStream zip, String path) throws IOException {
        if (path.indexOf(UNDECODABLE) >= 0) {
            throw refused("the name of '%s' cannot be read; run Java in a UTF-8 locale".formatted(path), null);
        }
        Path file = files.root().resolve(path);
        if (Files.isSymbolicLink(file)) {
            addLink(zip, path, Files.readSymbolicLink(file));
        } else {
            addFile(zip, path, file);
        }
    }

    private void addLink(ZipArchiveOutputStream zip, String path, Path target) throws IOException {
        String text = target.toString().replace(target.getFileSystem().getSeparator(), "/");
        if (!new LinkTarget(text).staysInside(path)) {
            throw refused(
                    "the link '%s' leads to '%s', out of the folder; put the file itself there, or choose other files"
                            .formatted(path, text),
                    null);
        }
        byte[] content = text.getBytes(UTF_8);
        CRC32 crc = new CRC32();
        crc.update(content);
        zip.putArchiveEntry(entry(path, LINK, content.length, crc));
        zip.write(content);
        zip.closeArchiveEntry();
    }

    /** A stored entry begins with its checksum, so that the file is read twice. */
    private void addFile(ZipArchiveOutputStream zip, String path, Path file) throws IOException {
        CRC32 crc = new CRC32();
        long size;
        try (InputStream in = new CheckedInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), crc)) {
            size = in.transferTo(OutputStream.nullOutputStream());
        }
        zip.putArchiveEntry(entry(path, ExecuteBit.isSet(file) ? EXECUTABLE : FILE, size, crc));
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            in.transferTo(zip);
            zip.closeArchiveEntry();
        } catch (ZipException e) {
            throw refused("'%s' changed while it was packed; let the action finish writing first".formatted(path), e);
        }
    }

    private static ZipArchiveEntry entry(String path, int mode, long size, CRC32 crc) {
        ZipArchiveEntry entry = new ZipArchiveEntry(path);
        entry.setTimeLocal(TIME);
        entry.setUnixMode(mode);
        entry.setSize(size);
        entry.setCrc(crc.getValue());
        return entry;
    }

    private ArchiveRefusedException refused(String problem, IOException cause) {
        return ArchiveRefusedException.packing(files.root(), problem, cause);
    }
}
