package io.jenkins.plugins.stagegate.plugin.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which build made the latest attempt at an execution: a line each in a file, so that no build record is read to know it.
 *
 * <p>May be used by any thread.
 */
final class BuildIndex {
    private final Path file;
    private final Map<String, Integer> latest = new ConcurrentHashMap<>();

    private BuildIndex(Path file) {
        this.file = file;
    }

    static BuildIndex open(Path file) throws IOException {
        var index = new BuildIndex(file);
        if (Files.exists(file)) {
            Files.readAllLines(file, StandardCharsets.UTF_8).forEach(index::read);
        }
        return index;
    }

    /** Takes a line; the last one may be torn, and then its build adds itself again when it goes on. */
    private void read(String line) {
        var parts = line.split(" ", -1);
        if (parts.length == 3 && parts[2].equals(".") && parts[1].chars().allMatch(Character::isDigit)) {
            latest.put(parts[0], Integer.parseInt(parts[1]));
        }
    }

    synchronized void add(String execution, int build) throws IOException {
        if (latest.getOrDefault(execution, 0) < build) {
            Files.writeString(
                    file,
                    execution + " " + build + " .\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            latest.put(execution, build);
        }
    }

    /** The number of the build, if the execution ever had one. */
    OptionalInt build(String execution) {
        var number = latest.get(execution);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
