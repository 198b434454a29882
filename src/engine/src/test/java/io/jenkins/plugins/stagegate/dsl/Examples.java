package io.jenkins.plugins.stagegate.dsl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The example files that specify the language. */
final class Examples {
    static final Path ACCEPTED = Path.of("src/test/resources/dsl/accepted");
    static final Path REFUSED = Path.of("src/test/resources/dsl/refused");

    private Examples() {}

    static List<Path> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".groovy"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String name(Path file) {
        return file.getFileName().toString().replace(".groovy", "");
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Reading read(Path file) {
        return Definition.read("Jenkinsfile", text(file));
    }

    /** All problems as people read them; empty if the reading was accepted. */
    static String render(Reading reading, String text) {
        return reading instanceof Reading.Refused refused ? ProblemText.render(refused.problems(), text) : "";
    }
}
