package io.jenkins.plugins.stagegate.artifact;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/**
 * A store in a folder: {@code sha256/ab/cdef...}, read-only files, and {@code incoming} for what is not committed yet.
 *
 * <p>Several processes may share the folder. Content is written, flushed, and moved to its place in one step.
 */
public final class FolderArtifactStore implements ArtifactStore {
    private static final int FOLDER_DIGITS = 2;

    private final Path folder;
    private final Path incoming;

    /** Keeps artifacts in a folder, which is created if it is not there. */
    public FolderArtifactStore(Path folder) throws IOException {
        this.folder = folder.toAbsolutePath();
        incoming = this.folder.resolve("incoming");
        Files.createDirectories(incoming);
    }

    @Override
    public Ingest ingest() throws IOException {
        Path file = Files.createTempFile(incoming, "artifact-", ".tmp");
        return new FolderIngest(file, new FileOutputStream(file.toFile()));
    }

    @Override
    public InputStream open(String digest) throws IOException {
        try {
            return Files.newInputStream(place(digest));
        } catch (NoSuchFileException e) {
            throw missing(digest, e);
        }
    }

    @Override
    public Optional<Path> local(String digest) {
        return Optional.of(place(digest)).filter(Files::isRegularFile);
    }

    @Override
    public boolean has(String digest) {
        return Files.isRegularFile(place(digest));
    }

    @Override
    public void delete(String digest) throws IOException {
        Files.deleteIfExists(place(digest));
    }

    /** Removes what crashes left of content that was not committed, as far as nobody wrote to it since a time. */
    public void removeLeftOvers(Instant untouchedSince) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(incoming)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(untouchedSince)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    private Path place(String digest) {
        String hex = Sha256.requireDigest(digest);
        return folder.resolve("sha256").resolve(hex.substring(0, FOLDER_DIGITS)).resolve(hex.substring(FOLDER_DIGITS));
    }

    private ArtifactMissingException missing(String digest, IOException cause) {
        ArtifactMissingException missing = new ArtifactMissingException(digest, toString());
        missing.initCause(cause);
        return missing;
    }

    private static void sync(Path fileOrFolder, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(fileOrFolder, how)) {
            channel.force(true);
        }
    }

    private void syncFolders(Path place) throws IOException {
        if (!place.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return; // Windows opens no folder, and its file system logs names by itself.
        }
        for (Path parent = place.getParent(); !parent.equals(folder); parent = parent.getParent()) {
            sync(parent, StandardOpenOption.READ);
        }
        sync(folder, StandardOpenOption.READ);
    }

    private final class FolderIngest extends Ingest {
        private final Path file;

        FolderIngest(Path file, FileOutputStream sink) {
            super(sink);
            this.file = file;
        }

        /** Content that is there already stays, unless it was cut short: then the whole one takes its place. */
        @Override
        protected void store(String digest, long size) throws IOException {
            Path place = place(digest);
            if (has(digest) && Files.size(place) == size) {
                discard();
            } else {
                sync(file, StandardOpenOption.WRITE);
                if (!file.toFile().setReadOnly()) {
                    throw new IOException(file + " could not be made read-only");
                }
                Files.createDirectories(place.getParent());
                Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
            }
            syncFolders(place);
        }

        @Override
        protected void discard() throws IOException {
            Files.deleteIfExists(file);
        }
    }
}
