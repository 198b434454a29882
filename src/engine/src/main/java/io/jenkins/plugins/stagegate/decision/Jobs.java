package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.decision.PipelineState.Located;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Actions that workers outside perform: CodePipeline 1.14. */
public final class Jobs {
    /** CodePipeline's time for custom actions. */
    static final Duration TIMEOUT = Duration.ofHours(24);
    /** How long a worker that was told of a job has it for itself before it takes it. */
    static final Duration HELD = Duration.ofMinutes(1);

    private static final int VARIABLES_SIZE = 122_880;

    private Jobs() {}

    /** Whether workers perform actions of this type, and not the host. */
    public static boolean of(ActionType type) {
        return type.owner().equals("Custom");
    }

    /** The goes at actions of this type whose jobs a worker may be told of now, the oldest first. */
    public static List<Located> open(PipelineState state, ActionType type, Instant now) {
        return running(state).stream()
                .filter(found -> found.declaration(state).type().equals(type)
                        && open(found.run().job().orElseThrow(), now))
                .toList();
    }

    private static boolean open(Job job, Instant now) {
        return job.status() == JobStatus.QUEUED
                || (job.status() == JobStatus.DISPATCHED
                        && job.heldUntil().filter(until -> until.isAfter(now)).isEmpty());
    }

