package io.jenkins.plugins.stagegate.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class LimitsTest {
    @Test
    public void letsSourcesOfSevenGigabytesPass() {
        long seven = 7L << 30;
        assertThat(Limits.DEFAULT.bytesFrom(seven)).isGreaterThan(4 * seven);
        assertThat(Limits.DEFAULT.bytesFrom(seven / 100)).isGreaterThanOrEqualTo(seven);
    }

    @Test
    public void boundsWhatASmallArchiveMayBecome() {
        assertThat(new Limits(1, 1L << 40, 100).bytesFrom(1 << 20)).isEqualTo(100L << 20);
    }

    @Test
    public void exemptsTheSmallestArchivesFromTheRatio() {
        assertThat(new Limits(1, 1L << 40, 100).bytesFrom(0)).isEqualTo(16L << 20);
        assertThat(new Limits(1, 1000, 100).bytesFrom(0)).isEqualTo(1000);
    }

    @Test
    public void doesNotOverflow() {
        assertThat(new Limits(1, Long.MAX_VALUE, Long.MAX_VALUE).bytesFrom(Long.MAX_VALUE))
                .isEqualTo(Long.MAX_VALUE);
    }
}
