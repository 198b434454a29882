package io.jenkins.plugins.stagegate.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.model.Trigger;
import java.time.Instant;
import java.util.Optional;
import org.junit.Test;

public class ScheduleTimesTest {
    @Test
    public void firesAtTheTimeOfItsZone() {
        assertThat(next("0 0 3 ? * MON-FRI", "Europe/Berlin", "2026-03-06T12:00:00Z"))
                .contains(Instant.parse("2026-03-09T02:00:00Z"));
        assertThat(next("0 0 3 ? * MON-FRI", null, "2026-03-06T12:00:00Z"))
                .contains(Instant.parse("2026-03-09T03:00:00Z"));
    }

    @Test
    public void followsSummerTime() {
        assertThat(next("0 0 12 * * ?", "Europe/Berlin", "2026-03-28T12:00:00Z"))
                .contains(Instant.parse("2026-03-29T10:00:00Z"));
    }

    @Test
    public void firesAfterTheInstantAndNotAtIt() {
        assertThat(next("0 30 * * * ?", null, "2026-03-06T12:30:00Z")).contains(Instant.parse("2026-03-06T13:30:00Z"));
    }

    @Test
    public void comesToAnEnd() {
        assertThat(next("0 0 3 1 1 ? 2026", null, "2026-03-06T12:00:00Z")).isEmpty();
    }

    private static Optional<Instant> next(String cron, String zone, String after) {
        return ScheduleTimes.next(
                new Trigger.Schedule(Optional.empty(), cron, Optional.ofNullable(zone)), Instant.parse(after));
    }
}