    /** The go at an action that this job belongs to, also if the action has gone on to a later job or has ended. */
    public static Optional<Located> find(PipelineState state, String job) {
        for (Execution execution : state.executions().values()) {
            for (StageRun stage : execution.stages().values()) {
                for (ActionRun run : stage.actions()) {
                    if (run.job()
                            .filter(one -> one.id().equals(job) || one.follows(job))
                            .isPresent()) {
                        return Optional.of(new Located(execution, stage, run));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The status of a job that belongs to this go at an action. */
    public static JobStatus status(ActionRun run, String job) {
        var current = run.job().orElseThrow();
        if (!current.id().equals(job)) {
            return JobStatus.SUCCEEDED;
        }
        return switch (run.status()) {
            case IN_PROGRESS -> current.status();
            case SUCCEEDED -> JobStatus.SUCCEEDED;
            case ABANDONED -> JobStatus.FAILED;
            case FAILED ->
                run.failure()
                                .filter(failure -> failure.code().equals(ActionFailure.TIMED_OUT))
                                .isPresent()
                        ? JobStatus.TIMED_OUT
                        : JobStatus.FAILED;
        };
    }

    static void queue(Draft draft, Located found, Action action) {
        queue(
                draft,
                found,
                1,
                Optional.empty(),
                draft.now().plus(action.timeout().orElse(TIMEOUT)));
    }

    private static void queue(Draft draft, Located found, int number, Optional<String> token, Instant expires) {
        var id = found.run().id();
        draft.record(new Event.JobQueued(
                found.execution().id(),
                found.stage().stage(),
                found.run().action(),
                id,
                Job.id(id, number),
                number,
                token,
                expires));
    }

    static void dispatch(Draft draft, Command.DispatchJob command) {
        var found = require(draft.state(), command.job());
        var job = found.run().job().orElseThrow();
        boolean current = job.id().equals(command.job()) && found.run().status() == ActionStatus.IN_PROGRESS;
        if (!current || !open(job, draft.now())) {
            throw invalid(found, command.job(), "no worker can be told of it now");
        }
        draft.record(new Event.JobDispatched(
                found.execution().id(),
                found.stage().stage(),
                found.run().action(),
                found.run().id(),
                job.id(),
                command.nonce(),
                draft.now().plus(HELD)));
    }

    /** A worker that says it twice gets the same answer twice; one with another nonce was not the last one told. */
    static void acknowledge(Draft draft, Command.AcknowledgeJob command) {
        var found = require(draft.state(), command.job());
        var job = found.run().job().orElseThrow();
        if (job.id().equals(command.job())
                && (job.nonce().isEmpty() || !job.nonce().equals(command.nonce()))) {
            throw new RefusedException(
                    "InvalidNonceException",
                    "The nonce is not the one that was given out last for job " + command.job()
                            + ": another worker was told of it since. Leave it to that one, and poll again.");
        }
        if (status(found.run(), command.job()) == JobStatus.DISPATCHED) {
            draft.record(new Event.JobAcknowledged(
                    found.execution().id(),
                    found.stage().stage(),
                    found.run().action(),
                    found.run().id(),
                    job.id()));
        }
    }

    static void goOn(Draft draft, Command.ContinueJob command) {
        var found = requireTaken(draft.state(), command.job());
        progress(draft, found, command.progress());
        var job = found.run().job().orElseThrow();
        queue(draft, found, job.number() + 1, Optional.of(command.continuationToken()), job.expires());
    }

    static void succeed(Draft draft, Command.SucceedJob command) {
        var found = requireTaken(draft.state(), command.job());
        requireRoom(command.outcome().variables());
        draft.record(new Event.ActionSucceeded(
                found.execution().id(),
                found.stage().stage(),
                found.run().action(),
                found.run().id(),
                new ActionOutcome(
                        command.outcome().artifacts(),
                        command.outcome().variables(),
                        command.outcome().revision(),
                        command.outcome().progress().over(found.run().outcome().progress())),
                ""));
    }

    static void fail(Draft draft, Command.FailJob command) {
        var found = requireTaken(draft.state(), command.job());
        progress(draft, found, command.progress());
        fail(draft, found, command.failure());
    }

    private static void progress(Draft draft, Located found, ActionProgress progress) {
        if (!progress.equals(ActionProgress.NONE)) {
            draft.record(new Event.ActionProgressed(
                    found.execution().id(),
                    found.stage().stage(),
                    found.run().action(),
                    found.run().id(),
                    progress));
        }
    }

    private static void fail(Draft draft, Located found, ActionFailure failure) {
        draft.record(new Event.ActionFailed(
                found.execution().id(),
                found.stage().stage(),
                found.run().action(),
                found.run().id(),
                failure,
                ""));
    }

    /** Fails every action whose job no worker has ended in time. */
    static void expire(Draft draft) {
        for (Located found : running(draft.state())) {
            var job = found.run().job().orElseThrow();
            if (!job.expires().isAfter(draft.now())) {
                var why = job.status() == JobStatus.IN_PROGRESS
                        ? "The worker did not end its job until "
                        : "No worker took the job until ";
                fail(draft, found, new ActionFailure(ActionFailure.TIMED_OUT, why + job.expires() + "."));
            }
        }
    }

    /** When the next job is too late. */
    static Optional<Instant> nextExpiry(PipelineState state) {
        return running(state).stream()
                .map(found -> found.run().job().orElseThrow().expires())
                .min(Instant::compareTo);
    }

    private static List<Located> running(PipelineState state) {
        var found = new ArrayList<Located>();
        for (Execution execution : state.executions().values()) {
            execution.inside().map(execution.stages()::get).ifPresent(stage -> stage.actions().stream()
                    .filter(run -> run.status() == ActionStatus.IN_PROGRESS
                            && run.job().isPresent())
                    .forEach(run -> found.add(new Located(execution, stage, run))));
        }
        return found;
    }

    private static Located require(PipelineState state, String job) {
        return find(state, job)
                .orElseThrow(() -> new RefusedException(
                        "JobNotFoundException", "There is no job " + job + ", or its execution ended long ago."));
    }

    private static Located requireTaken(PipelineState state, String job) {
        var found = require(state, job);
        if (status(found.run(), job) != JobStatus.IN_PROGRESS) {
            throw invalid(found, job, "only of a job in progress a result can be told; acknowledge it first");
        }
        return found;
    }

    private static RefusedException invalid(Located found, String job, String why) {
        return new RefusedException(
                "InvalidJobStateException",
                "The job " + job + " is " + status(found.run(), job).label() + "; " + why + ".");
    }

    private static void requireRoom(Map<String, String> variables) {
        long size = variables.entrySet().stream()
                .mapToLong(entry -> entry.getKey().getBytes(StandardCharsets.UTF_8).length
                        + entry.getValue().getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (size > VARIABLES_SIZE) {
            throw new RefusedException(
                    "OutputVariablesSizeExceededException",
                    "The output variables have " + size + " bytes, names included, and " + VARIABLES_SIZE
                            + " are allowed. Put what is large into an artifact.");
        }
    }
}
