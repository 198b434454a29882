package io.jenkins.plugins.stagegate.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Test;

/** The rehearsals that the documentation shows. */
public class RehearsalExamplesTest {
    private static final Path FOLDER = Path.of("../../docs/examples/rehearsals");

    @Test
    public void anApproverIsAbsentAndProductionGoesBack() throws IOException {
        assertGoesAsItIsTold("absence");
    }

    @Test
    public void aFreezeEndsAndTheQueueStaysWhereItIs() throws IOException {
        assertGoesAsItIsTold("freeze");
    }

    @Test
    public void withAThirdApproverTheQueueIsShippedOnMonday() throws IOException {
        var pipeline = Plays.definition(read("freeze/Jenkinsfile"));
        var lines = read("freeze/scenario.txt")
                .replace("# frank approves", "frank approves")
                .replaceAll("(?m)^expect.*", "");
        Plays.passes(
                pipeline,
                lines,
                "expect #2 succeeded before Thu 14:00",
                "expect every execution succeeded",
                "expect #4 succeeded before Mon 15:00");
    }

    @Test
    public void aQuarterOfAYearOfFlakyTestsPassesWithOneRetry() throws IOException {
        var pipeline = Plays.definition(read("flaky/Jenkinsfile"));
        var recording = Plays.passes(pipeline, read("flaky/scenario.txt"));
        assertThat(recording.length().toHours()).isGreaterThan(2000);
        assertThat(recording.journeys()).hasSizeGreaterThan(700);
    }

    @Test
    public void withoutTheRetryManyMoreFail() throws IOException {
        var pipeline = Plays.definition(read("flaky/Jenkinsfile").replaceAll("onFailure \\{ retry.*", ""));
        assertThat(Plays.play(pipeline, read("flaky/scenario.txt")).misses()).isNotEmpty();
    }

    /** The timeline stands beside the example; {@code -Dscenarios.write=true} writes it anew. */
    private static void assertGoesAsItIsTold(String name) throws IOException {
        var pipeline = Plays.definition(read(name + "/Jenkinsfile"));
        var timeline = TimelineText.of(Plays.passes(pipeline, read(name + "/scenario.txt")));
        if (Boolean.getBoolean("scenarios.write")) {
            Files.writeString(FOLDER.resolve(name + "/timeline.txt"), timeline);
        }
        assertThat(timeline).isEqualTo(read(name + "/timeline.txt"));
    }

    private static String read(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file));
    }
}
