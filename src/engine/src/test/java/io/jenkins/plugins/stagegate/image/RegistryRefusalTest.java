package io.jenkins.plugins.stagegate.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.source.GitCredentials.Login;
import io.jenkins.plugins.stagegate.source.Reach;
import io.jenkins.plugins.stagegate.source.SourceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** What people read when a registry refuses. */
public class RegistryRefusalTest {
    private HttpServer server;
    private int status;

    @Before
    public void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"registry\"");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @After
    public void end() {
        server.stop(0);
    }

    private void assertRefused(int with, String credentialsId, String failure, String words) throws SourceException {
        status = with;
        var configuration = new LinkedHashMap<String, String>();
        configuration.put("image", "127.0.0.1:" + server.getAddress().getPort() + "/shop/app:1.2");
        if (!credentialsId.isEmpty()) {
            configuration.put("credentialsId", credentialsId);
        }
        var source = new ImageSource(
                configuration,
                RegistryLogins.of((id, url) -> Optional.of(new Login("reader", "open sesame"))),
                Reach.ANYWHERE);
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(source::newest)
                .withMessageContaining(words)
                .satisfies(e -> {
                    assertThat(e.failure().code()).isEqualTo(failure);
                    assertThat(e.getMessage()).doesNotContain("open sesame");
                });
    }

    @Test
    public void saysThatALoginIsWrongOrHasExpired() throws Exception {
        assertRefused(
                401,
                "registry",
                ActionFailure.PERMISSION,
                "(401): the login of 'reader' is wrong, has expired, or may not read it. Renew it; one of ECR lives twelve hours.");
        assertRefused(401, "", ActionFailure.PERMISSION, "it wants a login. Name one with `credentialsId`.");
    }

    @Test
    public void namesTheRightThatALoginMayLack() throws Exception {
        assertRefused(
                403,
                "registry",
                ActionFailure.PERMISSION,
                "or may not read it, or not yet: it needs the right to pull, in ECR `ecr:BatchGetImage`.");
    }

    @Test
    public void saysWhatHelpsWhoeverAsksTooOften() throws Exception {
        assertRefused(
                429,
                "",
                ActionFailure.SYSTEM_UNAVAILABLE,
                "is asked too often (429). Retry the stage in a while, or name a login with `credentialsId`");
        assertRefused(429, "registry", ActionFailure.SYSTEM_UNAVAILABLE, "(429). Retry the stage in a while.");
    }

    @Test
    public void saysThatARegistryHasTrouble() throws Exception {
        assertRefused(503, "", ActionFailure.SYSTEM_UNAVAILABLE, "answered 503 instead of 200. Retry the stage");
    }
}
