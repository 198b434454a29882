package io.jenkins.plugins.stagegate.plugin.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import hudson.ProxyConfiguration;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class PostTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @Before
    public void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            taken.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        StageGateSettings.get().setAllowedHosts("127.0.0.1\nhooks.example.com");
    }

    @After
    public void stop() {
        server.stop(0);
    }

    @Test
    public void manyPostsShareOneClient() throws Exception {
        send("http://127.0.0.1:" + port() + "/hook");
        long before = clients();
        for (int i = 0; i < 20; i++) {
            send("http://127.0.0.1:" + port() + "/hook");
        }

        assertThat(clients()).isEqualTo(before);
        assertThat(taken).hasSize(21);
    }

    @Test
    public void goByTheProxyThatIsConfiguredNow() throws Exception {
        send("http://127.0.0.1:" + port() + "/hook");
        var proxy = new ProxyConfiguration("127.0.0.1", port());
        JENKINS.jenkins.setProxy(proxy);
        proxy.save();

        send("http://hooks.example.com/hook");

        assertThat(taken).containsExactly("/hook", "http://hooks.example.com/hook");
    }

    private static void send(String address) throws Exception {
        Post.send(URI.create(address), "application/json", "{}", Map.of());
    }

    private int port() {
        return server.getAddress().getPort();
    }

    /** Each client has a thread that waits for all its connections. */
    private static long clients() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().endsWith("SelectorManager"))
                .count();
    }
}
