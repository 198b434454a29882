package io.jenkins.plugins.stagegate.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.dsl.Definition;
import io.jenkins.plugins.stagegate.dsl.Reading;
import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.model.Trigger.PullRequestEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** The files in {@code src/test/resources/triggers}: triggers, changes, and what each trigger says to each change. */
@RunWith(Parameterized.class)
public class TriggerScenariosTest {
    private static final Path FOLDER = Path.of("src/test/resources/triggers");
    private static final String AROUND =
            """
            releasePipeline {
                triggers { %s }
                stages {
                    stage('Source') { source('App') { git url: 'https://git.example.com/a.git', branch: 'main'; output 'A' } }
                    stage('Build') { build('Package') { commands 'make' } }
                }
            }
            """;

    private final Path file;

    public TriggerScenariosTest(Path file) {
        this.file = file;
    }

    @Parameters(name = "{0}")
    public static List<Path> files() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.map(FOLDER::relativize).sorted().toList();
        }
    }

    @Test
    public void everyTriggerSaysWhatTheFileExpects() throws IOException {
        var parts = Files.readString(FOLDER.resolve(file)).split("\n---\n", 2);
        var triggers = triggers(parts[0].replaceAll("(?m)^#.*", ""));

        var seen = new ArrayList<String>();
        for (String line : parts[1].split("\n")) {
            if (!line.startsWith(" ")) {
                seen.add(line);
                var change = change(line);
                triggers.forEach(trigger -> {
                    var verdict = Verdict.of(trigger, change, Optional.of("main"));
                    seen.add("    " + (verdict.fires() ? "fires: " : "does not fire: ") + verdict.reason());
                });
            }
        }

        assertThat(String.join("\n", seen)).isEqualTo(parts[1].stripTrailing());
    }

    private static List<Trigger> triggers(String text) {
        var reading = Definition.read("Jenkinsfile", AROUND.formatted(text));
        assertThat(reading).isInstanceOf(Reading.Read.class);
        return ((Reading.Read) reading).pipeline().triggers();
    }

    private static Change change(String line) {
        var words = Arrays.asList(line.split(" "));
        int changed = words.indexOf("changed");
        Optional<List<String>> files =
                changed < 0 ? Optional.empty() : Optional.of(words.subList(changed + 1, words.size()));
        return switch (words.get(0)) {
            case "push" -> new Change.BranchPush(words.get(1), "c0ffee", files);
            case "tag" -> new Change.TagPush(words.get(1), "c0ffee");
            default ->
                new Change.PullRequest(
                        PullRequestEvent.valueOf(words.get(1)),
                        "7",
                        words.get(2),
                        "c0ffee",
                        words.get(0).equals("pull-request-from-fork"),
                        files);
        };
    }
}
