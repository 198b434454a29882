package io.jenkins.plugins.stagegate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

/** People are told again of an approval that nobody decides on. */
public class RemindersTest {
    private static final String GATE = "stage('Release') { approval('Gate') { remind every: '1d'; timeout '3d' } }";

    private static Optional<Instant> next(Table table) {
        return Effects.nextTick(table.state);
    }

    private static List<Event> tickAfter(Table table, Duration time) {
        table.now = table.now.plus(time);
        return table.give(new Command.Tick());
    }

    @Test
    public void comeAsOftenAsTheDefinitionSays() {
        var table = Table.of(GATE);
        table.start("e1");
        var id = table.run("e1", "Release", "Gate").id();
        assertThat(next(table)).contains(table.now.plus(Duration.ofDays(1)));

        var told = tickAfter(table, Duration.ofDays(1));

        assertThat(told)
                .containsExactly(new Event.ApprovalReminded(
                        "e1", "Release", "Gate", id, Optional.of(table.now.plus(Duration.ofDays(1)))));
        assertThat(next(table)).contains(table.now.plus(Duration.ofDays(1)));
    }

    @Test
    public void comeOnceForAllThatWereMissed() {
        var table = Table.of(GATE);
        table.start("e1");
        assertThat(tickAfter(table, Duration.ofHours(60))).hasSize(1);
        assertThat(tickAfter(table, Duration.ofHours(1))).isEmpty();
    }

    @Test
    public void doNotComeWhenTheRequestIsOver() {
        var table = Table.of(GATE);
        table.start("e1");
        tickAfter(table, Duration.ofDays(1));
        tickAfter(table, Duration.ofDays(1));
        assertThat(next(table)).as("expiry").contains(table.now.plus(Duration.ofDays(1)));

        assertThat(tickAfter(table, Duration.ofDays(1)))
                .noneMatch(Event.ApprovalReminded.class::isInstance)
                .anyMatch(Event.ActionFailed.class::isInstance);
    }

    @Test
    public void doNotComeOnceItIsDecided() {
        var table = Table.of(GATE);
        table.start("e1");
        table.give(table.decide("e1", "Release", true, "", Map.of()));
        assertThat(next(table)).isEmpty();
    }
}
