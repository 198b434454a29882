package io.jenkins.plugins.stagegate.plugin.notify;

import hudson.Extension;
import hudson.ProxyConfiguration;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Tells another program, with a POST of CodePipeline's message. Redirections are not followed. */
@Extension
public final class WebhookNotifier implements ApprovalNotifier {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public String channel() {
        return "webhook";
    }

    @Override
    public void tell(ApprovalNotice notice, String address) throws IOException, InterruptedException {
        var target = target(address);
        StageGateSettings.get().requireReachable(target);
        var request = HttpRequest.newBuilder(target)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(notice.json().toString()))
                .build();
        var client = ProxyConfiguration.newHttpClientBuilder()
                .connectTimeout(PATIENCE)
                .build();
        var answer = client.send(request, HttpResponse.BodyHandlers.discarding());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(Messages.WebhookNotifier_refused(target.getHost(), answer.statusCode()));
        }
    }

    private static URI target(String address) throws IOException {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException e) {
            throw new IOException(Messages.WebhookNotifier_noAddress(address), e);
        }
    }
}
