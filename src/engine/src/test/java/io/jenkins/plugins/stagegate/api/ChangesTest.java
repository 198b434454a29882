package io.jenkins.plugins.stagegate.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.scenario.Scenario;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Test;

/** What one execution has beyond another one, from the commits that source actions told of. */
public class ChangesTest {
    private static final String SHIPPED =
            """
            stage Source: App
            stage Release: ?Gate, Ship
            0:00 start
            0:01 App succeeds at c1
            0:02 Gate approved by alice
            0:03 Ship succeeds
            """;

    @Test
    public void tellsEveryCommitAndItsAuthorTheNewestFirst() {
        var gate = gate(SHIPPED + "0:04 start\n0:05 App succeeds at c4 with c4 c3 c2\n");

        assertThat(ids(gate)).containsExactly("c4", "c3", "c2");
        assertThat(gate.at("/changes/0/author").asText()).isEqualTo("Ada");
        assertThat(gate.at("/changes/2/revisionSummary").asText()).isEqualTo("Change c2");
        assertThat(gate.has("moreChanges")).isFalse();
    }

    @Test
    public void tellsThoseOfExecutionsThatNeverGotThere() {
        var gate = gate(
                SHIPPED
                        + """
                0:04 start
                0:05 App succeeds at c3 with c3 c2
                0:06 Gate rejected by alice
                0:07 start
                0:08 App succeeds at c5 with c5 c4
                """);

        assertThat(ids(gate)).containsExactly("c5", "c4", "c3", "c2");
    }

    @Test
    public void endsAtWhatIsThereWhereSomethingOlderWasTakenInBetween() {
        var gate = gate(
                SHIPPED
                        + """
                0:04 start
                0:05 App succeeds at c0
                0:06 Gate rejected by alice
                0:07 start
                0:08 App succeeds at c3 with c3 c2 c1
                """);

        assertThat(ids(gate)).containsExactly("c3", "c2");
    }

    @Test
    public void tellsTheSameCommitTakenAnewAsNoChange() {
        assertThat(ids(gate(SHIPPED + "0:04 start\n0:05 App succeeds at c1 with +0\n")))
                .isEmpty();
    }

    @Test
    public void countsWhatIsNotListed() {
        var many = IntStream.rangeClosed(1, 49).mapToObj(one -> "b" + one).collect(Collectors.joining(" "));
        var gate = gate(SHIPPED
                + """
                0:04 start
                0:05 App succeeds at a9 with a9 a8+30
                0:06 Gate rejected by alice
                0:07 start
                0:08 App succeeds at b1 with %s
                """
                        .formatted(many));

        assertThat(ids(gate)).hasSize(50).startsWith("b1").endsWith("a9");
        assertThat(gate.path("moreChanges").asInt()).isEqualTo(31);
    }

    @Test
    public void tellsWhatAnyExecutionHasBeyondAnyEarlierOne() throws IOException {
        var scenario = new Scenario();
        scenario.play(SHIPPED + "0:04 start\n0:05 App succeeds at c3 with c3 c2\n");
        var first = execution(scenario, 1);
        var second = execution(scenario, 2);

        assertThat(ids(between(scenario, first, second))).containsExactly("c3", "c2");
        assertThat(ids(between(scenario, second, first))).isEmpty();
    }

    private static ObjectNode between(Scenario scenario, Execution from, Execution to) {
        var node = Shapes.object();
        Changes.put(node, from, to, past(scenario));
        return node;
    }

    private static Past past(Scenario scenario) {
        return (below, count) -> scenario.past().stream()
                .filter(one -> one.start().number() < below)
                .limit(count)
                .toList();
    }

    private static Execution execution(Scenario scenario, long number) throws IOException {
        return past(scenario).latest(number + 1, 1).get(0);
    }

    private static JsonNode gate(String play) {
        var scenario = new Scenario();
        scenario.play(play);
        return StateView.of(scenario.state(), Viewer.owner(new Actor("carol", Set.of(), false)), past(scenario))
                .at("/stageStates/1/actionStates/0/latestExecution/approval");
    }

    private static List<String> ids(JsonNode changes) {
        return changes.path("changes").findValuesAsText("revisionId");
    }
}
