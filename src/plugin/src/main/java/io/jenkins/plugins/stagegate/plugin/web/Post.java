package io.jenkins.plugins.stagegate.plugin.web;

import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/**
 * Posts texts to other servers, as far as the settings allow their hosts, by the way that
 * Jenkins is configured with. Redirections are not followed. No message of an exception
 * holds more of an address than its host: the rest may be a secret.
 */
public final class Post {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Post() {}

    /**
     * Sends the text.
     *
     * @param headers besides the content type
     * @throws IOException if the host is not allowed or did not take it
     */
    public static void send(URI target, String contentType, String text, Map<String, String> headers)
            throws IOException, InterruptedException {
        StageGateSettings.get().requireReachable(target);
        var route = JenkinsRoute.get();
        var request = route.request(target)
                .timeout(PATIENCE)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(text));
        headers.forEach(request::header);
        var answer = route.client().send(request.build(), HttpResponse.BodyHandlers.discarding());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(Messages.Post_refused(target.getHost(), answer.statusCode()));
        }
    }
}
