package io.jenkins.plugins.stagegate.simulation;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.ActionOutcome;
import io.jenkins.plugins.stagegate.decision.ActionProgress;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Direction;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.Hook;
import io.jenkins.plugins.stagegate.decision.Job;
import io.jenkins.plugins.stagegate.decision.StartTrigger;
import io.jenkins.plugins.stagegate.model.Artifact;
import io.jenkins.plugins.stagegate.model.ExecutionMode;
import io.jenkins.plugins.stagegate.model.RetryMode;
import io.jenkins.plugins.stagegate.simulation.Move.Crash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** People, providers and the machine, doing whatever comes into their heads. */
final class Player {
    private static final List<String> PEOPLE = List.of("alice", "bob", "carol");

    private final Chance chance;
    private final RandomPipeline pipelines;
    private final ExecutionMode mode;
    private Instant now = Instant.parse("2026-03-02T08:00:00Z");
    private int starts;

    Player(long seed) {
        chance = new Chance(seed);
        pipelines = new RandomPipeline(chance);
        mode = chance.of(List.of(ExecutionMode.values()));
    }

    Move first() {
        return new Move(now, new Command.Define(pipelines.pipeline(mode)), Crash.NONE);
    }

    Move next(World world) {
        now = now.plus(chance.oneIn(20) ? Duration.ofHours(chance.below(200)) : Duration.ofMinutes(chance.below(10)));
        var crash = chance.oneIn(8) ? chance.of(List.of(Crash.values())) : Crash.NONE;
        return new Move(now, command(world), crash);
    }

    private Command command(World world) {
        return switch (chance.below(20)) {
            case 0, 1, 2 -> start();
            case 3 -> transition(world);
            case 4 -> stop(world);
            case 5 -> retry(world);
            case 6 -> rollback(world);
            case 7 -> new Command.Tick();
            case 8 -> chance.oneIn(3) ? new Command.Define(pipelines.pipeline(otherMode())) : start();
            case 9 -> chance.oneIn(2) ? override(world) : line(world);
            default -> report(world);
        };
    }

    /** PARALLEL stays PARALLEL, so that the other modes' promises can be checked where they are made. */
    private ExecutionMode otherMode() {
        return mode == ExecutionMode.PARALLEL
                ? mode
                : chance.of(List.of(ExecutionMode.SUPERSEDED, ExecutionMode.QUEUED));
    }

    private Command start() {
        starts++;
        var token = chance.oneIn(10) ? Optional.of("token-" + chance.below(3)) : Optional.<String>empty();
        return new Command.Start(
                "execution-" + starts, 0, StartTrigger.manual(chance.of(PEOPLE)), Map.of(), List.of(), token);
    }

    private Command transition(World world) {
        return new Command.ChangeTransition(
                stage(world), chance.of(List.of(Direction.values())), !chance.oneIn(3), "because", actor());
    }

    private String stage(World world) {
        return chance.of(new ArrayList<>(world.state().stages().keySet()));
    }

    private String execution(World world) {
        var known = world.history();
        return known.isEmpty()
                ? "none"
                : known.get(known.size() - 1 - chance.below(Math.min(6, known.size())))
                        .id();
    }

    private Command stop(World world) {
        return new Command.Stop(execution(world), chance.oneIn(2), "enough", actor());
    }

    private Command retry(World world) {
        return new Command.Retry(execution(world), stage(world), chance.of(List.of(RetryMode.values())), actor());
    }

    private Command override(World world) {
        return new Command.OverrideCondition(
                execution(world), stage(world), chance.of(List.of(Hook.values())), actor());
    }

    private Command line(World world) {
        return switch (chance.below(3)) {
            case 0 ->
                new Command.StopLine(
                        "freeze",
                        "everything",
                        "holidays",
                        chance.oneIn(2) ? Optional.of(now.plus(Duration.ofHours(chance.below(20)))) : Optional.empty(),
                        chance.oneIn(3) ? List.of(stage(world)) : List.of(),
                        actor());
            case 1 -> new Command.ReleaseLine("freeze", actor());
            default -> new Command.ForceEntry(execution(world), stage(world), "customers wait", actor());
        };
    }

    private Command rollback(World world) {
        if (world.history().isEmpty()) {
            return start();
        }
        starts++;
        return new Command.Rollback("execution-" + starts, stage(world), chance.of(world.history()), actor());
    }

    private Command report(World world) {
        if (world.running().isEmpty()) {
            return start();
        }
        var effect = chance.of(new ArrayList<>(world.running().values()));
        if (effect instanceof Effect.AskApproval ask) {
            var candidates = world.state().waitingBefore(ask.stage());
            var chosen = candidates.isEmpty() || !chance.oneIn(3)
                    ? Optional.<String>empty()
                    : Optional.of(chance.of(candidates).id());
            return new Command.DecideApproval(
                    ask.stage(),
                    ask.action().name(),
                    ask.request().token(),
                    !chance.oneIn(5),
                    "",
                    Map.of(),
                    chosen,
                    actor());
        }
        var id = effect.actionExecution();
        if (effect instanceof Effect.CheckRule) {
            return new Command.ReportRule(id, !chance.oneIn(3), "looked");
        }
        var job = world.state().locate(id).flatMap(found -> found.run().job());
        if (job.isPresent()) {
            return work(job.get(), (Effect.StartAction) effect);
        }
        if (chance.oneIn(6)) {
            return new Command.ReportProgress(id, ActionProgress.summary("half way"));
        }
        return chance.oneIn(4)
                ? new Command.ReportFailure(id, new ActionFailure(ActionFailure.JOB_FAILED, "exit code 1"))
                : new Command.ReportSuccess(id, outcome((Effect.StartAction) effect));
    }

    /** Workers mostly do what comes next, and now and then what makes no sense. */
    private Command work(Job job, Effect.StartAction start) {
        int sense =
                switch (job.status()) {
                    case QUEUED -> 0;
                    case DISPATCHED -> 1;
                    default -> 2 + chance.below(4);
                };
        return switch (chance.oneIn(6) ? chance.below(6) : sense) {
            case 0 -> new Command.DispatchJob(job.id(), "nonce-" + chance.below(1000));
            case 1 -> new Command.AcknowledgeJob(job.id(), chance.oneIn(6) ? "another" : job.nonce());
            case 2 -> new Command.ContinueJob(job.id(), "go on", ActionProgress.summary("half way"));
            case 3 ->
                new Command.FailJob(
                        job.id(), new ActionFailure(ActionFailure.JOB_FAILED, "no licence"), ActionProgress.NONE);
            default -> new Command.SucceedJob(job.id(), outcome(start));
        };
    }

    private static ActionOutcome outcome(Effect.StartAction start) {
        var artifacts = start.action().outputs().stream()
                .map(output -> new Artifact(
                        output.name(),
                        "sha256:" + start.actionExecution().replace("-", "").repeat(2),
                        1))
                .toList();
        return new ActionOutcome(artifacts, Map.of(), Optional.empty(), ActionProgress.NONE);
    }

    private Actor actor() {
        return new Actor(chance.of(PEOPLE), Set.of(), false);
    }
}
