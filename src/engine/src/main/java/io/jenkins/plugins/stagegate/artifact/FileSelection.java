package io.jenkins.plugins.stagegate.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The choice of files for an artifact: patterns relative to a folder, of which a file has to match one.
 *
 * <p>{@code *} stays in one folder, {@code **} crosses folders, {@code dist} and {@code dist/**} both take all that is in
 * {@code dist}. What is called {@code .git} is not chosen, unless the history of a source is asked for; nor are empty folders,
 * sockets, pipes and devices.
 */
public final class FileSelection {
    private static final String GIT = ".git";

    private final List<Glob> globs;

    private final boolean history;

    private FileSelection(List<Glob> globs, boolean history) {
        this.globs = List.copyOf(globs);
        this.history = history;
    }

    /**
     * Reads patterns; none at all means every file.
     *
     * @throws InvalidPatternException if one is absolute, has {@code ..}, or is not well-formed
     */
    public static FileSelection of(List<String> patterns) throws InvalidPatternException {
        List<Glob> globs = new ArrayList<>();
        for (String pattern : patterns) {
            globs.add(Glob.of(pattern));
        }
        return new FileSelection(globs, false);
    }

    /** The same, and the folder's own {@code .git} whatever the patterns are. */
    public FileSelection withHistory() {
        return new FileSelection(globs, true);
    }

    /**
     * Chooses files in a folder; symbolic links in it are not followed.
     *
     * @throws NoFilesMatchedException if there is none
     */
    public SelectedFiles in(Path folder) throws IOException {
        Path root = folder.toRealPath();
        List<String> all = filesIn(root, false);
        List<String> chosen = all.stream().filter(this::matches).collect(Collectors.toList());
        if (chosen.isEmpty()) {
            throw new NoFilesMatchedException(new NearestFiles(root, globs, all).message());
        }
        List<String> unmatched = globs.stream()
                .filter(glob -> chosen.stream().noneMatch(glob::matches))
                .map(Glob::text)
                .collect(Collectors.toList());
        return new SelectedFiles(root, history ? withHistory(root, chosen) : chosen, unmatched);
    }

    /**
     * Whether a file is chosen.
     *
     * @param path relative, with {@code /}
     */
    public boolean matches(String path) {
        return globs.isEmpty() || globs.stream().anyMatch(glob -> glob.matches(path));
    }

    private static List<String> withHistory(Path root, List<String> chosen) throws IOException {
        Set<String> among = Set.copyOf(chosen);
        return filesIn(root, true).stream()
                .filter(path -> among.contains(path) || path.startsWith(GIT + "/"))
                .collect(Collectors.toList());
    }

    /** All of them in order. */
    private static List<String> filesIn(Path root, boolean git) throws IOException {
        List<String> paths = new ArrayList<>();
        Path own = root.resolve(GIT);
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean skipped = folder.endsWith(GIT) && !(git && folder.equals(own));
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!attributes.isOther() && !file.endsWith(GIT)) {
                    paths.add(withSlashes(root.relativize(file)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        paths.sort((a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)));
        return paths;
    }

    private static String withSlashes(Path path) {
        return StreamSupport.stream(path.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }
}
