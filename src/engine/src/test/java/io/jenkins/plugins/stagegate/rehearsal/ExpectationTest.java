package io.jenkins.plugins.stagegate.rehearsal;

import static io.jenkins.plugins.stagegate.rehearsal.Plays.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.model.Pipeline;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** What is said when something goes otherwise than expected: in the same story, one line at a time. */
public class ExpectationTest {
    private static final Pipeline PIPELINE = pipeline(
            "QUEUED",
            "stage('Build') { build('Package') { commands 'make' } }\n"
                    + "stage('Production') { approval('Gate') { }; deploy('Ship') { commands 'ship' } }");
    private static final List<String> STORY = List.of(
            "every action takes 10m",
            "Package fails the 3rd time",
            "carol approves Gate within 2h",
            "09:00 push",
            "09:30 push",
            "10:00 push",
            "11:00 stop #9 is refused");

    @Test
    public void nothingIsSaidWhenAllIsAsExpected() {
        for (String line : List.of(
                "expect #1 succeeded before 11:31",
                "expect #1 succeeded within 2h30m",
                "expect #2 succeeded after 12:00",
                "expect #3 failed",
                "expect #3 never entered Production",
                "expect #3 never passed Build",
                "expect #2 entered Production after 11:29",
                "expect #1 passed Build before 09:21",
                "expect Production holds #1 at Mon 11:00",
                "expect Production is free at 09:10",
                "expect wait of #2 > 3h",
                "expect wait of #2 in Build <= 0s",
                "expect time of every execution < 5h",
                "expect at least 2 executions succeeded",
                "expect at most 1 execution failed",
                "expect 0 executions superseded")) {
            assertThat(misses(line)).as(line).isEmpty();
        }
    }

    @Test
    public void tooLateIsSaidWithItsWait() {
        assertMiss(
                "expect #1 succeeded before 10:00",
                "#1: it succeeded (at Mon 11:30, after 2h30m, of which it waited 2h; longest 2h at Production: Waits for an approval at Gate).");
    }

    @Test
    public void anotherEndIsSaidWithItsReason() {
        assertMiss(
                "expect #3 succeeded",
                "#3: it failed: Action Package failed in stage Build (at Mon 10:20, after 20m).");
    }

    @Test
    public void anExecutionThatDidNotArriveIsSaid() {
        assertMiss(
                "expect #3 passed Production",
                "#3: it did not pass Production; it failed: Action Package failed in stage Build (at Mon 10:20, after 20m).");
    }

    @Test
    public void anExecutionThatArrivedIsSaid() {
        assertMiss("expect #2 never entered Production", "#2: it entered Production at Mon 11:30.");
    }

    @Test
    public void tooLongAWaitIsSaidWithItsCause() {
        assertMiss(
                "expect wait of #2 < 1h",
                "#2: it waited 3h40m; longest 2h at Production: Waits for an approval at Gate.");
    }

    @Test
    public void whoHeldTheStageIsSaid() {
        assertMiss("expect Production is free at 11:00", "At Mon 11:00 Production held #1.");
        assertMiss("expect Production holds #2 at 09:05", "At Mon 09:05 Production was free.");
    }

    @Test
    public void aTimeAfterTheEndIsSaid() {
        assertMiss(
                "expect Production holds #2 at Wed 09:05",
                "At Wed 09:05 Production was free. The rehearsal had ended at Mon 13:40.");
    }

    @Test
    public void anExecutionThatNeverWasIsSaid() {
        assertMiss("expect #4 succeeded", "There was no #4; the last one was #3.");
    }

    @Test
    public void aWrongCountIsSaid() {
        assertMiss("expect 3 executions succeeded", "Of 3 executions, 2 succeeded.");
    }

    @Test
    public void onlySomeOfManyAreNamed() {
        assertThat(misses("expect every execution superseded"))
                .singleElement()
                .extracting(Miss::happened)
                .asString()
                .startsWith("#1: it succeeded")
                .contains(" #2: ", " #3: ");
    }

    @Test
    public void aStepThatIsRefusedIsAMiss() {
        assertThat(misses("12:00 stop #1 by alice")).singleElement().satisfies(miss -> {
            assertThat(miss.line()).isEqualTo(STORY.size() + 1);
            assertThat(miss.happened()).startsWith("It was refused. ");
        });
    }

    @Test
    public void aStepThatIsNotRefusedAlthoughItShouldBeIsAMiss() {
        assertMiss("12:00 push is refused", "It was done, and not refused.");
    }

    @Test
    public void aStepAboutWhatIsNotThereIsAMiss() {
        assertMiss("12:00 Package succeeds", "It was refused. The action Package does not run then.");
    }

    @Test
    public void theTextNamesTheLineWhatWasExpectedAndWhatHappened() {
        var recording = play("expect 3 executions succeeded");
        assertThat(TimelineText.misses("friday.txt", recording))
                .isEqualTo(
                        """
                        friday.txt:8: not as expected
                            expected: expect 3 executions succeeded
                            happened: Of 3 executions, 2 succeeded.
                        """);
    }

    private static void assertMiss(String line, String happened) {
        assertThat(misses(line)).singleElement().satisfies(miss -> {
            assertThat(miss.happened()).isEqualTo(happened);
            assertThat(miss.expected()).isEqualTo(line);
            assertThat(miss.line()).isEqualTo(STORY.size() + 1);
        });
    }

    private static List<Miss> misses(String line) {
        return play(line).misses();
    }

    private static Recording play(String line) {
        var lines = new ArrayList<>(STORY);
        lines.add(line);
        return Plays.play(PIPELINE, lines.toArray(String[]::new));
    }
}
