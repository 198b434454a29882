package io.jenkins.plugins.stagegate.artifact;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;

/** A folder that appears at once with all its content, or not at all. */
final class FreshFolder {
    private FreshFolder() {}

    /** Writes the content of a folder that is not in its place yet. */
    @FunctionalInterface
    interface Content {
        void writeTo(Path folder) throws IOException;
    }

    /** Lets content be written beside the target, which is absent or empty, and then moves it there. */
    static void fill(Path target, Content content) throws IOException {
        Path place = target.toAbsolutePath().normalize();
        requireVacant(place);
        Files.createDirectories(place.getParent());
        Path folder = Files.createDirectory(
                place.resolveSibling("." + place.getFileName() + ".unpacking-" + UUID.randomUUID()));
        try {
            content.writeTo(folder);
            Files.deleteIfExists(place);
            Files.move(folder, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            deleteWhole(folder);
            throw e;
        }
    }

    private static void requireVacant(Path place) throws IOException {
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(place.toString(), null, "expected no file, or an empty folder");
        }
        try (var entries = Files.newDirectoryStream(place)) {
            if (entries.iterator().hasNext()) {
                throw new DirectoryNotEmptyException(place + ": expected no file, or an empty folder");
            }
        }
    }

    private static void deleteWhole(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path each, IOException problem) throws IOException {
                Files.delete(each);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
