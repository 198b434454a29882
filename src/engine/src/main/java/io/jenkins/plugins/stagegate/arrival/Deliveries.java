package io.jenkins.plugins.stagegate.arrival;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.source.SourceException;
import io.jenkins.plugins.stagegate.trigger.InvalidDeliveryException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deals with what has arrived, in its order. */
final class Deliveries {
    /** So long a delivery waits for a repository that does not answer. */
    static final Duration PATIENCE = Duration.ofHours(24);

    private final TriggeredPipeline pipeline;
    private final TriggerFolder folder;
    private final Judge judge;
    private final Starts starts;
    private final Map<String, Judged> judged = new HashMap<>();

    Deliveries(TriggeredPipeline pipeline, TriggerFolder folder, Starts starts) {
        this.pipeline = pipeline;
        this.folder = folder;
        this.judge = new Judge(pipeline);
        this.starts = starts;
    }

    /**
     * Deals with what waits. A delivery whose repository does not answer goes on waiting, and with it those behind it about the same
     * repository; one whose start is under way, or that finds too many executions at work, lets all behind it wait. So executions
     * start in the order of the pushes.
     *
     * @return whether a start is under way
     */
    boolean work(Instant now) throws IOException {
        var silent = new ArrayList<Arrival>();
        for (Arrival arrival : folder.waiting()) {
            if (silent.stream().anyMatch(arrival::isAboutTheSameAs)) {
                continue;
            }
            var step = step(arrival, now);
            if (step == Step.UNDER_WAY || step == Step.HOLDS_ALL) {
                return step == Step.UNDER_WAY;
            }
            if (step == Step.WAITS) {
                silent.add(arrival);
            }
        }
        return false;
    }

    private enum Step {
        DONE,
        WAITS,
        HOLDS_ALL,
        UNDER_WAY
    }

    /**
     * A delivery that has been judged.
     *
     * @param started what became of its starts so far, by their tokens
     */
    private record Judged(List<Judgement> judgements, Map<String, String> started) {}

    private Step step(Arrival arrival, Instant now) throws IOException {
        try {
            var outcomes = carryOut(judged(arrival));
            if (outcomes.isEmpty()) {
                return Step.UNDER_WAY;
            }
            return done(arrival, outcomes.get());
        } catch (InvalidDeliveryException | IllegalArgumentException e) {
            // Whatever is wrong with one shall not hold up those behind it.
            return done(arrival, e.getMessage());
        } catch (NotStartedException e) {
            return e.passing() ? later(Step.HOLDS_ALL, arrival, now, e.getMessage()) : done(arrival, e.getMessage());
        } catch (SourceException e) {
            return e.failure().code().equals(ActionFailure.SYSTEM_UNAVAILABLE)
                    ? later(Step.WAITS, arrival, now, e.getMessage())
                    : done(arrival, e.getMessage());
        }
    }

    private Step done(Arrival arrival, List<Outcome> outcomes) throws IOException {
        folder.done(arrival.id(), outcomes);
        judged.remove(arrival.id());
        return Step.DONE;
    }

    private Step done(Arrival arrival, String remark) throws IOException {
        return done(arrival, List.of(Outcome.remark(remark)));
    }

    private Step later(Step step, Arrival arrival, Instant now, String problem) throws IOException {
        return now.isBefore(arrival.at().plus(PATIENCE)) ? step : done(arrival, problem);
    }

    /** A delivery is judged once, however often its start is asked about. */
    private Judged judged(Arrival arrival)
            throws NotStartedException, InvalidDeliveryException, SourceException, IOException {
        var known = judged.get(arrival.id());
        if (known == null) {
            pipeline.refresh();
            known = new Judged(judge.judge(arrival), new HashMap<>());
            judged.put(arrival.id(), known);
        }
        return known;
    }

    private Optional<List<Outcome>> carryOut(Judged delivery) throws NotStartedException, IOException {
        if (delivery.judgements().isEmpty()) {
            return Optional.of(List.of(Outcome.remark("the pipeline has no triggers about that repository")));
        }
        var outcomes = new ArrayList<Outcome>();
        for (Judgement judgement : delivery.judgements()) {
            if (judgement.start().isEmpty()) {
                outcomes.add(new Outcome(judgement.trigger(), false, judgement.reason()));
            } else {
                var text = started(judgement.start().get(), delivery.started());
                if (text.isEmpty()) {
                    return Optional.empty();
                }
                outcomes.add(new Outcome(judgement.trigger(), true, text.get() + ": " + judgement.reason()));
            }
        }
        return Optional.of(outcomes);
    }

    private Optional<String> started(Start start, Map<String, String> before) throws NotStartedException, IOException {
        var known = Optional.ofNullable(before.get(start.token()));
        if (known.isPresent()) {
            return known;
        }
        var text = starts.start(start);
        text.ifPresent(said -> before.put(start.token(), said));
        return text;
    }
}
