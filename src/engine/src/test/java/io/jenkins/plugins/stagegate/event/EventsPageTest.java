package io.jenkins.plugins.stagegate.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.Test;

/** The examples in the documentation are what the scenarios really tell. */
public class EventsPageTest {
    private static final Path PAGE = Path.of("../../docs/events.md");
    private static final String HEADING = "## One of each\n";

    @Test
    public void theExamplesAreRealOnes() throws IOException {
        var text = Files.readString(PAGE);
        var page = text.substring(0, text.indexOf(HEADING)) + HEADING + examples();
        if (Boolean.getBoolean("events.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String examples() throws IOException {
        return "\nTaken from the [scenarios](../src/engine/src/test/resources/scenarios) by a test; to take them anew: "
                + "`mvn test -pl src/engine -Dtest=EventsPageTest -Devents.write=true`.\n"
                + example(LifecycleEvent.PIPELINE, "STOPPING", "stop-and-wait")
                + example(LifecycleEvent.STAGE, "RESUMED", "retry-failed-actions")
                + example(LifecycleEvent.ACTION, "FAILED", "retry-failed-actions")
                + example(LifecycleEvent.STAGE_EXTRA, "SKIPPED", "condition-entry-skip")
                + example(LifecycleEvent.CONDITION, "OVERRIDDEN", "condition-entry-window-override-and-expiry")
                + example(LifecycleEvent.APPROVAL, "OUTDATED", "approval-offers-the-newer-executions")
                + example(LifecycleEvent.TRANSITION, "CLOSED", "transition-outbound")
                + example(LifecycleEvent.LINE, "STOPPED", "line-stopped")
                + block(
                        LifecycleEvent.MISSED,
                        EventBridge.envelope(
                                LifecycleEvent.missed("shop", Instant.parse("2026-03-02T09:00:00Z"), 118, 2041)))
                + "\n## As CloudEvents\n\nThe same as a [CloudEvent](https://cloudevents.io) of version 1.0, for hosts that"
                + " deliver those:\n"
                + json(CloudEvents.envelope(
                        find(LifecycleEvent.ACTION, "FAILED", "retry-failed-actions"), "/pipelines/shop"));
    }

    private static String example(String kind, String state, String scenario) throws IOException {
        return block(kind, EventBridge.envelope(find(kind, state, scenario)));
    }

    private static LifecycleEvent find(String kind, String state, String scenario) throws IOException {
        return ToldByScenarios.of(scenario).stream()
                .filter(event -> event.kind().equals(kind)
                        && event.detail().path("state").asText().equals(state))
                .findFirst()
                .orElseThrow();
    }

    private static String block(String kind, ObjectNode event) throws JsonProcessingException {
        return "\n### " + kind + "\n" + json(event);
    }

    private static String json(ObjectNode node) throws JsonProcessingException {
        return "\n```json\n" + new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n```\n";
    }
}
