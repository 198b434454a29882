package io.jenkins.plugins.stagegate.plugin.flow;

import com.google.common.util.concurrent.SettableFuture;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;

/**
 * Knows whether what is on disk is what is, and writes it. Used on the run's lane only.
 *
 * <p>Where speed counts more than survival, what {@linkplain Actions#mayBeForgotten may be forgotten} is written once in a while.
 */
final class Writer {
    private static final Logger LOGGER = Logger.getLogger(Writer.class.getName());
    private static final int RETRY_SECONDS = 10;
    private static final long PAUSE_MILLIS = 1000;

    private final Flow flow;
    private final FlowFiles files;
    private final Actions actions;
    /** Those who wait until all that was when they asked is on disk. */
    private final Queue<SettableFuture<Void>> awaited = new ConcurrentLinkedQueue<>();

    private boolean behind;
    private boolean planned;

    Writer(Flow flow, FlowFiles files, Actions actions) {
        this.flow = flow;
        this.files = files;
        this.actions = actions;
    }

    /** Notes that what is on disk is no longer what is. */
    void change() {
        behind = true;
    }

    /** Writes what has changed, if anything has, now or if that will do soon; false if that was not possible. */
    boolean settle() {
        if (behind && !files.areFlushed() && actions.mayBeForgotten()) {
            plan();
            return true;
        }
        return flush();
    }

    /** Writes what has changed, if anything has; false if that was not possible. */
    boolean flush() {
        return !behind || write();
    }

    /** Writes everything, and tells when it is written: now, or after another try. */
    void write(SettableFuture<Void> written) {
        awaited.add(written);
        change();
        write();
    }

    /** Tells all who wait that there will be no writing any more. May be called from any thread. */
    void drop(IOException why) {
        answer(written -> written.setException(why));
    }

    private void answer(Consumer<SettableFuture<Void>> answer) {
        for (var written = awaited.poll(); written != null; written = awaited.poll()) {
            answer.accept(written);
        }
    }

    private void plan() {
        if (!planned) {
            planned = true;
            Timer.get().schedule(() -> flow.later(this::catchUp), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void catchUp() {
        planned = false;
        flush();
    }

    /**
     * Writes what has changed.
     *
     * @return false if that was not possible; it is tried again
     */
    boolean write() {
        if (!FlowFiles.canWrite()) {
            return false;
        }
        try {
            var build = files.build();
            try {
                actions.write(files);
                behind = false;
                answer(written -> written.set(null));
                return true;
            } catch (IOException e) {
                if (!files.moves(build)) {
                    throw e;
                }
                return false; // it is written when it has arrived
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot write what happens in " + flow.owner() + ", will try again");
            Timer.get().schedule(() -> flow.later(actions::goOn), RETRY_SECONDS, TimeUnit.SECONDS);
            return false;
        }
    }
}
