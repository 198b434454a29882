package com.example.release;

import hudson.Extension;
import hudson.ProxyConfiguration;
import io.jenkins.plugins.stagegate.plugin.notify.ApprovalNotice;
import io.jenkins.plugins.stagegate.plugin.notify.ApprovalNotifier;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Calls whoever is on duty: {@code notify pager: 'night-shift'}. */
@Extension
public final class Pager implements ApprovalNotifier {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public String channel() {
        return "pager";
    }

    @Override
    public Optional<String> problem(String team) {
        return team.matches("[a-z-]{1,40}") ? Optional.empty() : Optional.of("A team has small letters and dashes.");
    }

    @Override
    public void tell(ApprovalNotice notice, String team) throws IOException, InterruptedException {
        if (!notice.occasion().open()) {
            return; // nothing to decide any more: let them sleep
        }
        var request = HttpRequest.newBuilder(URI.create("https://pager.example.com/teams/" + team))
                .header("Idempotency-Key", notice.token() + notice.occasion())
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(notice.title() + " " + notice.page()))
                .build();
        var answer = ProxyConfiguration.newHttpClient().send(request, BodyHandlers.discarding());
        if (answer.statusCode() != 200) {
            throw new IOException("The pager answered with status " + answer.statusCode());
        }
    }
}
