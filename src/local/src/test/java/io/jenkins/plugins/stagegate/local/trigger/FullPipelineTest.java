package io.jenkins.plugins.stagegate.local.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagegate.arrival.NotStartedException;
import java.time.Instant;
import org.junit.Rule;
import org.junit.Test;

/** What is to start while as many executions are under way as there may be. */
public class FullPipelineTest {
    private static final int MOST = 50;

    @Rule
    public final TriggeredShop shop = new TriggeredShop();

    @Test
    public void aPushWaitsUntilThereIsRoom() throws Exception {
        shop.define("push { branches include: ['main'] }");
        var pushed = shop.commit("a.txt");
        fill();

        shop.hook("main", "", pushed);
        shop.triggers().work(TriggeredShop.NOW);
        assertThat(shop.verdicts()).isEmpty();

        shop.stop(shop.executions().get(0));
        shop.triggers().work(TriggeredShop.NOW);
        assertThat(shop.verdicts()).containsExactly("started execution 51: branch `main` matched `main`");
    }

    @Test
    public void whatIsDueByTheClockWaitsUntilThereIsRoom() throws Exception {
        shop.define("schedule cron: '0 0 3 ? * MON-FRI'");
        shop.commit("a.txt");
        shop.triggers().tick(Instant.parse("2026-03-02T02:00:00Z"));
        fill();

        assertThatThrownBy(() -> shop.triggers().tick(Instant.parse("2026-03-02T03:00:00Z")))
                .isInstanceOf(NotStartedException.class)
                .hasMessageContaining("50 are allowed");
        shop.stop(shop.executions().get(0));
        shop.triggers().tick(Instant.parse("2026-03-02T03:05:00Z"));
        shop.triggers().tick(Instant.parse("2026-03-02T03:06:00Z"));

        assertThat(shop.executions()).hasSize(MOST + 1);
    }

    private void fill() throws Exception {
        for (int i = 0; i < MOST; i++) {
            shop.start();
        }
    }
}
