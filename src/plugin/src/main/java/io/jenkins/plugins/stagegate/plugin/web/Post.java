package io.jenkins.plugins.stagegate.plugin.web;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ProxyConfiguration;
import hudson.XmlFile;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Posts texts to other servers, as far as the settings allow their hosts. Redirections are not followed. No message of an exception
 * holds more of an address than its host: the rest may be a secret.
 */
public final class Post {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** By Jenkins' proxy as it is configured now. A client has a thread of its own, so there is one. */
    private static @CheckForNull HttpClient client;

    private Post() {}

    private static synchronized HttpClient client() {
        if (client == null) {
            client = ProxyConfiguration.newHttpClientBuilder()
                    .connectTimeout(PATIENCE)
                    .build();
        }
        return client;
    }

    private static synchronized void forgetClient() {
        client = null;
    }

    /** Learns that there is another proxy. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static final class ProxyChanges extends SaveableListener {
        @Override
        public void onChange(Saveable changed, XmlFile file) {
            if (changed instanceof ProxyConfiguration) {
                forgetClient();
            }
        }

        @Override
        public void onDeleted(Saveable deleted, XmlFile file) {
            onChange(deleted, file);
        }
    }

    /**
     * Sends the text.
     *
     * @param headers besides the content type
     * @throws IOException if the host is not allowed or did not take it
     */
    public static void send(URI target, String contentType, String text, Map<String, String> headers)
            throws IOException, InterruptedException {
        StageGateSettings.get().requireReachable(target);
        var request = HttpRequest.newBuilder(target)
                .timeout(PATIENCE)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(text));
        headers.forEach(request::header);
        var answer = client().send(request.build(), HttpResponse.BodyHandlers.discarding());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(Messages.Post_refused(target.getHost(), answer.statusCode()));
        }
    }
}
