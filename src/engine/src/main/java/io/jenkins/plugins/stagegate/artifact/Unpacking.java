package io.jenkins.plugins.stagegate.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Reads one archive into an empty folder that nobody else uses, and trusts nothing that the archive says.
 *
 * <p>Links are made last, when all folders are there already, so that nothing is ever written through one.
 */
final class Unpacking {
    private static final int MAX_LINK_BYTES = 4096;
    private static final int CHUNK = 1 << 16;
    private static final int EXECUTABLE = 0100;

    private final Path zip;
    private final Path folder;
    private final Limits limits;
    private final EntryNames names = new EntryNames();
    private final Map<Path, LinkTarget> links = new LinkedHashMap<>();
    private long entries;
    private long bytes;
    private long maxBytes;

    Unpacking(Path zip, Path folder, Limits limits) {
        this.zip = zip;
        this.folder = folder;
        this.limits = limits;
    }

    void run() throws IOException {
        maxBytes = limits.bytesFrom(Files.size(zip));
        try (ZipFile file = ZipFile.builder().setPath(zip).get()) {
            for (ZipArchiveEntry entry : Collections.list(file.getEntriesInPhysicalOrder())) {
                unpack(file, entry);
            }
            for (Map.Entry<Path, LinkTarget> link : links.entrySet()) {
                Files.createSymbolicLink(link.getKey(), Path.of(link.getValue().text()));
            }
        } catch (ZipException | EOFException e) {
            throw refused("it is no zip file, or a damaged one (%s)".formatted(e.getMessage()), e);
        } catch (InvalidPathException | FileAlreadyExistsException e) {
            throw refused("a name in it cannot be used on this machine (%s)".formatted(e.getMessage()), e);
        }
    }

    private void unpack(ZipFile file, ZipArchiveEntry entry) throws IOException {
        entries++;
        if (entries > limits.entries()) {
            throw refused("it has more than %d entries".formatted(limits.entries()), null);
        }
        if (!file.canReadEntryData(entry)) {
            throw refused("'%s' is encrypted, or compressed in an unknown way".formatted(entry.getName()), null);
        }
        Path place = place(entry);
        int type = entry.getUnixMode() & UnixStat.FILE_TYPE_FLAG;
        if (entry.isDirectory()) {
            Files.createDirectories(place);
        } else if (type == UnixStat.LINK_FLAG) {
            links.put(place, target(file, entry));
        } else if (type == UnixStat.FILE_FLAG || type == 0) {
            write(file, entry, place);
        } else {
            throw refused("'%s' is neither a file, a folder nor a link".formatted(entry.getName()), null);
        }
    }

    private Path place(ZipArchiveEntry entry) throws IOException {
        Optional<String> problem = names.add(entry.getName(), entry.isDirectory());
        if (problem.isPresent()) {
            throw refused("the name '%s' in it is not allowed: %s".formatted(entry.getName(), problem.get()), null);
        }
        Path place = folder.resolve(entry.getName()).normalize();
        if (!place.startsWith(folder)) {
            throw refused("the name '%s' in it leads out of the folder".formatted(entry.getName()), null);
        }
        Files.createDirectories(place.getParent());
        return place;
    }

    private void write(ZipFile file, ZipArchiveEntry entry, Path place) throws IOException {
        try (InputStream in = file.getInputStream(entry);
                OutputStream out = Files.newOutputStream(place, StandardOpenOption.CREATE_NEW)) {
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                bytes += read;
                if (bytes > maxBytes) {
                    throw refused("it unpacks to more than %d bytes".formatted(maxBytes), null);
                }
                out.write(chunk, 0, read);
            }
        }
        if ((entry.getUnixMode() & EXECUTABLE) != 0) {
            ExecuteBit.set(place);
        }
    }

    private LinkTarget target(ZipFile file, ZipArchiveEntry entry) throws IOException {
        byte[] text;
        try (InputStream in = file.getInputStream(entry)) {
            text = in.readNBytes(MAX_LINK_BYTES + 1);
        }
        LinkTarget target = new LinkTarget(new String(text, UTF_8));
        if (text.length > MAX_LINK_BYTES || !target.staysInside(entry.getName())) {
            throw refused("the link '%s' leads out of the folder".formatted(entry.getName()), null);
        }
        return target;
    }

    private ArchiveRefusedException refused(String problem, Exception cause) {
        return ArchiveRefusedException.unpacking(zip, problem, cause);
    }
}
