package io.jenkins.plugins.stagegate.bench;

import io.jenkins.plugins.stagegate.api.ExecutionView;
import io.jenkins.plugins.stagegate.api.StateView;
import io.jenkins.plugins.stagegate.api.Viewer;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.journal.FileHistory;
import io.jenkins.plugins.stagegate.journal.FileJournal;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;

/** What {@code get-pipeline-state} and its like take when there is a long past; the peer has hardly any. */
final class Look {
    private static final int EXECUTIONS = 100_000;
    private static final int ROUNDS = 11;
    private static final Viewer ALICE = Viewer.owner(new Actor("alice", Set.of(), true));

    private Look() {}

    /** What somebody wants to see of an open pipeline, as JSON. */
    private interface Question {
        Object answer(PipelineEngine engine) throws Exception;
    }

    static void measure() throws Exception {
        try (var scratch = Scratch.make()) {
            var little = scratch.fresh();
            Past.write(little, 10);
            var much = scratch.fresh();
            Past.write(much, EXECUTIONS);
            System.out.printf(
                    "%d past executions, %d MB of history%n", EXECUTIONS, Files.size(much.resolve("history")) >> 20);
            new SideBySide("milliseconds, opening and closing included")
                    .add("get-pipeline-state, 10 past executions", () -> look(little, Look::state))
                    .add("get-pipeline-state, 100,000", () -> look(much, Look::state))
                    .add("the newest 100 of 100,000", () -> look(much, Look::newest))
                    .add("one of 100,000 by its id", () -> look(much, Look::one))
                    .run(ROUNDS);
            try (var open = open(much)) {
                new SideBySide("microseconds, while it is open")
                        .add("get-pipeline-state, 100,000", () -> 1e3 * ask(open, Look::state))
                        .add("the newest 100 of 100,000", () -> 1e3 * ask(open, Look::newest))
                        .add("one of 100,000 by its id", () -> 1e3 * ask(open, Look::one))
                        .run(ROUNDS);
            }
        }
    }

    private static Object state(PipelineEngine engine) {
        return StateView.of(engine.state(), ALICE);
    }

    private static Object newest(PipelineEngine engine) throws Exception {
        return ExecutionView.list(engine.latest(Long.MAX_VALUE, 100), Optional.empty());
    }

    private static Object one(PipelineEngine engine) throws Exception {
        return ExecutionView.of(
                engine.state(), engine.execution("execution-4711").orElseThrow());
    }

    private static double look(Path folder, Question question) throws Exception {
        long began = System.nanoTime();
        try (var engine = open(folder)) {
            ask(engine, question);
        }
        return (System.nanoTime() - began) / 1e6;
    }

    private static double ask(PipelineEngine engine, Question question) throws Exception {
        long began = System.nanoTime();
        if (question.answer(engine).toString().isEmpty()) {
            throw new IllegalStateException("no answer");
        }
        return (System.nanoTime() - began) / 1e6;
    }

    private static PipelineEngine open(Path folder) throws Exception {
        var timers = Executors.newSingleThreadScheduledExecutor();
        timers.shutdown(); // Nothing is performed, so nothing wakes it.
        return PipelineEngine.open(
                FileJournal.open("shop", folder), FileHistory.open(folder), Clock.systemUTC(), Runnable::run, timers);
    }
}
