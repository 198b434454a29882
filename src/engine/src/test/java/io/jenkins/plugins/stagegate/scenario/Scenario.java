package io.jenkins.plugins.stagegate.scenario;

import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Decider;
import io.jenkins.plugins.stagegate.decision.Decision;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
import io.jenkins.plugins.stagegate.decision.Refusal;
import io.jenkins.plugins.stagegate.decision.Retention;
import io.jenkins.plugins.stagegate.decision.Waiting;
import io.jenkins.plugins.stagegate.rehearsal.Notation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A rule told as a story.
 *
 * <p>A scenario file begins with comments that name the rule, then the {@linkplain Line line}, then steps. A step is a time
 * ({@code 1:30} is one and a half hours after the beginning, {@code 7d} seven days), a {@linkplain Script command}, and below
 * it, indented, exactly the events that follow, or {@code refused: } and the error's name. {@code redefine} replaces the line
 * by the headings below it; {@code waiting: } shows what holds executions.
 *
 * <p>{@link #play} writes the story anew as it really goes; the test compares both.
 */
public final class Scenario {
    private static final Instant BEGINNING = Instant.parse("2026-03-02T09:00:00Z");

    private final List<Recorded> events = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final Map<Long, Execution> known = new TreeMap<>();
    private final StringBuilder story = new StringBuilder();
    private final Line line = new Line();
    private PipelineState state = PipelineState.empty("shop");
    private boolean defined;

    /** The story as it goes. */
    public String play(String text) {
        for (String one : text.lines().toList()) {
            if (one.startsWith("  ")) {
                continue;
            }
            if (one.isBlank() || one.startsWith("#")) {
                story.append(one).append('\n');
            } else if (Character.isDigit(one.charAt(0))) {
                step(one);
            } else if (one.startsWith("redefine")) {
                line.clearStages();
                defined = false;
                story.append(one).append('\n');
            } else {
                line.read(one);
                story.append(one).append('\n');
            }
        }
        return story.toString();
    }

    public List<Recorded> events() {
        return events;
    }

    public List<Refusal> refusals() {
        return refusals;
    }

    /** Every execution that ever was, the newest first, as it was last seen. */
    public List<Execution> past() {
        var all = new ArrayList<>(known.values());
        Collections.reverse(all);
        return all;
    }

    public PipelineState state() {
        return state;
    }

    private void step(String text) {
        story.append(text).append('\n');
        var parts = text.split("\\s+", 2);
        var at = BEGINNING.plus(duration(parts[0]));
        if (!defined) {
            submit(new Command.Define(line.pipeline()), at, false);
            defined = true;
        }
        if (parts[1].equals("waiting")) {
            state.stages().keySet().forEach(stage -> Waiting.at(state, stage)
                    .forEach(waiting ->
                            tell(waiting.reason() + ": " + waiting.sentence() + " Freed by: " + waiting.frees())));
        } else {
            submit(Script.read(state, parts[1], known), at, true);
        }
    }

    private void submit(Command command, Instant at, boolean told) {
        var decision = Decider.decide(state, command, at);
        if (decision instanceof Decision.Refused refused) {
            refusals.add(refused.refusal());
            tell("refused: " + refused.refusal().code());
            return;
        }
        var accepted = (Decision.Accepted) decision;
        events.addAll(accepted.events());
        state = accepted.state();
        state.executions()
                .values()
                .forEach(execution -> known.put(execution.start().number(), execution));
        if (told) {
            accepted.events().forEach(event -> tell(Notation.of(this::number, event.event())));
        }
        state = Retention.forget(state);
    }

    private long number(String id) {
        return state.execution(id).orElseThrow().start().number();
    }

    private void tell(String what) {
        story.append("      ").append(what).append('\n');
    }

    private static Duration duration(String text) {
        if (text.endsWith("d")) {
            return Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1)));
        }
        var parts = text.split(":");
        return Duration.ofHours(Long.parseLong(parts[0])).plusMinutes(Long.parseLong(parts[1]));
    }
}
