package io.jenkins.plugins.stagegate.local.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.Test;

public class DurationsTest {
    @Test
    public void areSaidAsPeopleSayThem() {
        assertThat(Durations.words(Duration.ofMillis(430))).isEqualTo("0.4 s");
        assertThat(Durations.words(Duration.ofSeconds(1))).isEqualTo("1 s");
        assertThat(Durations.words(Duration.ofMillis(12_900))).isEqualTo("12 s");
        assertThat(Durations.words(Duration.ofSeconds(200))).isEqualTo("3 min 20 s");
        assertThat(Durations.words(Duration.ofHours(1))).isEqualTo("1 h");
        assertThat(Durations.words(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    }
}
