package io.jenkins.plugins.stagegate.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.event.LifecycleEvent;
import java.time.Instant;
import java.util.List;
import org.junit.Test;

public class BacklogTest {
    @Test
    public void dropsTheOldestForAListenerThatNeverTakesAnythingAndSaysSo() {
        var backlog = new Backlog(3);
        backlog.add(List.of(event(1), event(2), event(3), event(4), event(5)));
        assertThat(backlog.through(5)).extracting(LifecycleEvent::sequence).containsExactly(3L, 4L, 5L);
        assertThat(backlog.first().detail().path("first-sequence").asLong()).isEqualTo(1);
        assertThat(backlog.first().detail().path("last-sequence").asLong()).isEqualTo(3);
    }

    private static LifecycleEvent event(long sequence) {
        return LifecycleEvent.missed("shop", Instant.EPOCH, sequence, sequence);
    }
}
