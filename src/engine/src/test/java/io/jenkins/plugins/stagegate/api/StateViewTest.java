package io.jenkins.plugins.stagegate.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.scenario.Scenario;
import java.util.Set;
import org.junit.Test;

public class StateViewTest {
    private static final String STORY =
            """
            0:00 start
            0:01 App succeeds
            0:02 Package succeeds
            """;
    private static final String LINE =
            """
            stage Source: App
            stage Build: Package
            stage Release: ?Gate @managers, Ship
            """;

    @Test
    public void aStageThatAnExecutionHasPassedIsNotInProgressWhileItWaitsFurtherOn() {
        var state = state(
                """
                0:00 start
                0:01 App succeeds
                0:02 Package succeeds
                0:03 start
                0:04 App succeeds
                0:05 Package succeeds
                """);

        assertThat(stage(state, "Build").at("/latestExecution/status").asText()).isEqualTo("Succeeded");
        assertThat(stage(state, "Release").at("/inboundExecution/status").asText())
                .isEqualTo("InProgress");
        assertThat(stage(state, "Release").at("/waiting/1/reason").asText()).isEqualTo("STAGE_BUSY");
    }

    @Test
    public void onlyThoseWhoMayDecideAreOfferedTheDecision() {
        var story =
                """
                0:00 start
                0:01 App succeeds
                0:02 Package succeeds
                """;

        assertThat(gate(state(story, Set.of())).at("/approval/mayDecide").asBoolean())
                .isFalse();
        assertThat(gate(state(story, Set.of())).at("/approval/barred").asText()).isEqualTo("OTHERS");
        assertThat(gate(state(story, Set.of("managers")))
                        .at("/approval/mayDecide")
                        .asBoolean())
                .isTrue();
    }

    @Test
    public void whatRunsHasALogAndADecisionHasNone() {
        var state = state(STORY);

        var action = stage(state, "Build").at("/actionStates/0/latestExecution");
        assertThat(action.path("logUrl").asText())
                .isEqualTo("log?actionExecutionId="
                        + action.path("actionExecutionId").asText() + "&pipelineExecutionId="
                        + action.path("pipelineExecutionId").asText());
        assertThat(gate(state).has("logUrl")).isFalse();
    }

    @Test
    public void aClosedTransitionTellsWhoClosedItWhenAndWhy() {
        var inbound =
                stage(state("0:00 close Build by alice \"freeze\"\n"), "Build").path("inboundTransitionState");

        assertThat(inbound.path("enabled").asBoolean()).isFalse();
        assertThat(inbound.path("lastChangedBy").asText()).isEqualTo("alice");
        assertThat(inbound.path("disabledReason").asText()).isEqualTo("freeze");
        assertThat(inbound.path("lastChangedAt").asText()).isEqualTo("2026-03-02T09:00:00Z");
    }

    @Test
    public void aGateThatOffersSeveralNamesThem() {
        var state = whole(
                """
                stage Source: App
                stage Release: ?Gate offer, Ship
                0:00 start
                0:01 App succeeds
                0:02 start
                0:03 App succeeds
                """);

        var approval = gate(state).path("approval");
        assertThat(approval.path("onNewer").asText()).isEqualTo("OFFER");
        assertThat(approval.path("candidates").findValuesAsText("pipelineExecutionId"))
                .containsExactlyElementsOf(state.path("executions").findValuesAsText("pipelineExecutionId"));
    }

    @Test
    public void aStoppedLineTellsByWhomWhyUntilWhenAndForWhomNot() {
        var stop = state("0:00 stop the line by alice for 4h except Build \"holidays\"\n")
                .at("/lineStops/0");

        assertThat(stop.path("by").asText()).isEqualTo("alice");
        assertThat(stop.path("reason").asText()).isEqualTo("holidays");
        assertThat(stop.path("until").asText()).isEqualTo("2026-03-02T13:00:00Z");
        assertThat(stop.path("exempt").toString()).isEqualTo("[\"Build\"]");
    }

