package io.jenkins.plugins.stagegate.local.process;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A script whose process began, here or in an earlier life of this program. One thread waits for it; any may stop it. */
public final class ScriptRun {
    private final Launch launch;
    private final Optional<ProcessHandle> process;
    private final CompletableFuture<Void> stop = new CompletableFuture<>();

    ScriptRun(Launch launch, Optional<ProcessHandle> process) {
        this.launch = launch;
        this.process = process;
    }

    /** Ends the script soon. */
    public void stop() {
        stop.complete(null);
    }

    /**
     * Waits until the script has ended, and ends it if it takes too long or is stopped.
     *
     * @param limit how long it may run since it began
     * @param grace how long it may take to end when asked to
     */
    public ProcessEnd await(Duration limit, Duration grace, Clock clock) throws IOException, InterruptedException {
        if (process.isPresent() && !endsWithin(remaining(limit, clock), process.get())) {
            boolean forced = new ProcessTree(process.get()).end(grace);
            return stop.isDone() ? new ProcessEnd.Stopped(forced) : new ProcessEnd.TimedOut(limit, forced);
        }
        return launch.exitCode().<ProcessEnd>map(ProcessEnd.Exited::new).orElseGet(ProcessEnd.Lost::new);
    }

    private Duration remaining(Duration limit, Clock clock) throws IOException {
        var now = clock.instant();
        return Duration.between(now, launch.began().orElse(now).plus(limit));
    }

    /** Whether the process ends by itself within that time, and nobody stops it before. */
    private boolean endsWithin(Duration time, ProcessHandle running) throws InterruptedException {
        var exit = running.onExit();
        try {
            CompletableFuture.anyOf(exit, stop).get(Math.max(0, time.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for the end of a process cannot fail", e);
        }
        return exit.isDone();
    }
}
