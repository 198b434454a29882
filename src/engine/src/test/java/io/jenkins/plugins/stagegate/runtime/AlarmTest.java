package io.jenkins.plugins.stagegate.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.After;
import org.junit.Test;

/** When a pipeline is woken, whatever its clock, its timer and its disk do. */
public class AlarmTest {
    private final GivenClock clock = new GivenClock();
    private final StillExecutor timers = new StillExecutor();
    private final List<Instant> rings = new ArrayList<>();
    private Optional<Throwable> trouble = Optional.empty();
    private final Alarm alarm = new Alarm(clock, timers, this::ring);

    private void ring() throws IOException {
        rings.add(clock.instant());
        if (trouble.orElse(null) instanceof IOException e) {
            throw e;
        }
        if (trouble.orElse(null) instanceof Error e) {
            throw e;
        }
    }

    @After
    public void stopTheTimers() {
        timers.shutdownNow();
    }

    @Test
    public void ringsWhenTheTimeHasCome() {
        setTo(Duration.ofSeconds(30));
        clock.advance(Duration.ofSeconds(30));
        timers.run();
        assertThat(timers.pauses()).startsWith(30_001L);
        assertThat(rings).containsExactly(clock.instant());
    }

    @Test
    public void waitsOnIfTheClockWasSetBackMeanwhile() {
        setTo(Duration.ofSeconds(30));
        clock.advance(Duration.ofSeconds(28));
        timers.run();
        assertThat(rings).as("2 seconds too early").isEmpty();
        clock.advance(Duration.ofSeconds(2));
        timers.run();
        assertThat(rings).hasSize(1);
        assertThat(timers.pauses()).startsWith(30_001L, 2_001L);
    }

    @Test
    public void looksAtTheClockOnceAMinuteSinceItMayBeSetForward() {
        setTo(Duration.ofDays(7));
        clock.advance(Duration.ofDays(8));
        timers.run();
        assertThat(timers.pauses()).startsWith(60_001L);
        assertThat(rings).hasSize(1);
    }

    @Test
    public void ringsAgainIfTheJournalFailed() {
        trouble = Optional.of(new IOException("The disk is full"));
        setTo(Duration.ZERO);
        timers.run();
        timers.run();
        assertThat(rings).hasSize(2);
        assertThat(timers.pauses()).containsExactly(1L, 10_001L, 10_001L);
    }

    @Test
    public void ringsAgainAfterAnError() {
        trouble = Optional.of(new StackOverflowError());
        setTo(Duration.ZERO);
        timers.run();
        timers.run();
        assertThat(rings).hasSize(2);
    }

    @Test
    public void ringsAgainIfNothingCameOfIt() {
        setTo(Duration.ZERO);
        timers.run();
        setTo(Duration.ZERO);
        timers.run();
        assertThat(rings).hasSize(2);
        assertThat(timers.pauses()).as("not at once").containsExactly(1L, 10_001L, 10_001L);
    }

    @Test
    public void isSilentOnceItIsClosed() {
        setTo(Duration.ZERO);
        alarm.close();
        timers.run();
        assertThat(rings).isEmpty();
        assertThat(timers.pauses()).hasSize(1);
    }

    private void setTo(Duration time) {
        alarm.set(Optional.of(clock.instant().plus(time)));
    }
}
