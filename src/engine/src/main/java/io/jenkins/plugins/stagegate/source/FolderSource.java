package io.jenkins.plugins.stagegate.source;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files of a folder as they are. Its revision is a digest of all paths, contents and execute bits; {@code .git} and the state
 * of this program do not count.
 *
 * @param folder need not exist before it is looked at
 */
public record FolderSource(Path folder) implements FileSource {
    private static final Set<String> NEVER = Set.of(".git", ".stage-gate");
    private static final String DIGEST = "FolderDigest";
    private static final String NAME = "FolderName";

    @Override
    public Found newest() throws SourceException, IOException {
        return found(folder);
    }

    /** Copies first and looks at the copy, so that the revision is that of what was taken whatever happens to the folder meanwhile. */
    @Override
    public Found take(Optional<SourceOverride> override, Path target) throws SourceException, IOException {
        if (override.isPresent()) {
            throw new SourceException(
                    ActionFailure.CONFIGURATION,
                    "The folder " + folder + " keeps no earlier revisions, so only what is in it now can be taken."
                            + " Start the execution without a revision of this action.");
        }
        for (var file : files(folder).entrySet()) {
            var copy = target.resolve(file.getKey());
            Files.createDirectories(copy.getParent());
            Files.copy(file.getValue(), copy, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
        }
        return found(target);
    }

    private Found found(Path where) throws SourceException, IOException {
        var files = files(where);
        var digest = sha256();
        for (var file : files.entrySet()) {
            add(digest, file.getKey(), file.getValue());
        }
        var id = "sha256:" + HexFormat.of().formatHex(digest.digest());
        var name = folder.toAbsolutePath().normalize().getFileName();
        return new Found(
                id,
                files.size() + (files.size() == 1 ? " file of " : " files of ") + folder,
                Optional.empty(),
                Map.of(DIGEST, id, NAME, name == null ? "" : name.toString()));
    }

    private Map<String, Path> files(Path where) throws SourceException, IOException {
        if (!Files.isDirectory(where)) {
            throw new SourceException(
                    ActionFailure.CONFIGURATION,
                    "There is no folder " + where
                            + ". Check the path of `folder`; a relative one counts from the folder"
                            + " of the definition.");
        }
        var files = new TreeMap<String, Path>();
        Files.walkFileTree(where, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
                return isOurs(each) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) {
                if (!attributes.isOther() && !isOurs(each)) {
                    files.put(
                            where.relativize(each)
                                    .toString()
                                    .replace(each.getFileSystem().getSeparator(), "/"),
                            each);
                }
                return FileVisitResult.CONTINUE;
            }

            /** A file that somebody deletes while we look is one that is not there. */
            @Override
            public FileVisitResult visitFileFailed(Path each, IOException problem) throws IOException {
                if (problem instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw problem;
            }

            private boolean isOurs(Path each) {
                return !each.equals(where) && NEVER.contains(each.getFileName().toString());
            }
        });
        return files;
    }

    /** Every part is led by its length, so that no two folders make the same text. */
    private static void add(MessageDigest digest, String path, Path file) throws IOException {
        boolean link = Files.isSymbolicLink(file);
        var kind = link ? "link" : executable(file) ? "program" : "file";
        head(digest, kind, path);
        if (link) {
            head(digest, "to", Files.readSymbolicLink(file).toString());
            return;
        }
        var content = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), content)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        digest.update(content.digest());
    }

    private static void head(MessageDigest digest, String kind, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((kind + " " + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    private static boolean executable(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256, but this one has not", e);
        }
    }
}
