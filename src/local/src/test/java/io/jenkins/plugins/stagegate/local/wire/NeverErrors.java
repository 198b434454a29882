package io.jenkins.plugins.stagegate.local.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The errors of the service that never come here: the table of the documentation, which has a reason for each. */
final class NeverErrors {
    private static final Path PAGE = Path.of("../../docs/codepipeline-api.md");
    private static final String HEADING = "### Errors that never come";

    private NeverErrors() {}

    /**
     * Each as operation, blank, name.
     *
     * @param documented all that there are with the service
     */
    static Set<String> read(Set<String> documented) throws IOException {
        var never = new TreeSet<String>();
        Files.readString(PAGE)
                .lines()
                .dropWhile(line -> !line.equals(HEADING))
                .dropWhile(line -> !line.startsWith("|---"))
                .skip(1)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split(" *\\| *"))
                .forEach(cells -> {
                    var error = cells[1].replace("`", "");
                    var operations = cells[2].equals("all")
                            ? documented.stream()
                                    .filter(pair -> pair.endsWith(" " + error))
                                    .map(pair -> pair.substring(0, pair.indexOf(' ')))
                            : Stream.of(cells[2].split(", "));
                    operations.forEach(operation -> never.add(operation + " " + error));
                    assertThat(cells[3]).as("why " + error + " never comes").isNotEmpty();
                });
        assertThat(never).isNotEmpty();
        assertThat(documented).containsAll(never);
        return never;
    }
}
