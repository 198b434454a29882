package io.jenkins.plugins.stagegate.plugin.flow;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Files that were written where a job no longer is, in the moment in which it moved. */
final class Strays {
    private Strays() {}

    /** Moves the files of a folder that should not be there any more to where it is now, and leaves no empty folder behind. */
    static void gather(File former, File now) throws IOException {
        if (!former.isDirectory() || isJob(former)) {
            return;
        }
        Files.createDirectories(now.toPath());
        for (Path stray : list(former.toPath())) {
            Files.move(stray, now.toPath().resolve(stray.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        deleteEmpty(former.toPath());
    }

    /** Whether there is a job in whose builds the folder is: a new one that has taken the name. */
    private static boolean isJob(File folder) {
        var builds = folder.toPath().getParent().getParent();
        return Files.exists(builds.resolveSibling("config.xml"));
    }

    private static List<Path> list(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** Deletes the folder, the build, the builds and the job, as far as there is nothing in them. */
    private static void deleteEmpty(Path folder) throws IOException {
        var next = folder;
        try {
            for (int level = 0; level < 4; level++) {
                Files.deleteIfExists(next);
                next = next.getParent();
            }
        } catch (DirectoryNotEmptyException e) {
            // Somebody else left something, too.
        }
    }
}
