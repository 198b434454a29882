package io.jenkins.plugins.stagegate.buildspec;

import io.jenkins.plugins.stagegate.artifact.FileSelection;
import io.jenkins.plugins.stagegate.artifact.NoFilesMatchedException;
import io.jenkins.plugins.stagegate.artifact.SelectedFiles;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which files become an artifact, and where they are in it.
 *
 * @param files patterns, relative to the base directory
 * @param baseDirectory the folder, or a pattern for several; empty for the folder of the build
 * @param discardPaths whether all files stand in one folder
 * @param excludePaths patterns of those that do not belong to it
 */
public record ArtifactFiles(List<String> files, String baseDirectory, boolean discardPaths, List<String> excludePaths)
        implements Serializable {
    private static final String SOURCE = "\\$(\\{CODEBUILD_SRC_DIR\\}|CODEBUILD_SRC_DIR\\b)/?";

    public ArtifactFiles {
        files = new ArrayList<>(files);
        baseDirectory = relative(baseDirectory);
        excludePaths = new ArrayList<>(excludePaths);
    }

    /** CodeBuild knows its folder by a variable, and some write it in front though it is understood. */
    private static String relative(String folder) {
        var path = folder.strip()
                .replaceFirst("^" + SOURCE, "")
                .replaceFirst("^(\\./)+", "")
                .replaceFirst("/+$", "");
        return path.equals(".") ? "" : path;
    }

    /**
     * Lays the files out in an empty folder as they stand in the artifact.
     *
     * @param work the folder of the build
     * @throws IOException if there are none, or two would be in one place; the message says what to do
     */
    public void layOut(Path work, Path target) throws IOException {
        Files.createDirectories(target);
        var bases = bases(work);
        NoFilesMatchedException none = null;
        boolean any = false;
        for (Path base : bases) {
            try {
                layOut(FileSelection.of(patterns(files)).in(base), target);
                any = true;
            } catch (NoFilesMatchedException e) {
                none = e;
            }
        }
        if (!any) {
            throw none == null ? new IOException("No folder matches `base-directory`: " + baseDirectory) : none;
        }
    }

    private static List<String> patterns(List<String> written) {
        return written.stream()
                .map(pattern -> pattern.replaceFirst("^" + SOURCE, ""))
                .map(pattern -> pattern.isEmpty() ? "**" : pattern)
                .toList();
    }

    private void layOut(SelectedFiles selected, Path target) throws IOException {
        var excluded = excludePaths.isEmpty() ? null : FileSelection.of(patterns(excludePaths));
        for (String path : selected.paths()) {
            if (excluded == null || !excluded.matches(path)) {
                var file = selected.root().resolve(path);
                var place = target.resolve(discardPaths ? file.getFileName().toString() : path);
                Files.createDirectories(place.getParent());
                place(file, place, path);
            }
        }
    }

    private void place(Path file, Path place, String path) throws IOException {
        try {
            Files.copy(file, place, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(
                    "Two files would be " + place.getFileName() + " in the artifact, one of them " + path
                            + ". Leave `discard-paths` out, or choose fewer files.",
                    e);
        }
    }

    private List<Path> bases(Path work) throws IOException {
        if (baseDirectory.isEmpty()) {
            return List.of(work);
        }
        if (!baseDirectory.matches(".*[*?\\[{].*")) {
            var base = work.resolve(baseDirectory).normalize();
            if (!base.startsWith(work.normalize()) || !Files.isDirectory(base)) {
                throw new IOException("There is no folder `" + baseDirectory
                        + "` in the folder of the build, and `base-directory` names it.");
            }
            return List.of(base);
        }
        try (Stream<Path> folders = Files.list(work)) {
            var matcher = work.getFileSystem().getPathMatcher("glob:" + baseDirectory);
            return folders.filter(folder -> Files.isDirectory(folder) && matcher.matches(folder.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
