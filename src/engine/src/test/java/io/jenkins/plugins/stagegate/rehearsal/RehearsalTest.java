package io.jenkins.plugins.stagegate.rehearsal;

import static io.jenkins.plugins.stagegate.rehearsal.Plays.passes;
import static io.jenkins.plugins.stagegate.rehearsal.Plays.pipeline;
import static io.jenkins.plugins.stagegate.rehearsal.Plays.play;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.decision.ExecutionStatus;
import io.jenkins.plugins.stagegate.model.Pipeline;
import java.time.Duration;
import org.junit.Test;

/** What a scenario can make happen, and what is seen of it. Every rehearsal begins on a Monday at 9:00. */
public class RehearsalTest {
    private static final String BUILD = "stage('Build') { build('Package') { commands 'make' } }";
    private static final String GATE =
            "stage('Release') { approval('Gate') { submitters 'carol', 'dave', 'ops' }; deploy('Ship') { commands 'ship' } }";
    private static final Pipeline SIMPLE = pipeline("SUPERSEDED", BUILD);
    private static final Pipeline GATED = pipeline("SUPERSEDED", GATE);

    @Test
    public void anActionTakesAMinuteIfNothingIsSaid() {
        passes(SIMPLE, "09:00 push", "expect #1 succeeded within 2m", "expect time of #1 >= 2m");
    }

    @Test
    public void theMostSpecialLineSaysHowLongAnActionTakes() {
        passes(
                SIMPLE,
                "Package of #2 takes 7m",
                "Package takes 5m the 3rd time",
                "Package takes 3m",
                "every action takes 2m",
                "09:00 push",
                "10:00 push",
                "11:00 push",
                "expect time of #1 <= 5m",
                "expect time of #1 >= 5m",
                "expect time of #2 >= 9m",
                "expect time of #3 >= 7m",
                "expect time of #3 <= 7m");
    }

    @Test
    public void anActionFailsWhenTheScenarioSaysSo() {
        passes(
                SIMPLE,
                "Package fails the 2nd time",
                "Package of #3 fails after 30s",
                "09:00 push",
                "10:00 push",
                "11:00 push",
                "12:00 push",
                "expect #1 succeeded",
                "expect #2 failed",
                "expect #3 failed within 90s",
                "expect #4 succeeded");
    }

    @Test
    public void anActionIsOutOfTimeWhenItsTimeoutIsOver() {
        var recording = passes(
                pipeline("SUPERSEDED", "stage('Build') { build('Package') { commands 'make'; timeout '10m' } }"),
                "Package takes 1h",
                "09:00 push",
                "expect #1 failed within 11m");
        assertThat(recording.journeys().get(0).moments())
                .extracting(Journey.Moment::text)
                .containsExactly("Build/Package failed: TimedOut");
    }

    @Test
    public void everyVariableThatIsReferredToHasAValue() {
        var echo = "stage('Build') { build('Package') { commands 'make'; exports 'VERSION'; namespace 'Package' }\n"
                + "test('Echo') { commands 'echo #{App.CommitId} #{App.AuthorEmail} #{Package.VERSION}' } }";
        passes(pipeline("SUPERSEDED", echo), "09:00 push", "expect #1 succeeded");
    }

    @Test
    public void whatAnActionGivesDecidesAVariableCheck() {
        var checked =
                """
                stage('Build') { build('Package') { commands 'make'; exports 'KIND'; namespace 'Package' } }
                stage('Deploy') {
                    beforeEntry { variableCheck variable: '#{Package.KIND}', operator: EQ, value: 'release'; result SKIP }
                    deploy('Ship') { commands 'ship' }
                }
                """;
        passes(
                pipeline("SUPERSEDED", checked),
                "Package gives KIND=snapshot",
                "Package of #2 gives KIND=release",
                "09:00 push",
                "10:00 push",
                "expect #1 skipped Deploy",
                "expect #2 passed Deploy");
    }

    @Test
    public void anApproverDecidesWithinTheirTime() {
        passes(
                GATED,
                "carol approves Gate within 10m",
                "09:00 push",
                "expect wait of #1 >= 10m",
                "expect wait of #1 <= 10m",
                "expect #1 succeeded");
    }

    @Test
    public void anApproverWhoIsAwayDecidesWhenTheyAreBack() {
        passes(
                GATED,
                "carol approves Gate within 10m, 9:00-17:00 Mon-Fri, away until 14:00",
                "09:00 push",
                "expect #1 succeeded after 14:10",
                "expect #1 succeeded before 14:12");
    }

