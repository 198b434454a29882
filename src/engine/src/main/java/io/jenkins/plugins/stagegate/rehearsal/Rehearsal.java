package io.jenkins.plugins.stagegate.rehearsal;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.ActionStatus;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Decider;
import io.jenkins.plugins.stagegate.decision.Decision;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.Effects;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.Outdated;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Refusal;
import io.jenkins.plugins.stagegate.decision.Retention;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.rehearsal.Journey.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pipeline on the engine's own decisions, with the time, the actions and the people of a {@link Scenario}. The same pipeline
 * and scenario always give the same recording.
 */
public final class Rehearsal {
    /** More commands than any rehearsal needs that means to end. */
    private static final int MOST_STEPS = 200_000;

    private final Pipeline pipeline;
    private final Scenario scenario;
    private final int mostSteps;
    private final Products products;
    private final Recorder recorder;
    private final Agenda agenda = new Agenda();
    private final Tally tally = new Tally();
    private final Map<Long, Execution> known = new HashMap<>();
    private final List<Moment> remarks = new ArrayList<>();
    private final List<Miss> misses = new ArrayList<>();
    private PipelineState state = PipelineState.empty("rehearsal");
    private Instant now;
    private Optional<Instant> idleTick = Optional.empty();

    private Rehearsal(Pipeline pipeline, Scenario scenario, int mostSteps) {
        this.pipeline = pipeline;
        this.scenario = scenario;
        this.mostSteps = mostSteps;
        this.products = new Products(pipeline);
        this.recorder = new Recorder(scenario.times(), pipeline);
        this.now = scenario.times().start();
    }

    /** Plays the scenario to its end, and looks whether all went as it expects. */
    public static Recording of(Pipeline pipeline, Scenario scenario) {
        return of(pipeline, scenario, MOST_STEPS);
    }

    static Recording of(Pipeline pipeline, Scenario scenario, int mostSteps) {
        return new Rehearsal(pipeline, scenario, mostSteps).play();
    }

    private Recording play() {
        submit(new Command.Define(pipeline));
        scenario.steps().forEach(step -> agenda.add(step.at(), () -> make(step)));
        scenario.recurrences()
                .forEach(recurrence ->
                        recur(recurrence, recurrence.from(recurrence.step().at())));
        int steps = 0;
        boolean settled = false;
        while (steps < mostSteps) {
            var tick = Effects.nextTick(state).filter(at -> !idleTick.equals(Optional.of(at)));
            var due = agenda.next();
            var next = earlier(tick, due);
            if (next.isEmpty()) {
                settled = true;
                break;
            }
            if (scenario.until().filter(next.get()::isAfter).isPresent()) {
                break;
            }
            now = next.get().isBefore(now) ? now : next.get();
            if (tick.equals(next)) {
                tick(next.get());
            } else {
                agenda.perform();
            }
            steps++;
        }
        return end(settled, steps == mostSteps);
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && other.filter(one.get()::isAfter).isEmpty() ? one : other;
    }

    /** A tick that changes nothing is not due again. */
    private void tick(Instant due) {
        long before = state.sequence();
        submit(new Command.Tick());
        idleTick = state.sequence() == before ? Optional.of(due) : Optional.empty();
    }

    private Recording end(boolean settled, boolean exhausted) {
        recorder.finish();
        var end = settled || exhausted ? now : scenario.until().orElse(now);
        var recording = new Recording(
                pipeline,
                scenario.times(),
                end,
                settled,
                exhausted,
                scenario.expectations().size(),
                recorder.journeys(),
                recorder.closures(),
                remarks,
                misses);
        for (Expectation expectation : scenario.expectations()) {
            expectation
                    .check()
                    .instead(recording)
                    .ifPresent(what -> misses.add(new Miss(expectation.line(), expectation.text(), what)));
        }
        return recording.with(misses);
    }

    private void recur(Recurrence recurrence, Optional<Step> next) {
        next.ifPresent(step -> agenda.add(step.at(), () -> {
            make(step);
            recur(recurrence, recurrence.after(step.at()));
        }));
    }

