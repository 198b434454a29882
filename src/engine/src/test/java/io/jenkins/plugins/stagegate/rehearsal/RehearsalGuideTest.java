package io.jenkins.plugins.stagegate.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.model.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.Test;

/** What docs/rehearsal.md shows can be written so. */
public class RehearsalGuideTest {
    private static final Pipeline PIPELINE = Plays.pipeline(
            "SUPERSEDED",
            """
            stage('Build') { build('Package') { commands 'make' } }
            stage('Production') {
                approval('ShipIt') { }
                deploy('Deploy') { commands 'deploy' }
                test('Smoke') { commands 'smoke' }
                onSuccess { httpCheck url: 'https://www.example.com', name: 'Health' }
            }
            """);

    @Test
    public void everyLineOfTheGuideCanBeRead() throws IOException {
        var guide = Files.readString(Path.of("../../docs/rehearsal.md"));
        var lines = Arrays.stream(guide.split("(?m)^```"))
                .filter(block -> block.startsWith("\n") && !block.startsWith("\nstage-gate") && !block.isBlank())
                .filter(block -> !block.startsWith("\n\n"))
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .toList();
        assertThat(lines).hasSizeGreaterThan(45);
        for (String line : lines) {
            Plays.scenario(PIPELINE, line);
        }
    }
}
