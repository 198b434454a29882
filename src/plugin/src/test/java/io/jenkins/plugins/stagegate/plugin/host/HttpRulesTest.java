package io.jenkins.plugins.stagegate.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import hudson.security.ACL;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.model.Rule;
import io.jenkins.plugins.stagegate.plugin.Eventually;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import io.jenkins.plugins.stagegate.probe.HttpCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.model.Jenkins;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Rules that ask an address, and those who want to know what they found. */
public class HttpRulesTest {
    private static final Duration PAUSE = Duration.ofMillis(20);

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private final List<String> found = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @Before
    public void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        StageGateSettings.get().setAllowedHosts("127.0.0.1");
    }

    @After
    public void stop() {
        server.stop(0);
    }

    @Test
    public void tellAgainWhatCouldNotBeWrittenDown() throws Exception {
        var refusals = new AtomicInteger(2);
        var rules = new HttpRules(
                (rule, holds, summary) -> {
                    if (refusals.getAndDecrement() > 0) {
                        throw new UncheckedIOException(new IOException("no space left"));
                    }
                    found.add(rule + " " + holds);
                },
                PAUSE);

        rules.look(check("one"));

        Eventually.of(() -> assertThat(found).containsExactly("one true"));
        rules.look(check("one"));
        Eventually.of(() -> assertThat(found).containsExactly("one true", "one true"));
    }

    @Test
    public void askAndTellAsJenkinsItself() throws Exception {
        var rules = new HttpRules(
                (rule, holds, summary) -> found.add(Jenkins.getAuthentication2().getName()), PAUSE);

        rules.look(check("one"));

        Eventually.of(() -> assertThat(found).containsExactly(ACL.SYSTEM2.getName()));
    }

    @Test
    public void sayWhatIsWrongWithAHostThatIsNotAllowed() throws Exception {
        StageGateSettings.get().setAllowedHosts("example.com");
        var rules = new HttpRules((rule, holds, summary) -> found.add(summary), PAUSE);

        rules.look(check("one"));

        Eventually.of(() -> assertThat(found).singleElement().asString().contains("127.0.0.1"));
    }

    private Effect.CheckRule check(String id) {
        var address = "http://127.0.0.1:" + server.getAddress().getPort() + "/health";
        var rule =
                new Rule("Health", HttpCheck.PROVIDER, Map.of("Url", address), List.of(), List.of(), Optional.empty());
        return new Effect.CheckRule("execution", 1, "Build", rule, id, List.of(), Map.of(), Map.of());
    }
}
