package io.jenkins.plugins.stagegate.local.server;

import io.javalin.http.sse.SseClient;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
import io.jenkins.plugins.stagegate.local.host.Watcher;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** Tells the pages that are open that something happened. */
public final class Changes implements Watcher {
    private final Set<SseClient> clients = ConcurrentHashMap.newKeySet();

    /** A page whose connection is slow must not hold the pipeline. */
    private final ExecutorService teller = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "changes");
        thread.setDaemon(true);
        return thread;
    });

    void join(SseClient client) {
        client.keepAlive();
        client.onClose(() -> clients.remove(client));
        clients.add(client);
        client.sendComment("here");
    }

    @Override
    public void happened(Recorded recorded, PipelineState after) {
        try {
            teller.execute(
                    () -> clients.forEach(client -> client.sendEvent("changed", String.valueOf(recorded.sequence()))));
        } catch (RejectedExecutionException e) {
            // Closed meanwhile: nobody looks any more.
        }
    }

    void close() {
        teller.shutdownNow();
        clients.forEach(SseClient::close);
    }
}
