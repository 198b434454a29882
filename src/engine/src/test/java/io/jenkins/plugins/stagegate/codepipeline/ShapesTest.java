package io.jenkins.plugins.stagegate.codepipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.Test;

public class ShapesTest {
    @Test
    public void everyOperationOfTheTableIsCarriedOut() {
        assertThat(Operations.ALL.keySet())
                .containsExactlyInAnyOrderElementsOf(Shapes.ALL.operations().toList())
                .hasSize(44);
    }

    @Test
    public void everyShapeThatAnOperationNeedsIsThere() {
        var seen = new HashSet<String>();
        Shapes.ALL
                .operations()
                .map(name -> Shapes.ALL.operation(name).orElseThrow())
                .forEach(signature -> {
                    visit(signature.input(), seen);
                    signature.output().ifPresent(output -> visit(output, seen));
                });
        assertThat(seen).hasSizeGreaterThan(300);
    }

    private static void visit(String name, Set<String> seen) {
        if (!seen.add(name)) {
            return;
        }
        var shape = Shapes.ALL.shape(name);
        if (shape instanceof Shape.Structure structure) {
            structure.members().values().forEach(member -> visit(member.shape(), seen));
        } else if (shape instanceof Shape.Listing listing) {
            visit(listing.element(), seen);
        } else if (shape instanceof Shape.Mapping mapping) {
            visit(mapping.key(), seen);
            visit(mapping.value(), seen);
        }
    }

    @Test
    public void anAnswerHoldsWhatItsShapeKnowsWithTimesInSeconds() throws Exception {
        var answer = (ObjectNode)
                new JsonMapper()
                        .readTree(
                                """
                        {"pipelineName": "shop", "sequence": 7, "created": "2026-11-22T03:00:00.500Z",
                         "updated": "2026-11-22T03:00:00Z",
                         "stageStates": [{"stageName": "Build", "waiting": [], "inboundTransitionState": {"enabled": true}}]}
                        """);
        var projected = new Projection(Shapes.ALL).of("GetPipelineStateOutput", answer);
        assertThat(projected.toString())
                .isEqualTo(
                        "{\"pipelineName\":\"shop\",\"stageStates\":[{\"stageName\":\"Build\","
                                + "\"inboundTransitionState\":{\"enabled\":true}}],\"created\":1795316400.500,\"updated\":1795316400.000}");
    }

    @Test
    public void textsEndWhereTheServicesEndAndEmptyOnesAreLeftOut() {
        var answer =
                Operation.object().put("summary", "").put("percentComplete", 3).put("token", "t");
        answer.set("errorDetails", Operation.object().put("message", "x".repeat(6000)));
        var projected = new Projection(Shapes.ALL).of("ActionExecution", answer);
        assertThat(projected.has("summary")).isFalse();
        assertThat(projected.at("/errorDetails/message").asText()).hasSize(5000);
    }

    @Test
    public void secondsAreWrittenWithoutAnExponent() {
        assertThat(Projection.seconds(Instant.parse("2001-09-09T01:46:40Z")).toString())
                .doesNotContain("E");
    }
}
