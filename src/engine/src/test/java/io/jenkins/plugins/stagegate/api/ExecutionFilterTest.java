package io.jenkins.plugins.stagegate.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.scenario.Scenario;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class ExecutionFilterTest {
    private static final String STORY =
            """
            stage Source: App
            stage Build: Package
            0:00 start
            0:01 App succeeds
            0:02 Package succeeds
            0:03 start
            0:04 App succeeds
            0:05 Package fails
            0:06 start
            """;

    @Test
    public void findsByStatus() throws IOException {
        assertThat(found(Map.of("status", "Failed"))).containsExactly(2L);
        assertThat(found(Map.of("status", "Succeeded"))).containsExactly(1L);
    }

    @Test
    public void findsWhatSucceededInAStageHoweverItEnded() throws IOException {
        assertThat(found(Map.of("succeededInStage", "Source"))).containsExactly(2L, 1L);
        assertThat(found(Map.of("succeededInStage", "Build"))).containsExactly(1L);
    }

    @Test
    public void findsByNumber() throws IOException {
        assertThat(found(Map.of("text", " #3 "))).containsExactly(3L);
        assertThat(found(Map.of("text", "nothing has these words"))).isEmpty();
    }

    @Test
    public void goesOnUntilThePageIsFull() throws IOException {
        var asked = new ArrayList<Integer>();
        var one = executions().get(0);
        var page = new ExecutionFilter("", "Source", "")
                .page(
                        (below, count) -> {
                            asked.add(count);
                            return asked.size() < 3 ? Collections.nCopies(count, one) : List.of();
                        },
                        Long.MAX_VALUE,
                        250);

        assertThat(page).hasSize(0);
        assertThat(asked).hasSize(3);
    }

    private static List<Long> found(Map<String, String> query) throws IOException {
        return ExecutionFilter.of(query).page((below, count) -> executions(), Long.MAX_VALUE, 20).stream()
                .map(execution -> execution.start().number())
                .toList();
    }

    /** The newest first, as hosts give them. */
    private static List<Execution> executions() {
        var scenario = new Scenario();
        scenario.play(STORY);
        var all = new ArrayList<>(scenario.state().executions().values());
        Collections.reverse(all);
        return all;
    }
}