    @Test
    public void anApproverDoesNotDecideAtNightNorAtTheWeeksEnd() {
        passes(
                GATED,
                "carol approves Gate within 10m, 9:00-17:00 Mon-Fri",
                "Fri 16:55 push",
                "expect #1 succeeded after 2026-03-09 08:59",
                "expect #1 succeeded before 2026-03-09 09:05");
    }

    @Test
    public void theFirstOfSeveralApproversDecides() {
        passes(
                GATED,
                "carol approves Gate within 2h",
                "dave rejects Gate within 1h",
                "09:00 push",
                "expect #1 failed within 1h5m");
    }

    @Test
    public void anApproverCanDecideAsAMemberOfAGroup() {
        passes(GATED, "erin of ops approves Gate", "09:00 push", "expect #1 succeeded");
    }

    @Test
    public void whoMayNotApproveTriesInVainAndThatIsTold() {
        var recording = passes(GATED, "erin approves Gate", "09:00 push", "until 12:00", "expect #1 has not ended");
        assertThat(recording.remarks())
                .singleElement()
                .extracting(Journey.Moment::text)
                .asString()
                .contains("erin could not decide at Gate of #1");
    }

    @Test
    public void anApprovalThatNobodyDecidesFailsAfterSevenDays() {
        passes(GATED, "09:00 push", "expect time of #1 > 7d", "expect #1 failed");
    }

    @Test
    public void anApproverAtAGateThatOffersTakesTheNewest() {
        var offering = "stage('Release') { approval('Gate') { onNewer OFFER }; deploy('Ship') { commands 'ship' } }";
        passes(
                pipeline("SUPERSEDED", offering),
                "carol approves Gate within 1h",
                "09:00 push",
                "09:30 push",
                "expect #1 superseded by #2",
                "expect #2 succeeded before 10:05");
    }

    @Test
    public void aClosedTransitionHoldsExecutionsUntilItIsOpened() {
        var recording = passes(
                SIMPLE,
                "09:00 close Build by alice \"freeze\"",
                "09:10 push",
                "10:00 push",
                "12:00 open Build by bob",
                "expect #1 superseded by #2",
                "expect #2 entered Build after 11:59",
                "expect wait of #2 in Build > 1h");
        assertThat(recording.closures()).singleElement().satisfies(closure -> {
            assertThat(closure.sentence()).isEqualTo("closed by alice: freeze");
            assertThat(closure.to()).isPresent();
        });
        assertThat(recording.journeys().get(0).waits())
                .singleElement()
                .extracting(Wait::sentence)
                .isEqualTo("The way into Build is closed by alice: freeze");
    }

    @Test
    public void aStoppedLineHoldsExecutionsUntilItsEndOrTheyAreForced() {
        var recording = passes(
                SIMPLE,
                "08:00 stop the line by alice for 4h \"incident\"",
                "+10m push",
                "+10m force #1 into Build by bob \"customers wait\"",
                "+10m push",
                "expect #1 succeeded within 12m",
                "expect #2 succeeded after Tue 12:00");
        assertThat(recording.closures())
                .singleElement()
                .extracting(Closure::sentence)
                .isEqualTo("line stopped by alice: incident");
        assertThat(Story.totals(recording))
                .extracting(Story.Total::cause)
                .containsExactly("the stopped line in front of Build");
    }

    @Test
    public void aDeploymentWindowIsWaitedFor() {
        var window =
                "stage('Deploy') { beforeEntry { deploymentWindow cron: '* * 14-16 ? * MON-FRI', timeZone: 'UTC' }\n"
                        + " deploy('Ship') { commands 'ship' } }";
        var recording = passes(
                pipeline("SUPERSEDED", window),
                "09:00 push",
                "expect #1 succeeded before 14:02",
                "expect #1 succeeded after 14:00");
        assertThat(recording.journeys().get(0).waits())
                .extracting(Wait::sentence)
                .containsExactly(
                        "The rule DeploymentWindow is not met yet; it counts as not met at Mon 2026-03-09 09:01.");
    }

    @Test
    public void aRuleHoldsOrDoesNotAfterItsTime() {
        var checked =
                "stage('Deploy') { deploy('Ship') { commands 'ship' }; onSuccess { httpCheck url: 'https://www.example.com', name: 'Health' } }";
        passes(
                pipeline("SUPERSEDED", checked),
                "Health holds after 5m",
                "Health does not hold the 2nd time",
                "09:00 push",
                "10:00 push",
                "expect time of #1 >= 7m",
                "expect #1 succeeded",
                "expect #2 failed");
    }

