package io.jenkins.plugins.stagegate.runtime;

import io.jenkins.plugins.stagegate.event.LifecycleEvent;
import io.jenkins.plugins.stagegate.spi.EventListener;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The events of one pipeline on their way to one listener. */
final class Delivery {
    private static final Logger LOGGER = Logger.getLogger(Delivery.class.getName());
    /** So many are delivered until the ledger is written; so many come again after a crash at most. */
    private static final int ROUND = 100;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final String pipeline;
    private final EventListener listener;
    private final Ledger ledger;
    private final ScheduledExecutorService executor;
    private final Backlog backlog;
    private Position taken;
    private long through;
    private Duration pause = Duration.ZERO;
    private Future<?> pending;
    private boolean closed;

    Delivery(
            String pipeline,
            EventListener listener,
            Ledger ledger,
            ScheduledExecutorService executor,
            Backlog backlog,
            Position taken,
            long through) {
        this.pipeline = pipeline;
        this.listener = listener;
        this.ledger = ledger;
        this.executor = executor;
        this.backlog = backlog;
        this.taken = taken;
        this.through = through;
    }

    synchronized void add(List<LifecycleEvent> events) {
        backlog.add(events);
        wake();
    }

    synchronized void wake() {
        if (pending == null && !closed && !backlog.isEmpty()) {
            try {
                pending = executor.schedule(this::deliver, pause.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOGGER.log(
                        Level.FINE, "The threads for deliveries have gone; the rest follows after the next start", e);
                closed = true;
            }
        }
    }

    /** Whether the listener has taken all that there was. */
    synchronized boolean isDone() {
        return pending == null && backlog.isEmpty();
    }

    synchronized void await(Instant until, Clock clock) {
        try {
            for (long left = 1; pending != null && pause.isZero() && left > 0; ) {
                left = Duration.between(clock.instant(), until).toMillis();
                wait(Math.max(1, left));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Puts aside what the journal is about to forget. */
    synchronized void keep(long sequence) throws IOException {
        through = sequence;
        write();
    }

    /** What is being delivered right now may come again after the next start. */
    synchronized void close() {
        closed = true;
        if (pending != null) {
            pending.cancel(false);
        }
    }

    private void deliver() {
        boolean delivered = false;
        try {
            for (int i = 0; i < ROUND; i++) {
                var event = next();
                if (event == null) {
                    break;
                }
                listener.deliver(event);
                took(event);
                delivered = true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        } catch (IOException | RuntimeException | Error e) { // whatever it was, it must not be tried without a pause
            failed(e);
        } finally {
            end(delivered);
        }
    }

    private synchronized LifecycleEvent next() {
        return closed ? null : backlog.first();
    }

    private synchronized void took(LifecycleEvent event) {
        if (pause.compareTo(Duration.ZERO) > 0) {
            LOGGER.log(Level.INFO, "{0} takes events of {1} again", new Object[] {listener.name(), pipeline});
        }
        pause = Duration.ZERO;
        backlog.taken(event);
        taken = backlog.through(event.sequence()).isEmpty() ? Position.behind(event.sequence()) : Position.of(event);
    }

    private synchronized void failed(Throwable e) {
        boolean first = pause.isZero();
        pause = first ? FIRST_PAUSE : pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        LOGGER.log(
                first ? Level.WARNING : Level.FINE,
                e,
                () -> listener.name() + " did not take an event of " + pipeline + ", and is asked again later");
    }

    private synchronized void end(boolean delivered) {
        try {
            if (delivered && !closed) {
                write();
            }
        } catch (IOException e) {
            LOGGER.log(
                    Level.WARNING,
                    e,
                    () -> "Cannot write down how far " + listener.name()
                            + " is; after a restart it gets some events of " + pipeline + " again");
        } finally {
            pending = null;
            notifyAll();
            wake();
        }
    }

    private void write() throws IOException {
        ledger.write(new Ledger.Entry(taken, through, backlog.through(through)));
    }
}
