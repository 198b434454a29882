package io.jenkins.plugins.stagegate.plugin.flow;

import hudson.security.ACL;
import hudson.util.ClassLoaderSanityThreadFactory;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.security.ImpersonatingExecutorService;
import jenkins.util.ContextResettingExecutorService;
import jenkins.util.ErrorLoggingExecutorService;
import org.springframework.security.core.Authentication;

/**
 * Executes the tasks of one run one at a time and in order, as the run's user, on threads that all runs share.
 *
 * <p>A lane holds back its tasks until it is opened, and forgets them once it is closed. Whenever nothing waits any more, and
 * a few times a second while something does, the lane <em>settles</em>: what has changed is saved and told then, not at each
 * step.
 */
final class Lane implements Executor {
    private static final Logger LOGGER = Logger.getLogger(Lane.class.getName());
    private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** For all that a run does; also for looking up what must not be looked up by the caller's thread. */
    static final ExecutorService POOL = new ContextResettingExecutorService(new ImpersonatingExecutorService(
            new ErrorLoggingExecutorService(Executors.newCachedThreadPool(new NamingThreadFactory(
                    new ClassLoaderSanityThreadFactory(new DaemonThreadFactory()), "stage-gate-flow"))),
            ACL.SYSTEM2));

    private record Task(Runnable work, Runnable ifDropped) {}

    private final Supplier<Authentication> user;
    private final Runnable settle;
    private final Consumer<Throwable> onError;
    private final Queue<Task> tasks = new ArrayDeque<>();
    private boolean open;
    private boolean closed;
    private boolean running;
    private boolean settled;
    private long settledAt;
    private volatile Thread worker;

    /**
     * A lane that is not open yet.
     *
     * @param settle called on the lane
     * @param onError called on the lane with what a task or settling throws
     */
    Lane(Supplier<Authentication> user, Runnable settle, Consumer<Throwable> onError) {
        this.user = user;
        this.settle = settle;
        this.onError = onError;
    }

    @Override
    public void execute(Runnable task) {
        execute(task, () -> LOGGER.log(Level.FINE, "Too late for {0}", task));
    }

    /** Does something in its turn, or something else at once if the lane is closed before: somebody may wait for the one or the other. */
    void execute(Runnable task, Runnable ifDropped) {
        if (!add(new Task(task, ifDropped))) {
            ifDropped.run();
        }
    }

    private synchronized boolean add(Task task) {
        if (!closed) {
            tasks.add(task);
            awake();
        }
        return !closed;
    }

    /** Lets the tasks run that have waited for it. */
    synchronized void open() {
        open = true;
        awake();
    }

    /** Drops the tasks that wait; the one that runs comes to its end. */
    void close() {
        takeAll().forEach(task -> task.ifDropped().run());
    }

    private synchronized List<Task> takeAll() {
        closed = true;
        var left = List.copyOf(tasks);
        tasks.clear();
        return left;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Tells whether the caller is on the lane. */
    boolean isCurrent() {
        return Thread.currentThread() == worker;
    }

    synchronized boolean isBusy() {
        return !closed && (running || !tasks.isEmpty());
    }

    private void awake() {
        if (open && !running && !tasks.isEmpty()) {
            running = true;
            settled = false;
            settledAt = System.nanoTime();
            POOL.execute(this::drain);
        }
    }

    private void drain() {
        worker = Thread.currentThread();
        for (Runnable task = next(); task != null; task = next()) {
            try (var ignored = ACL.as2(user.get())) {
                task.run();
            } catch (Throwable problem) { // a run that lost a task would hang, whatever it was
                onError.accept(problem);
            }
        }
    }

    private synchronized Runnable next() {
        if (closed || (tasks.isEmpty() && settled)) {
            running = false;
            worker = null;
            return null;
        }
        if (tasks.isEmpty() || System.nanoTime() - settledAt > SETTLE_NANOS) {
            settled = true;
            settledAt = System.nanoTime();
            return settle;
        }
        settled = false;
        return tasks.remove().work();
    }
}
