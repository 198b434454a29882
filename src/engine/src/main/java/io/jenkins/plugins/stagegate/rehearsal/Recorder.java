package io.jenkins.plugins.stagegate.rehearsal;

import io.jenkins.plugins.stagegate.decision.ActionStatus;
import io.jenkins.plugins.stagegate.decision.Direction;
import io.jenkins.plugins.stagegate.decision.Event;
import io.jenkins.plugins.stagegate.decision.ExecutionStatus;
import io.jenkins.plugins.stagegate.decision.LineStop;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
import io.jenkins.plugins.stagegate.decision.StageStatus;
import io.jenkins.plugins.stagegate.decision.Waiting;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Writes down what happens: who was where, who waited for what, and which transitions were closed. */
final class Recorder {
    /** What makes a wait another wait. */
    private record Cause(String execution, String stage, Waiting.Reason reason, String sentence) {}

    /** What can be closed: a side of a stage, or all by a switch. */
    private record Gate(String stage, String way) {}

    private final Times times;
    private final Pipeline pipeline;
    private final Map<String, JourneyDraft> journeys = new LinkedHashMap<>();
    /** The same; executions are numbered from 1 without a gap. */
    private final List<JourneyDraft> inOrder = new ArrayList<>();

    private final Map<Cause, Wait> waiting = new LinkedHashMap<>();
    private final Map<Gate, Closure> closed = new LinkedHashMap<>();
    private final List<Closure> closures = new ArrayList<>();

    Recorder(Times times, Pipeline pipeline) {
        this.times = times;
        this.pipeline = pipeline;
    }

    long number(String execution) {
        return journeys.get(execution).number();
    }

    List<Journey> journeys() {
        return journeys.values().stream().map(JourneyDraft::journey).toList();
    }

    List<Closure> closures() {
        return List.copyOf(closures);
    }

    void record(List<Recorded> events, PipelineState after) {
        for (Recorded recorded : events) {
            record(recorded.sequence(), recorded.event(), recorded.at());
        }
        if (!events.isEmpty()) {
            waits(after);
        }
    }

    /** Ends what has not ended, without an end. */
    void finish() {
        waiting.values().forEach(wait -> journey(wait).add(wait));
        closures.addAll(closed.values());
    }

    private void record(long order, Event happened, Instant at) {
        if (happened instanceof Event.TransitionChanged event) {
            transition(event, at);
        } else if (happened instanceof Event.LineStopped event) {
            stopped(event.stop(), at);
        } else if (happened instanceof Event.LineReleased event) {
            open(gate -> gate.way().equals(event.id()), at);
        } else if (happened instanceof Event.ExecutionStarted event) {
            var journey = new JourneyDraft(event, at);
            journeys.put(event.execution(), journey);
            inOrder.add(journey);
        } else if (happened instanceof Event.OfAction event) {
            action(journeys.get(event.execution()), event, at);
        } else if (happened instanceof Event.OfExecution event) {
            execution(journeys.get(event.execution()), order, event, at);
        }
        if (happened instanceof Event.OfExecution event && worthTelling(event)) {
            var line = Notation.of(this::number, event);
            journeys.get(event.execution()).tell(order, at, times.localised(line.substring(line.indexOf(' ') + 1)));
        }
    }

    private void transition(Event.TransitionChanged event, Instant at) {
        var gate = new Gate(event.stage(), event.direction().label());
        open(gate::equals, at);
        if (!event.enabled()) {
            var what = event.direction() == Direction.INBOUND ? "closed" : "way out closed";
            closed.put(gate, new Closure(event.stage(), what, at, Optional.empty(), event.by(), event.reason()));
        }
    }

    /** A stopped line holds every way into a stage but the first and those that are exempt. */
    private void stopped(LineStop stop, Instant at) {
        open(gate -> gate.way().equals(stop.id()), at);
        pipeline.stages().stream()
                .skip(1)
                .map(Stage::name)
                .filter(stage -> !stop.exempt().contains(stage))
                .forEach(stage -> closed.put(
                        new Gate(stage, stop.id()),
                        new Closure(stage, "line stopped", at, Optional.empty(), stop.by(), stop.reason())));
    }

