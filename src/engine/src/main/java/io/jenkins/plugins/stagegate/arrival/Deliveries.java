package io.jenkins.plugins.stagegate.arrival;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.source.SourceException;
import io.jenkins.plugins.stagegate.trigger.Heard;
import io.jenkins.plugins.stagegate.trigger.Hooks;
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
     * Deals with what waits. A delivery whose repository does not answer goes on waiting, and lets those behind it wait that are
     * about the same one; one whose start is under way lets all behind it wait. So executions start in the order of the pushes.
     *
     * @return whether a start is under way
     */
    boolean work(Instant now) throws IOException {
        var silent = new ArrayList<Heard>();
        for (Arrival arrival : folder.waiting()) {
            var step = isAboutOneOf(silent, arrival) ? Step.WAITS : step(arrival, now);
            if (step == Step.UNDER_WAY) {
                return true;
            }
            if (step == Step.WAITS) {
                heard(arrival).ifPresent(silent::add);
            }
        }
        return false;
    }

    private static boolean isAboutOneOf(List<Heard> silent, Arrival arrival) {
        return !silent.isEmpty()
                && heard(arrival).stream()
                        .flatMap(heard -> heard.repositories().stream())
                        .anyMatch(address -> silent.stream().anyMatch(one -> one.isAbout(address)));
    }

    /** What it says; empty if it cannot be read, which is found out when it is judged. */
    private static Optional<Heard> heard(Arrival arrival) {
        try {
            return Optional.of(Hooks.read(arrival.delivery()));
        } catch (InvalidDeliveryException e) {
            return Optional.empty();
        }
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
        } catch (InvalidDeliveryException | IllegalArgumentException e) {
            // Whatever is wrong with one shall not hold up those behind it.
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
