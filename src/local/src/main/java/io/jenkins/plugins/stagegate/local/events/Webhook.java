package io.jenkins.plugins.stagegate.local.events;

import io.jenkins.plugins.stagegate.event.EventBridge;
import io.jenkins.plugins.stagegate.event.LifecycleEvent;
import io.jenkins.plugins.stagegate.spi.EventListener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Posts events to an address, one a request. Any answer from 200 to 299 takes an event; redirects are not followed. */
final class Webhook implements EventListener {
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration TO_ANSWER = Duration.ofSeconds(10);

    private final URI address;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(TO_CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    Webhook(URI address) {
        this.address = address;
    }

    @Override
    public String name() {
        return "url-" + Names.digest(address.toString());
    }

    @Override
    public void deliver(LifecycleEvent event) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .timeout(TO_ANSWER)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(EventBridge.envelope(event).toString()))
                .build();
        int status = client.send(request, BodyHandlers.discarding()).statusCode();
        if (status < 200 || status > 299) {
            // Not the whole address: it may hold a key.
            throw new IOException(address.getHost() + " answered " + status + ".");
        }
    }
}
