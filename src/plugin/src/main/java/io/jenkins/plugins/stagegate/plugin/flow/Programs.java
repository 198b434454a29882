package io.jenkins.plugins.stagegate.plugin.flow;

import com.google.common.util.concurrent.ListenableFuture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The programs of the actions that ran when Jenkins ended, on their way back from disk. */
final class Programs {
    private static final Logger LOGGER = Logger.getLogger(Programs.class.getName());

    private final FlowFiles files;
    private final CompletableFuture<Void> loaded = new CompletableFuture<>();
    private final Collection<ListenableFuture<?>> waitedFor = new CopyOnWriteArrayList<>();

    Programs(FlowFiles files) {
        this.files = files;
    }

    /**
     * Loads the programs. One that cannot be loaded is missing in the end.
     *
     * @param take gets those that could be loaded, in the order of the entries, on some thread
     * @param whenLoaded called after that, once
     */
    void load(Collection<Ledger.Entry> entries, Consumer<Fiber> take, Runnable whenLoaded) {
        var open = new AtomicInteger(entries.size() + 1);
        List<ListenableFuture<Fiber>> futures = new ArrayList<>();
        Runnable oneDone = () -> {
            if (open.decrementAndGet() == 0) {
                futures.forEach(future -> result(future, take));
                loaded.complete(null);
                whenLoaded.run();
            }
        };
        for (Ledger.Entry entry : entries) {
            var future = files.readProgram(entry, waitedFor);
            futures.add(future);
            future.addListener(oneDone, Lane.POOL);
        }
        Lane.POOL.execute(oneDone);
    }

    private static void result(ListenableFuture<Fiber> future, Consumer<Fiber> take) {
        try {
            take.accept(future.get());
        } catch (ExecutionException e) {
            LOGGER.log(Level.WARNING, "Cannot load the steps of an action", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException
                | Error e) { // cancelled, or it does not fit; the others are to come back nevertheless
            LOGGER.log(Level.WARNING, "Cannot take up the steps of an action", e);
        }
    }

    boolean areLoaded() {
        return loaded.isDone();
    }

    /** Waits until they are there. */
    void await() throws IOException, InterruptedException {
        try {
            loaded.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    /** Waits no longer for what they refer to, such as an agent that is away. */
    void cancel() {
        waitedFor.forEach(future -> future.cancel(true));
    }
}
