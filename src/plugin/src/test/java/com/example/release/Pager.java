package com.example.release;

import hudson.Extension;
import io.jenkins.plugins.stagegate.plugin.notify.ApprovalNotice;
import io.jenkins.plugins.stagegate.plugin.notify.ApprovalNotifier;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls whoever is on duty: {@code pager: night-shift} among those whom a gate tells. */
@Extension
public final class Pager implements ApprovalNotifier {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public String channel() {
        return "pager";
    }

    @Override
    public void tell(ApprovalNotice notice, String address) throws IOException, InterruptedException {
        if (!notice.occasion().open()) {
            return; // nothing to decide any more: let them sleep
        }
        var request = HttpRequest.newBuilder(URI.create("https://pager.example.com/teams/" + address))
                .header("Idempotency-Key", notice.token() + notice.occasion())
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(notice.title() + " " + notice.page()))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
        if (answer.statusCode() != 200) {
            throw new IOException("The pager answered with status " + answer.statusCode());
        }
    }
}
