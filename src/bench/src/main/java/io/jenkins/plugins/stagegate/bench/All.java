package io.jenkins.plugins.stagegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Asks one question after the other, each in a JVM of its own, so that none profits or suffers from another. */
final class All {
    private static final List<String> QUESTIONS =
            List.of("peers", "submits", "replay", "resume", "look", "memory", "startup", "actions", "jmh");

    private All() {}

    static void measure() throws Exception {
        var jar = Path.of(
                All.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        for (String question : QUESTIONS) {
            var began = Instant.now();
            System.out.printf("%n== %s, load %s%n", question, load());
            int code = new ProcessBuilder(Project.java(), "-jar", jar.toString(), question)
                    .inheritIO()
                    .start()
                    .waitFor();
            System.out.printf(
                    "== %s took %d s, exit code %d%n",
                    question, Duration.between(began, Instant.now()).toSeconds(), code);
        }
    }

    /** How many wanted a processor in the last minute. */
    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0];
    }
}
