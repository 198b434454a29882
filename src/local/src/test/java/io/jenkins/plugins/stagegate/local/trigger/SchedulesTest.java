package io.jenkins.plugins.stagegate.local.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.Rule;
import org.junit.Test;

/** What the clock starts. */
public class SchedulesTest {
    @Rule
    public final TriggeredShop shop = new TriggeredShop();

    @Test
    public void startsByTheClockOnceForEachTime() throws Exception {
        shop.define("schedule cron: '0 0 3 ? * MON-FRI', timeZone: 'Europe/Berlin'");
        shop.commit("a.txt");

        shop.triggers().tick(Instant.parse("2026-03-02T01:00:00Z"));
        shop.triggers().tick(Instant.parse("2026-03-02T01:59:59Z"));
        assertThat(shop.executions()).isEmpty();
        shop.triggers().tick(Instant.parse("2026-03-02T02:00:00Z"));
        shop.triggers().tick(Instant.parse("2026-03-02T02:00:01Z"));
        shop.reopen();
        shop.triggers().tick(Instant.parse("2026-03-02T02:00:02Z"));
        assertThat(shop.executions()).hasSize(1);

        shop.triggers().tick(Instant.parse("2026-03-03T02:00:00Z"));
        assertThat(shop.executions()).hasSize(2);
    }

    @Test
    public void makesUpForATimeAtWhichItWasAwayOnlyIfThatIsNotLongAgo() throws Exception {
        shop.define("schedule cron: '0 0 3 ? * MON-FRI'");
        shop.triggers().tick(Instant.parse("2026-03-02T02:00:00Z"));

        shop.triggers()
                .tick(Instant.parse("2026-03-02T03:00:00Z")
                        .plus(Duration.ofHours(1))
                        .plus(Duration.ofMinutes(1)));
        assertThat(shop.executions()).isEmpty();

        shop.triggers().tick(Instant.parse("2026-03-03T03:30:00Z"));
        assertThat(shop.executions()).hasSize(1);
    }
}