    private void make(Step step) {
        Optional<String> refused;
        try {
            refused = submit(step.instruction().command(new Scene(state, known, now)))
                    .map(Refusal::message);
        } catch (NotNowException e) {
            refused = Optional.of(e.getMessage());
        }
        if (refused.isPresent() != step.refused()) {
            misses.add(new Miss(
                    step.line(),
                    step.text(),
                    refused.map(why -> "It was refused. " + why).orElse("It was done, and not refused.")));
        }
    }

    /** Carries out a command, or says why it is refused. */
    private Optional<Refusal> submit(Command command) {
        var decision = Decider.decide(state, command, now);
        if (decision instanceof Decision.Refused refused) {
            return Optional.of(refused.refusal());
        }
        var accepted = (Decision.Accepted) decision;
        recorder.record(accepted.events(), accepted.state());
        accepted.state()
                .executions()
                .values()
                .forEach(execution -> known.put(execution.start().number(), execution));
        state = Retention.forget(accepted.state());
        accepted.events().stream()
                .flatMap(event -> Effects.of(accepted.state(), event.event()).stream())
                .forEach(this::perform);
        return Optional.empty();
    }

    private void perform(Effect effect) {
        if (effect instanceof Effect.StartAction start) {
            work(start);
        } else if (effect instanceof Effect.AskApproval ask) {
            ask(ask);
        } else if (effect instanceof Effect.CheckRule check) {
            var go = tally.go(check.stage(), check.rule().name(), check.number());
            boolean holds = scenario.manners().good(go);
            agenda.add(
                    now.plus(scenario.manners().takes(go)),
                    () -> submit(new Command.ReportRule(
                            check.actionExecution(), holds, holds ? "It holds." : "It does not hold.")));
        }
    }

    private void work(Effect.StartAction start) {
        var go = tally.go(start.stage(), start.action().name(), start.number());
        var takes = scenario.manners().takes(go);
        var limit = start.action().timeout().filter(timeout -> timeout.compareTo(takes) < 0);
        agenda.add(now.plus(limit.orElse(takes)), () -> submit(report(start, go, limit)));
    }

    private Command report(Effect.StartAction start, Manner.Go go, Optional<Duration> limit) {
        if (limit.isPresent()) {
            return new Command.ReportFailure(
                    start.actionExecution(),
                    new ActionFailure(
                            ActionFailure.TIMED_OUT, "It took longer than " + Lengths.words(limit.get()) + "."));
        }
        if (!scenario.manners().good(go)) {
            return new Command.ReportFailure(
                    start.actionExecution(), new ActionFailure(ActionFailure.JOB_FAILED, "The scenario says so."));
        }
        var trigger = known.get(start.number()).start().trigger();
        return new Command.ReportSuccess(
                start.actionExecution(),
                products.of(start, trigger, scenario.manners().gives(go)));
    }

    private void ask(Effect.AskApproval ask) {
        var go = tally.go(ask.stage(), ask.action().name(), ask.number());
        for (Approver approver : scenario.approvers()) {
            if (approver.fits(go)) {
                approver.decision(now).ifPresent(at -> agenda.add(at, () -> decide(approver, ask)));
            }
        }
    }

    /** Lets somebody decide, if it is still open; at a gate that offers several executions they take the newest they can. */
    private void decide(Approver approver, Effect.AskApproval ask) {
        var pending =
                state.locate(ask.actionExecution()).filter(found -> found.run().status() == ActionStatus.IN_PROGRESS);
        if (pending.isEmpty()) {
            return;
        }
        var candidates = Outdated.candidates(state, pending.get());
        var newest = candidates.isEmpty()
                ? Optional.<String>empty()
                : Optional.of(candidates.get(candidates.size() - 1).id());
        var refused = submit(decision(approver, ask, newest));
        if (refused.isPresent() && newest.isPresent()) {
            refused = submit(decision(approver, ask, Optional.empty()));
        }
        refused.ifPresent(why -> remarks.add(new Moment(
                state.sequence(),
                now,
                approver.person().name() + " could not decide at "
                        + ask.action().name() + " of #" + ask.number() + ": " + why.message())));
    }

    private static Command decision(Approver approver, Effect.AskApproval ask, Optional<String> chosen) {
        return new Command.DecideApproval(
                ask.stage(),
                ask.action().name(),
                ask.request().token(),
                approver.approves(),
                "",
                approver.fields(),
                chosen,
                approver.person());
    }
}