    @Test
    public void aFailedStageIsRetriedByItselfAfterItsBackOff() {
        var retried =
                "stage('Build') { build('Package') { commands 'make' }; onFailure { retry attempts: 1, backOff: '10m' } }";
        var recording = passes(
                pipeline("SUPERSEDED", retried),
                "Package fails the 1st time",
                "09:00 push",
                "expect #1 succeeded within 13m",
                "expect wait of #1 >= 10m");
        assertThat(recording.journeys().get(0).visits())
                .filteredOn(visit -> visit.stage().equals("Build"))
                .hasSize(1);
    }

    @Test
    public void peopleRetryStopAndRollBack() {
        passes(
                SIMPLE,
                "Package takes 10m",
                "Package fails the 2nd time",
                "09:00 push",
                "10:00 push",
                "11:00 retry failed of Build of #2 by alice",
                "12:00 push",
                "12:02 stop #3 by alice \"wrong branch\"",
                "13:00 roll back Build to #1 by alice",
                "expect #2 succeeded after 11:00",
                "expect #3 stopped",
                "expect #4 succeeded");
    }

    @Test
    public void aConditionIsOverridden() {
        var window =
                "stage('Deploy') { beforeEntry { deploymentWindow cron: '* * 14-16 ? * MON-FRI' }\ndeploy('Ship') { commands 'ship' } }";
        passes(
                pipeline("SUPERSEDED", window),
                "09:00 push",
                "09:30 override entry of Deploy of #1 by alice",
                "expect #1 succeeded before 09:32");
    }

    @Test
    public void aStepIsMadeAgainAndAgainWithinItsHours() {
        var recording = passes(
                SIMPLE,
                "until Wed 12:00",
                "every 4h push by bob, 9:00-17:00 Mon-Fri",
                "expect 5 executions succeeded",
                "expect every execution succeeded within 2m");
        assertThat(recording.settled()).isTrue();
        assertThat(recording.journeys())
                .extracting(journey -> recording.times().words(journey.from()))
                .containsExactly("Mon 09:00", "Mon 13:00", "Tue 09:00", "Tue 13:00", "Wed 09:00");
    }

    @Test
    public void itEndsWhenNothingCanHappenAnyMore() {
        var recording = play(SIMPLE, "09:00 close Build by alice \"for good\"", "09:10 push");
        assertThat(recording.settled()).isTrue();
        assertThat(recording.journeys().get(0).waits()).singleElement().satisfies(wait -> assertThat(wait.to())
                .isEmpty());
        assertThat(TimelineText.of(recording)).contains("Freed by: Opening the transition.");
    }

    @Test
    public void itEndsWhenItIsToEnd() {
        var recording = play(GATED, "until 11:00", "09:00 push");
        assertThat(recording.settled()).isFalse();
        assertThat(recording.length()).isEqualTo(Duration.ofHours(2));
        assertThat(recording.journeys().get(0).status()).isEqualTo(ExecutionStatus.IN_PROGRESS);
    }

    @Test
    public void whatComesToNoEndIsBrokenOff() {
        var endless = Plays.scenario(SIMPLE, "until 2026-12-31 00:00", "every action takes 1s", "every 1s push");
        var recording = Rehearsal.of(SIMPLE, endless, 1000);
        assertThat(recording.exhausted()).isTrue();
    }

    @Test
    public void aYearPassesWithoutTakingOne() {
        var recording = passes(
                GATED,
                "carol approves Gate within 1h",
                "2026-03-02 09:00 push",
                "2027-03-01 09:00 push",
                "expect every execution succeeded");
        assertThat(recording.length().toHours()).isGreaterThan(8000);
    }

    @Test
    public void theSameScenarioAlwaysGivesTheSameRecording() {
        String[] lines = {
            "carol approves Gate within 1h", "09:00 push", "09:20 push by bob", "+1m close Release by alice"
        };
        assertThat(play(GATED, lines)).isEqualTo(play(GATED, lines));
    }

    @Test
    public void aRequiredVariableIsGivenAtTheStart() {
        var pipeline = Plays.definition("releasePipeline { variables { string 'REGION' }\nstages {"
                + " stage('Source') { source('App') { git url: 'https://git.example.com/app.git', branch: 'main'; output 'A' } }\n"
                + " stage('Build') { build('Package') { commands 'make #{variables.REGION}' } } } }");
        passes(pipeline, "09:00 start by bob REGION=eu", "10:00 push is refused", "expect #1 succeeded");
    }

    @Test
    public void changesOfTheClockAreThoseOfTheTimeZone() {
        var recording = passes(
                SIMPLE,
                "begin 2026-03-28 09:00 Europe/Berlin",
                "Sat 09:00 push",
                "Sun 09:00 push",
                "expect 2 executions succeeded");
        var starts = recording.journeys();
        assertThat(Duration.between(starts.get(0).from(), starts.get(1).from())).isEqualTo(Duration.ofHours(23));
    }
}
