package io.jenkins.plugins.stagegate.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Keeps what is to be done until the test lets it be done, in the test's thread, without waiting. */
final class StillExecutor extends ScheduledThreadPoolExecutor {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final List<Long> pauses = new ArrayList<>();

    StillExecutor() {
        super(0);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        waiting.add(task);
        pauses.add(unit.toMillis(delay));
        return super.schedule(() -> {}, Long.MAX_VALUE, TimeUnit.DAYS);
    }

    List<Long> pauses() {
        return pauses;
    }

    /** Does what waits first. */
    void run() {
        waiting.remove().run();
    }

    /** Does all that waits now, and what follows at once. */
    void runAll() {
        while (!waiting.isEmpty() && pauses.get(pauses.size() - waiting.size()) == 0) {
            run();
        }
    }
}
