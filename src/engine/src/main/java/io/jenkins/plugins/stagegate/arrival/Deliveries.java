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
    private final Map<String, List<Judgement>> judged = new HashMap<>();

    Deliveries(TriggeredPipeline pipeline, TriggerFolder folder, Starts starts) {
        this.pipeline = pipeline;
        this.folder = folder;
        this.judge = new Judge(pipeline);
        this.starts = starts;
    }

    /**
     * Deals with what waits. A delivery whose repository does not answer goes on waiting; one whose start is under way lets those
     * behind it wait, too, so that executions start in the order of the pushes.
     *
     * @return whether a start is under way
     */
    boolean work(Instant now) throws IOException {
        for (Arrival arrival : folder.waiting()) {
            var step = step(arrival, now);
            if (step == Step.UNDER_WAY) {
                return true;
            }
        }
        return false;
    }

    private enum Step {
        DONE,
        WAITS,
        UNDER_WAY
    }

    private Step step(Arrival arrival, Instant now) throws IOException {
        try {
            var outcomes = carryOut(judgements(arrival));
            if (outcomes.isEmpty()) {
                return Step.UNDER_WAY;
            }
            return done(arrival, outcomes.get());
        } catch (InvalidDeliveryException e) {
            return done(arrival, List.of(Outcome.remark(e.getMessage())));
        } catch (NotStartedException e) {
            return later(e.passing(), arrival, now, e.getMessage());
        } catch (SourceException e) {
            boolean passing = e.failure().code().equals(ActionFailure.SYSTEM_UNAVAILABLE);
            return later(passing, arrival, now, e.getMessage());
        }
    }

    private Step done(Arrival arrival, List<Outcome> outcomes) throws IOException {
        folder.done(arrival.id(), outcomes);
        judged.remove(arrival.id());
        return Step.DONE;
    }

    private Step later(boolean passing, Arrival arrival, Instant now, String problem) throws IOException {
        return passing && now.isBefore(arrival.at().plus(PATIENCE))
                ? Step.WAITS
                : done(arrival, List.of(Outcome.remark(problem)));
    }

    /** A delivery is judged once, however often its start is asked about. */
    private List<Judgement> judgements(Arrival arrival)
            throws NotStartedException, InvalidDeliveryException, SourceException, IOException {
        var known = judged.get(arrival.id());
        if (known == null) {
            pipeline.refresh();
            known = judge.judge(arrival);
            judged.put(arrival.id(), known);
        }
        return known;
    }

    private Optional<List<Outcome>> carryOut(List<Judgement> judgements) throws NotStartedException, IOException {
        if (judgements.isEmpty()) {
            return Optional.of(List.of(Outcome.remark("the pipeline has no triggers about that repository")));
        }
        var outcomes = new ArrayList<Outcome>();
        for (Judgement judgement : judgements) {
            if (judgement.start().isEmpty()) {
                outcomes.add(new Outcome(judgement.trigger(), false, judgement.reason()));
            } else {
                var text = starts.start(judgement.start().get());
                if (text.isEmpty()) {
                    return Optional.empty();
                }
                outcomes.add(new Outcome(judgement.trigger(), true, text.get() + ": " + judgement.reason()));
            }
        }
        return Optional.of(outcomes);
    }
}
