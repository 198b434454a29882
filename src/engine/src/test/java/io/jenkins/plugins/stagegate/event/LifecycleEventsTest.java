package io.jenkins.plugins.stagegate.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Test;

public class LifecycleEventsTest {
    /** What CodePipeline has: the facts, 1.13. CANCELED of executions and actions never happens here: what runs keeps its definition. */
    private static final Set<String> PIPELINE_STATES =
            Set.of("FAILED", "RESUMED", "STARTED", "STOPPED", "STOPPING", "SUCCEEDED", "SUPERSEDED");

    private static final Set<String> STAGE_STATES =
            Set.of("CANCELED", "FAILED", "RESUMED", "STARTED", "STOPPED", "STOPPING", "SUCCEEDED");
    private static final Set<String> ACTION_STATES = Set.of("ABANDONED", "FAILED", "STARTED", "SUCCEEDED");

    @Test
    public void theStatesAreThoseOfCodePipelineAndEachIsTold() throws IOException {
        assertThat(states(LifecycleEvent.PIPELINE)).isEqualTo(PIPELINE_STATES);
        assertThat(states(LifecycleEvent.STAGE)).isEqualTo(STAGE_STATES);
        assertThat(states(LifecycleEvent.ACTION)).isEqualTo(ACTION_STATES);
    }

    @Test
    public void whatCodePipelineLeavesOutIsToldInKindsOfOurs() throws IOException {
        assertThat(states(LifecycleEvent.STAGE_EXTRA)).containsExactlyInAnyOrder("SKIPPED", "RETRY_SCHEDULED");
        assertThat(states(LifecycleEvent.CONDITION))
                .containsExactlyInAnyOrder("STARTED", "SUCCEEDED", "FAILED", "OVERRIDDEN", "CANCELED");
        assertThat(states(LifecycleEvent.APPROVAL))
                .containsExactlyInAnyOrder(
                        "ASKED", "GIVEN", "APPROVED", "REJECTED", "EXPIRED", "SUPERSEDED", "OUTDATED", "WITHDRAWN");
        assertThat(states(LifecycleEvent.TRANSITION)).containsExactlyInAnyOrder("CLOSED", "OPENED");
        assertThat(states(LifecycleEvent.LINE)).containsExactlyInAnyOrder("STOPPED", "RELEASED", "FORCED");
    }

    @Test
    public void idsTellEventsApartAndAreTheSameEachTime() throws IOException {
        var scenario = "retry-failed-actions";
        var told = ToldByScenarios.of(scenario);
        assertThat(told).extracting(LifecycleEvent::id).doesNotHaveDuplicates();
        assertThat(ToldByScenarios.of(scenario)).isEqualTo(told);
    }

    @Test
    public void anAttemptCountsUpWithEachRetryAndItsTimeStaysWithTheStage() throws IOException {
        var told = ToldByScenarios.of("retry-failed-actions");
        var resumed = told.stream()
                .filter(event -> event.kind().equals(LifecycleEvent.STAGE)
                        && event.detail().path("state").asText().equals("RESUMED"))
                .findFirst()
                .orElseThrow();
        assertThat(resumed.detail().path("pipeline-execution-attempt").toString())
                .isEqualTo("2.0");
        var later = told.stream()
                .filter(event ->
                        event.sequence() > resumed.sequence() && event.kind().equals(LifecycleEvent.ACTION))
                .findFirst()
                .orElseThrow();
        assertThat(later.detail().path("stage-last-retry-attempt-time").asText())
                .isEqualTo(resumed.time().toString());
    }

    @Test
    public void asksOnceForAStopEvenIfSomebodyAsksAgain() throws IOException {
        var stopping = ToldByScenarios.of("stop-and-abandon").stream()
                .filter(event -> event.kind().equals(LifecycleEvent.PIPELINE)
                        && event.detail().path("state").asText().equals("STOPPING")
                        && event.detail().path("execution-id").asText().equals("execution-1"))
                .toList();
        assertThat(stopping).hasSize(1);
    }

    @Test
    public void anEnvelopeHasTheMembersOfEventBridge() throws IOException {
        var envelope = EventBridge.envelope(first());
        assertThat(envelope.properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder(
                        "account", "detail", "detail-type", "id", "region", "resources", "source", "time", "version");
        assertThat(envelope.path("source").asText()).isEqualTo("aws.codepipeline");
    }

    @Test
    public void aCloudEventHasTheRequiredAttributes() throws IOException {
        var event = CloudEvents.envelope(first(), "/pipelines/shop");
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("id").asText()).isEqualTo(first().id());
        assertThat(event.path("source").asText()).isEqualTo("/pipelines/shop");
        assertThat(event.path("type").asText()).isEqualTo("io.jenkins.plugins.stagegate.pipeline-execution.started");
        assertThat(event.path("subject").asText()).isEqualTo("execution-1");
        assertThat(event.path("data")).isEqualTo(first().detail());
    }

    private static LifecycleEvent first() throws IOException {
        return ToldByScenarios.of("stop-and-abandon").get(0);
    }

    private static Set<String> states(String kind) throws IOException {
        var states = new TreeSet<String>();
        ToldByScenarios.all().stream()
                .filter(event -> event.kind().equals(kind))
                .forEach(event -> states.add(event.detail().path("state").asText()));
        return states;
    }
}
