package io.jenkins.plugins.stagegate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.decision.Retention;
import io.jenkins.plugins.stagegate.journal.FileJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** Every rule of the flow is a file in {@code scenarios}; each is played live, and again from its journal. */
@RunWith(Parameterized.class)
public class ScenarioTest {
    private static final Path FOLDER = Path.of("src/test/resources/scenarios");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Path file;

    public ScenarioTest(String name, Path file) {
        this.file = file;
    }

    @Parameters(name = "{0}")
    public static List<Object[]> scenarios() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .map(file -> new Object[] {file.getFileName().toString(), file})
                    .toList();
        }
    }

    @Test
    public void goesAsItIsTold() throws IOException {
        var told = Files.readString(file);
        var story = new Scenario().play(told);
        if (Boolean.getBoolean("scenarios.write")) {
            Files.writeString(file, story);
        }
        assertThat(story).isEqualTo(told);
    }

    @Test
    public void leadsToTheSameStateWhenReplayedFromItsJournal() throws IOException {
        var scenario = new Scenario();
        scenario.play(Files.readString(file));
        try (var journal = FileJournal.open("shop", folder.getRoot().toPath())) {
            journal.append(List.of(journal.spell(scenario.events())));
        }
        try (var journal = FileJournal.open("shop", folder.getRoot().toPath())) {
            assertThat(Retention.forget(journal.replay(ended -> {}))).isEqualTo(scenario.state());
        }
    }
}