    @Test
    public void aConditionThatAPersonCouldOverrideSaysSo() {
        var line =
                """
                stage Source: App
                stage Deploy: Ship
                entry Deploy: window * * * 24 12 ?, UTC -> %s
                0:00 start
                0:01 App succeeds
                """;

        assertThat(stage(whole(line.formatted("FAIL")), "Deploy")
                        .path("overridable")
                        .asText())
                .isEqualTo("BEFORE_ENTRY");
        assertThat(stage(whole(line.formatted("SKIP")), "Deploy").has("overridable"))
                .isFalse();
    }

    @Test
    public void aGateShowsWhatEachCandidateWouldBringSinceWhatRunsBehindIt() {
        var state = whole(
                """
                stage Source: App
                stage Release: ?Gate offer, Ship
                0:00 start
                0:01 App succeeds at c1
                0:02 Gate approved by alice
                0:03 Ship succeeds
                0:04 start
                0:05 App succeeds at c2
                0:06 start
                0:07 App succeeds at c3
                """);

        var approval = gate(state).path("approval");
        assertThat(approval.path("changes").findValuesAsText("revisionId")).containsExactly("c2");
        assertThat(approval.path("candidates")).hasSize(2);
        assertThat(approval.at("/candidates/1/changes").findValuesAsText("revisionId"))
                .containsExactly("c3", "c2");
    }

    @Test
    public void aGateThatIsNoLongerDeclaredIsShownWhileAnExecutionStandsAtIt() {
        var state = whole(
                LINE
                        + STORY
                        + """
                redefine
                stage Source: App
                stage Test: Check
                0:03 start
                """);

        assertThat(gate(state).path("token").asText()).isNotEmpty();
        assertThat(state.path("stageStates"))
                .extracting(stage -> stage.path("stageName").asText())
                .containsExactly("Source", "Test", "Release");
    }

    @Test
    public void anActionThatIsNoLongerDeclaredIsShownWhileAnExecutionIsAtIt() {
        var state = whole(
                LINE
                        + STORY
                        + """
                redefine
                stage Source: App
                stage Release: Ship
                0:03 start
                """);

        assertThat(stage(state, "Release").path("actionStates"))
                .extracting(action -> action.path("actionName").asText())
                .containsExactly("Ship", "Gate");
    }

    @Test
    public void whatWaitsTellsItsReasonAsDataBesideTheSentence() {
        var waiting = stage(
                        whole(
                                """
                                stage Source: App
                                stage Deploy: Ship
                                0:00 close Deploy by lena "Inventory"
                                0:01 start
                                0:02 App succeeds
                                """),
                        "Deploy")
                .at("/waiting/0");

        assertThat(waiting.path("reason").asText()).isEqualTo("TRANSITION_CLOSED");
        assertThat(waiting.path("details").toString())
                .contains("\"by\":\"lena\"", "\"why\":\"Inventory\"", "\"stage\":\"Deploy\"");
    }

    private static JsonNode whole(String play) {
        var scenario = new Scenario();
        scenario.play(play);
        return StateView.of(scenario.state(), Viewer.owner(new Actor("carol", Set.of(), false)));
    }

    private static JsonNode gate(JsonNode state) {
        return stage(state, "Release").at("/actionStates/0/latestExecution");
    }

    private static JsonNode stage(JsonNode state, String name) {
        for (JsonNode stage : state.path("stageStates")) {
            if (stage.path("stageName").asText().equals(name)) {
                return stage;
            }
        }
        throw new AssertionError("no stage " + name);
    }

    private static JsonNode state(String story) {
        return state(story, Set.of());
    }

    private static JsonNode state(String story, Set<String> groups) {
        var scenario = new Scenario();
        scenario.play(LINE + story);
        return StateView.of(scenario.state(), Viewer.owner(new Actor("carol", groups, false)));
    }
}
