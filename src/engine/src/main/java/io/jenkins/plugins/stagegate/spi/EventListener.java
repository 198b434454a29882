package io.jenkins.plugins.stagegate.spi;

import io.jenkins.plugins.stagegate.event.LifecycleEvent;
import java.io.IOException;

/**
 * Somebody who is told what happens to pipelines, at least once and in order for each pipeline.
 *
 * <p>How far a listener is, is kept under its name in each pipeline's folder. One that is new begins with what happens next;
 * one that was away gets what happened meanwhile. Whatever can be delivered no more is told as one event of the kind {@link
 * LifecycleEvent#MISSED}.
 */
public interface EventListener {
    /** The name under which it is known again after a restart: letters, digits, {@code _}, {@code -} and {@code .}. */
    String name();

    /**
     * Takes an event. For one pipeline it is called by one thread at a time, and never by a thread that the engine waits for.
     *
     * <p>After a crash the last events may come again, with the same ids and in the same order.
     *
     * @throws IOException if the event could not be taken; it is offered again later, and nothing after it before
     * @throws RuntimeException likewise
     * @throws InterruptedException if the thread is to end; the event is offered again after the next start
     */
    void deliver(LifecycleEvent event) throws IOException, InterruptedException;
}
