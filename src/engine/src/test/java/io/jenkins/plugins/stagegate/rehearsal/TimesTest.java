package io.jenkins.plugins.stagegate.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.Test;

/** Times are counted from a Monday, 2026-03-02, 9:00 UTC. */
public class TimesTest {
    private static final Times TIMES = Times.USUAL;

    @Test
    public void aTimeOfDayIsTheNextOne() {
        assertThat(read("14:30")).isEqualTo("2026-03-02T14:30:00Z");
        assertThat(read("09:00")).isEqualTo("2026-03-02T09:00:00Z");
        assertThat(read("8:00")).isEqualTo("2026-03-03T08:00:00Z");
    }

    @Test
    public void aDayOfTheWeekIsTheNextOne() {
        assertThat(read("Mon 09:00")).isEqualTo("2026-03-02T09:00:00Z");
        assertThat(read("Mon 08:00")).isEqualTo("2026-03-09T08:00:00Z");
        assertThat(read("Sun 23:59")).isEqualTo("2026-03-08T23:59:00Z");
    }

    @Test
    public void aDateIsThatDay() {
        assertThat(read("2026-12-24 18:00")).isEqualTo("2026-12-24T18:00:00Z");
        assertThat(read("Thu 2026-12-24 18:00")).isEqualTo("2026-12-24T18:00:00Z");
    }

    @Test
    public void aPlusIsCountedFromTheAnchor() {
        assertThat(read("+1h30m")).isEqualTo("2026-03-02T10:30:00Z");
        assertThat(read("+2d")).isEqualTo("2026-03-04T09:00:00Z");
    }

    @Test
    public void whatIsWrittenCanBeRead() {
        for (String text : new String[] {"2026-03-02T09:00:00Z", "2026-03-07T23:00:00Z", "2027-01-01T00:00:00Z"}) {
            var time = Instant.parse(text);
            assertThat(TIMES.read(new Words(TIMES.words(time)), TIMES.start())).isEqualTo(time);
        }
    }

    @Test
    public void lengthsAreWrittenAsTheyAreRead() {
        assertThat(Lengths.of("1h30m")).isEqualTo(Duration.ofMinutes(90));
        assertThat(Lengths.words(Duration.ofMinutes(90))).isEqualTo("1h30m");
        assertThat(Lengths.words(Duration.ofSeconds(61))).isEqualTo("1m1s");
        assertThat(Lengths.words(Duration.ZERO)).isEqualTo("0s");
        assertThat(Lengths.words(Duration.ofHours(49))).isEqualTo("2d1h");
        assertThat(Lengths.of("1w")).isEqualTo(Duration.ofDays(7));
        assertThat(Lengths.fits("m")).isFalse();
        assertThat(Lengths.fits("")).isFalse();
    }

    @Test
    public void timesInSentencesOfTheEngineAreLocal() {
        assertThat(TIMES.localised("It is retried at 2026-03-02T13:46:00Z.")).isEqualTo("It is retried at Mon 13:46.");
    }

    private static String read(String text) {
        return TIMES.read(new Words(text), TIMES.start()).toString();
    }
}
