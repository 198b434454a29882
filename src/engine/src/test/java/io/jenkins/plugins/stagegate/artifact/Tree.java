package io.jenkins.plugins.stagegate.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder with files, as tests write and look at it. */
record Tree(Path root) {
    /** Writes a file that contains its own path. */
    Tree file(String path) throws IOException {
        return file(path, path);
    }

    Tree file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return mode(path, "rw-r--r--");
    }

    Tree mode(String path, String permissions) throws IOException {
        Files.setPosixFilePermissions(root.resolve(path), PosixFilePermissions.fromString(permissions));
        return this;
    }

    Tree link(String path, String target) throws IOException {
        Path link = root.resolve(path);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
        return this;
    }

    /** All files and links, relative and sorted. */
    List<String> paths() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> !Files.isDirectory(path) || Files.isSymbolicLink(path))
                    .map(path -> root.relativize(path).toString())
                    .sorted()
                    .collect(Collectors.toList());
        }
    }
}