    private void open(Predicate<Gate> which, Instant at) {
        closed.entrySet().removeIf(entry -> {
            boolean opened = which.test(entry.getKey());
            if (opened) {
                closures.add(entry.getValue().ended(at));
            }
            return opened;
        });
    }

    private static void action(JourneyDraft journey, Event.OfAction happened, Instant at) {
        if (happened instanceof Event.ActionStarted event) {
            journey.begin(event, at);
        } else if (happened instanceof Event.ActionSucceeded) {
            journey.end(happened, ActionStatus.SUCCEEDED, at);
        } else if (happened instanceof Event.ActionFailed) {
            journey.end(happened, ActionStatus.FAILED, at);
        } else if (happened instanceof Event.ActionAbandoned) {
            journey.end(happened, ActionStatus.ABANDONED, at);
        }
    }

    private void execution(JourneyDraft journey, long order, Event.OfExecution happened, Instant at) {
        if (happened instanceof Event.StageEntered event) {
            journey.enter(order, event.stage(), at);
        } else if (happened instanceof Event.StageRetried event) {
            journey.retry(order, event.stage(), at);
        } else if (happened instanceof Event.StageSucceeded) {
            journey.leave(StageStatus.SUCCEEDED, at);
        } else if (happened instanceof Event.StageFailed) {
            journey.leave(StageStatus.FAILED, at);
        } else if (happened instanceof Event.StageStopped) {
            journey.leave(StageStatus.STOPPED, at);
        } else if (happened instanceof Event.StageSkipped) {
            journey.leave(StageStatus.SKIPPED, at);
        } else if (happened instanceof Event.StageCancelled) {
            journey.leave(StageStatus.CANCELLED, at);
        } else if (happened instanceof Event.ExecutionSucceeded) {
            journey.end(ExecutionStatus.SUCCEEDED, "", at);
        } else if (happened instanceof Event.ExecutionFailed event) {
            journey.end(ExecutionStatus.FAILED, times.localised(event.summary()), at);
        } else if (happened instanceof Event.ExecutionStopped) {
            journey.end(ExecutionStatus.STOPPED, "", at);
        } else if (happened instanceof Event.ExecutionSuperseded event) {
            var by = "by #" + number(event.by()) + " in front of " + event.stage();
            journey.end(ExecutionStatus.SUPERSEDED, by, at);
        }
    }

    /** What the drawing of stages and waits does not show by itself. */
    private static boolean worthTelling(Event.OfExecution happened) {
        return happened instanceof Event.ActionFailed
                || happened instanceof Event.ActionAbandoned
                || (happened instanceof Event.ActionSucceeded event
                        && !event.by().isEmpty())
                || happened instanceof Event.EntryForced
                || happened instanceof Event.RuleFailed
                || happened instanceof Event.ConditionOverridden
                || happened instanceof Event.StageRetried
                || happened instanceof Event.StageSkipped
                || happened instanceof Event.StopRequested;
    }

    private void waits(PipelineState state) {
        var now = state.updated();
        var found = new LinkedHashMap<Cause, Waiting>();
        for (String stage : state.stages().keySet()) {
            for (Waiting one : Waiting.at(state, stage)) {
                found.putIfAbsent(new Cause(one.execution(), one.stage(), one.reason(), one.sentence()), one);
            }
        }
        waiting.entrySet().removeIf(entry -> {
            boolean over = !found.containsKey(entry.getKey());
            if (over) {
                journey(entry.getValue()).add(entry.getValue().ended(now));
            }
            return over;
        });
        found.forEach((cause, one) -> waiting.computeIfAbsent(cause, key -> begin(state.sequence(), one, now)));
    }

    private Wait begin(long order, Waiting waits, Instant now) {
        return new Wait(
                order,
                number(waits.execution()),
                waits.stage(),
                waits.reason(),
                now,
                Optional.empty(),
                times.localised(waits.sentence()),
                times.localised(waits.frees()),
                waits.ahead());
    }

    private JourneyDraft journey(Wait wait) {
        return inOrder.get((int) wait.execution() - 1);
    }
}
