package io.jenkins.plugins.stagegate.local.host;

import io.jenkins.plugins.stagegate.local.process.Launch;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Where the actions of a pipeline work: a folder for each action execution, with its {@code log} and its launches.
 *
 * @param folder holds them all
 */
public record ActionFolders(Path folder) {
    /** What the action wrote so far. */
    public Path log(String actionExecution) {
        return folder.resolve(actionExecution).resolve("log");
    }

    /** Adds a line to what the action wrote. */
    void say(String actionExecution, String line) throws IOException {
        Files.writeString(log(actionExecution), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** The launch that counts: the last one. There may be nothing in it yet. */
    Launch current(String actionExecution) {
        int number = 1;
        while (Files.isDirectory(launch(actionExecution, number + 1).folder())) {
            number++;
        }
        return launch(actionExecution, number);
    }

    /** A launch in which nothing has happened, with an empty work folder. */
    Launch fresh(String actionExecution) throws IOException {
        var launch = current(actionExecution);
        if (Files.exists(launch.folder())) {
            var number = Integer.parseInt(launch.folder().getFileName().toString());
            delete(launch.folder().resolve("work"));
            launch = launch(actionExecution, number + 1);
        }
        Files.createDirectories(launch.folder());
        return launch;
    }

    private Launch launch(String actionExecution, int number) {
        return new Launch(folder.resolve(actionExecution).resolve(String.valueOf(number)));
    }

    /** Deletes what the action worked with. Its log stays. */
    void clean(String actionExecution) throws IOException {
        var launch = current(actionExecution);
        delete(launch.work());
        delete(launch.folder().resolve("inputs"));
        delete(launch.artifacts());
    }

    /** Deletes all that is known of the action, its log, too. Tells whether there was anything. */
    boolean remove(String actionExecution) throws IOException {
        var all = folder.resolve(actionExecution);
        boolean there = Files.exists(all);
        delete(all);
        return there;
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException problem) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
