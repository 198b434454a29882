package io.jenkins.plugins.stagegate.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** States of a line as JSON; a time in them is told from now, as {@code now-PT4M}. */
final class Fixture {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TIME = Pattern.compile("\"now([+-])(P[^\"]+)\"");

    private Fixture() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static ObjectNode read(String name) {
        try (InputStream stream = Fixture.class.getResourceAsStream(name)) {
            return (ObjectNode) JSON.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        try (InputStream stream = Fixture.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode parse(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line of this many stages with an execution in each and this many actions. */
    static ObjectNode large(int stages, int actions) {
        ObjectNode state = object().put("pipelineName", "large").put("sequence", 1);
        for (int stage = 1; stage <= stages; stage++) {
            String id = "execution-" + stage;
            state.withArray("executions")
                    .addObject()
                    .put("pipelineExecutionId", id)
                    .put("number", stage);
            ObjectNode one = state.withArray("stageStates").addObject().put("stageName", "Stage " + stage);
            one.putObject("latestExecution").put("pipelineExecutionId", id).put("status", "InProgress");
            for (int action = 1; action <= actions; action++) {
                one.withArray("actionStates")
                        .addObject()
                        .put("actionName", "Action " + action)
                        .put("category", "Build")
                        .put("runOrder", action)
                        .putObject("latestExecution")
                        .put("pipelineExecutionId", id)
                        .put("status", "InProgress")
                        .put("startTime", "now-PT4M");
            }
        }
        return state;
    }

    /** Executions that a gate offers, each with the changes since #44 that it carries, and an artifact. */
    static ArrayNode candidates(int... numbers) {
        ArrayNode candidates = JSON.createArrayNode();
        for (int number : numbers) {
            ObjectNode one = candidates.addObject().put("pipelineExecutionId", id(number));
            if (number >= 46) {
                change(one, "90ae6d17f3b2", "Round vouchers to the cent", "Ling Chen");
            }
            change(one, "5c2f8b9e01d4", "Let guests check out without an account", "Mira Okafor");
            one.withArray("artifacts")
                    .addObject()
                    .put("name", "ShopJar")
                    .put("digest", number + "0".repeat(62))
                    .put("size", 18_734_021);
        }
        return candidates;
    }

    private static void change(ObjectNode candidate, String revision, String message, String author) {
        candidate
                .withArray("changes")
                .addObject()
                .put("revisionId", revision)
                .put("revisionSummary", message)
                .put("author", author);
    }

    /** The id of an execution in the line. */
    static String id(int number) {
        return "000000" + number + "-7c1e-4c55-9a53-5d0f3c2b9e" + number;
    }

    static JsonNode atThisTime(JsonNode fixture) {
        Instant now = Instant.now();
        Matcher times = TIME.matcher(fixture.toString());
        return parse(times.replaceAll(time -> "\"" + moment(now, time.group(1), time.group(2)) + "\""));
    }

    private static Instant moment(Instant now, String sign, String amount) {
        TemporalAmount span = amount.startsWith("PT") ? Duration.parse(amount) : Period.parse(amount);
        return (sign.equals("-")
                        ? now.atOffset(ZoneOffset.UTC).minus(span)
                        : now.atOffset(ZoneOffset.UTC).plus(span))
                .toInstant();
    }

    /** The stage of this name in a state. */
    static ObjectNode stage(JsonNode state, String name) {
        for (JsonNode stage : state.path("stageStates")) {
            if (stage.path("stageName").asText().equals(name)) {
                return (ObjectNode) stage;
            }
        }
        throw new IllegalArgumentException("no stage " + name);
    }

    /** The last run of an action in a state. */
    static ObjectNode run(JsonNode state, String stage, String action) {
        for (JsonNode one : stage(state, stage).path("actionStates")) {
            if (one.path("actionName").asText().equals(action)) {
                return (ObjectNode) one.path("latestExecution");
            }
        }
        throw new IllegalArgumentException("no action " + action + " in " + stage);
    }
}
