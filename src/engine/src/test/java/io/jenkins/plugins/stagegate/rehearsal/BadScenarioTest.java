package io.jenkins.plugins.stagegate.rehearsal;

import static io.jenkins.plugins.stagegate.rehearsal.Plays.pipeline;
import static io.jenkins.plugins.stagegate.rehearsal.Plays.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.model.Pipeline;
import java.util.List;
import org.junit.Test;

/** A scenario that cannot be understood is refused as a whole, with the place of everything that is wrong. */
public class BadScenarioTest {
    private static final Pipeline PIPELINE = pipeline(
            "SUPERSEDED",
            "stage('Build') { build('Package') { commands 'make' } }\n"
                    + "stage('Production') { approval('Gate') { }; deploy('Ship') { commands 'ship' } }");

    @Test
    public void anUnknownActionIsNamedWithThoseThatThereAre() {
        var problem = only("Pakage takes 4m");
        assertThat(problem.column()).isEqualTo(1);
        assertThat(problem.length()).isEqualTo(6);
        assertThat(problem.message()).isEqualTo("The pipeline has no action 'Pakage'.");
        assertThat(problem.words()).containsExactly("App", "Package", "Gate", "Ship");
    }

    @Test
    public void anUnknownStageIsNamedWithThoseThatThereAre() {
        var problem = only("10:00 close Prod by alice \"freeze\"");
        assertThat(problem.column()).isEqualTo(13);
        assertThat(problem.words()).containsExactly("Source", "Build", "Production");
    }

    @Test
    public void anActionThatIsNoApprovalCannotBeApproved() {
        assertThat(only("carol approves Ship").words()).containsExactly("Gate");
    }

    @Test
    public void aRuleThatThereIsNotIsNamed() {
        var problem = only("HttpCheck holds");
        assertThat(problem.message()).contains("no rule 'HttpCheck'");
        assertThat(problem.kinds()).containsExactly("nothing: the pipeline has not a rule");
    }

    @Test
    public void anUnknownVerbIsShownWithThosePossible() {
        var problem = only("Package taks 4m");
        assertThat(problem.column()).isEqualTo(9);
        assertThat(problem.said()).isEqualTo("taks");
        assertThat(problem.words()).contains("takes", "fails", "of", "holds");
    }

    @Test
    public void aLineThatBeginsWithNothingKnownIsShownFromItsBeginning() {
        var problem = only("exepct #1 succeeded");
        assertThat(problem.column()).isEqualTo(1);
        assertThat(problem.words()).contains("expect", "begin", "Package");
    }

    @Test
    public void anUnknownStepIsShownWithThosePossible() {
        var problem = only("Mon 09:00 pusch by bob");
        assertThat(problem.column()).isEqualTo(11);
        assertThat(problem.said()).isEqualTo("pusch");
        assertThat(problem.words()).contains("push", "close", "roll back", "Gate");
    }

    @Test
    public void aLineThatEndsTooEarlySaysWhatIsMissing() {
        var problem = only("Package takes");
        assertThat(problem.message()).isEqualTo("The line ends too early.");
        assertThat(problem.column()).isEqualTo(14);
        assertThat(problem.kinds()).containsExactly("a length of time such as 10m, 1h30m or 2d");
    }

    @Test
    public void whatIsLeftOverIsRefused() {
        var problem = only("10:00 push by bob tomorrow");
        assertThat(problem.column()).isEqualTo(19);
        assertThat(problem.kinds()).contains("the end of the line", "NAME=value");
    }

    @Test
    public void aStepBeforeTheOneAboveIsRefused() {
        var problems = problems(PIPELINE, "2026-03-03 09:00 push", "2026-03-02 09:00 push");
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.message()).contains("before Tue 2026-03-03 09:00");
        });
    }

    @Test
    public void aTimeThatThereIsNotIsRefused() {
        assertThat(only("25:00 push").message()).isEqualTo("There is no time 25:00.");
        assertThat(only("2026-02-30 09:00 push").message()).isEqualTo("There is no day 2026-02-30.");
        assertThat(only("Tue 2026-03-02 09:00 push").message()).isEqualTo("2026-03-02 is a Mon.");
    }

    @Test
    public void aTimeZoneThatThereIsNotIsRefused() {
        var problem = only("begin 2026-03-02 09:00 Europe/Berln");
        assertThat(problem.column()).isEqualTo(24);
        assertThat(problem.words()).contains("Europe/Berlin");
    }

    @Test
    public void theBeginningStandsFirst() {
        assertThat(problems(PIPELINE, "09:00 push", "begin 2026-03-02 09:00")
                        .get(0)
                        .line())
                .isEqualTo(2);
    }

    @Test
    public void aRecurrenceNeedsAnEnd() {
        assertThat(only("every 2h push").words()).contains("until");
        assertThat(only("every 0m push").message()).isEqualTo("Nothing happens every 0 minutes.");
    }

    @Test
    public void hoursEndAfterTheyBegin() {
        assertThat(only("carol approves Gate 17:00-9:00").message()).isEqualTo("These hours end before they begin.");
    }

    @Test
    public void aQuoteIsClosed() {
        var problem = only("10:00 close Build by alice \"freeze");
        assertThat(problem.column()).isEqualTo(28);
        assertThat(problem.message()).isEqualTo("This quote is not closed.");
    }

    @Test
    public void anExpectationSaysOfWhat() {
        assertThat(only("expect #1 suceeded").words()).contains("succeeded", "superseded", "never entered");
        assertThat(only("expect wait of #1 under 5m").kinds()).containsExactly("<, <=, > or >=");
        assertThat(only("expect").kinds()).isNotEmpty();
        assertThat(only("expect Production holds #1").words()).containsExactly("at");
    }

    @Test
    public void everythingThatIsWrongIsSaidAtOnce() {
        assertThat(problems(PIPELINE, "x takes 1m", "", "# fine", "y takes 1m"))
                .extracting(ScenarioProblem::line)
                .containsExactly(1, 4);
    }

    @Test
    public void aTextThatIsTooLongIsNotRead() {
        assertThat(only("# " + "x".repeat(ScenarioReader.LONGEST)).message()).isEqualTo("The scenario is too long.");
    }

    @Test
    public void noLineWhateverItSaysBreaksTheReader() {
        var words = List.of(
                "begin",
                "until",
                "every",
                "expect",
                "Mon",
                "09:00",
                "#1",
                "of",
                "by",
                "Package",
                "takes",
                "5m",
                ",",
                "\"",
                "push",
                "close",
                "Production",
                "the",
                "2nd",
                "time",
                "<",
                "at",
                "+1h",
                "99:99",
                "#99999999999",
                "carol",
                "approves",
                "Gate",
                "away",
                "9:00-17:00",
                "Mon-Fri",
                "=",
                "A=b");
        var chance = new java.util.Random(7);
        for (int i = 0; i < 20_000; i++) {
            var line = new StringBuilder();
            for (int n = chance.nextInt(8); n >= 0; n--) {
                line.append(words.get(chance.nextInt(words.size()))).append(' ');
            }
            try {
                Scenario.read(line.toString(), PIPELINE);
            } catch (BadScenarioException e) {
                assertThat(e.problems()).allMatch(problem -> problem.column() >= 1 && problem.length() >= 1);
            }
        }
    }

    private static ScenarioProblem only(String line) {
        var problems = problems(PIPELINE, line);
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }
}
