package io.jenkins.plugins.stagegate.local.process;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The folder of one launch of a script.
 *
 * <p>It holds {@code script}, the folders {@code work}, {@code inputs} and {@code exports}, and what the process says of
 * itself: {@code pid}, made once as soon as it runs, and {@code exit}, its exit code, when it has ended. Both appear whole.
 */
public record Launch(Path folder) {
    /** What stands in {@code pid} if nothing ever ran here, and nothing ever will. */
    private static final String NOBODY = "0";

    /** Clocks of files and of processes are not the same. */
    private static final Duration CLOCK_SLACK = Duration.ofSeconds(2);

    /** Where the script runs. */
    public Path work() {
        return folder.resolve("work");
    }

    /** Where an input artifact is, other than the first one, which is in {@link #work}. */
    public Path input(String artifact) {
        return folder.resolve("inputs").resolve(artifact);
    }

    /** Where the script leaves the values that it exports. */
    public Path exports() {
        return folder.resolve("exports");
    }

    /** The build specification that the script was made of, if it was. */
    public Path buildspec() {
        return folder.resolve("buildspec");
    }

    /** Where files are laid out as they stand in artifacts. */
    public Path artifacts() {
        return folder.resolve("artifacts");
    }

    Path script() {
        return folder.resolve("script");
    }

    private Path pidFile() {
        return folder.resolve("pid");
    }

    /** The exit code, if the script has ended by itself. */
    Optional<Integer> exitCode() throws IOException {
        return number(folder.resolve("exit")).map(Long::intValue);
    }

    /** When the process began, if it ever did. */
    Optional<Instant> began() throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(pidFile()).toInstant());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The process, if it is alive. A later process with the same id is none of ours. */
    Optional<ProcessHandle> process() throws IOException {
        var pid = number(pidFile());
        if (pid.isEmpty() || pid.get() == 0) {
            return Optional.empty();
        }
        var latestStart = began().orElseThrow().plus(CLOCK_SLACK);
        return ProcessHandle.of(pid.get()).filter(ProcessHandle::isAlive).filter(process -> process.info()
                .startInstant()
                .map(start -> !start.isAfter(latestStart))
                .orElse(true));
    }

    /**
     * Keeps the script from ever running here, unless it has begun. Settles the question whether a process that was about to
     * begin when this program died has begun.
     *
     * @return whether nothing ran here
     */
    boolean forestall() throws IOException {
        if (!Files.isDirectory(folder)) {
            return true;
        }
        var mine = Files.writeString(folder.resolve("pid.nobody"), NOBODY);
        try {
            Files.createLink(pidFile(), mine);
            return true;
        } catch (FileAlreadyExistsException e) {
            return number(pidFile()).filter(pid -> pid == 0).isPresent();
        }
    }

    private static Optional<Long> number(Path file) throws IOException {
        try {
            return Optional.of(Long.valueOf(Files.readString(file).strip()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (NumberFormatException e) {
            throw new IOException("Expected a number in " + file + ". Was it changed by hand?", e);
        }
    }
}
