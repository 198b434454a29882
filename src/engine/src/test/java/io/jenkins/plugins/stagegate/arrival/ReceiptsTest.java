package io.jenkins.plugins.stagegate.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.Test;

public class ReceiptsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    private final Receipts receipts = new Receipts();

    @Test
    public void showsTheNewestFirst() {
        receipts.add(new Receipts.Receipt(NOW, "github", 200, "first"));
        receipts.add(new Receipts.Receipt(NOW.plusSeconds(1), "gitlab", 403, "second"));

        assertThat(receipts.latest()).extracting(Receipts.Receipt::verdict).containsExactly("second", "first");
    }

    @Test
    public void keepsWhatWasBelievedHoweverMuchIsRefused() {
        receipts.add(new Receipts.Receipt(NOW, "github", 200, "believed"));
        for (int i = 1; i <= 1000; i++) {
            receipts.add(new Receipts.Receipt(NOW.plusSeconds(i), "github", 403, "refused"));
        }

        assertThat(receipts.latest()).hasSize(Receipts.KEPT + 1);
        assertThat(receipts.latest())
                .last()
                .extracting(Receipts.Receipt::verdict)
                .isEqualTo("believed");
    }

    @Test
    public void namesAFewOfManyPipelines() {
        assertThat(Receipts.takenBy(List.of("shop", "till"))).isEqualTo("for shop, till");
        assertThat(Receipts.takenBy(Collections.nCopies(7, "x"))).isEqualTo("for x, x, x, x, x and 2 more");
    }
}
