package io.jenkins.plugins.stagegate.local.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.local.Eventually;
import io.jenkins.plugins.stagegate.local.cli.Project;
import io.jenkins.plugins.stagegate.local.cli.Served;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;

/** Requests that {@code serve} does not believe. */
public class ServedRefusalsTest {
    @ClassRule
    public static final Project PROJECT = new Project();

    private static final String LIST = "ListPipelines";

    private static Served served;
    private static SignedCalls calls;

    @BeforeClass
    public static void serve() throws Exception {
        PROJECT.define("stage('Build') { build('Package') { commands 'true' } }");
        var key = Served.key(PROJECT);
        served = Served.start(PROJECT);
        calls = new SignedCalls(served.address(), key, new Clients(served.address()));
    }

    @Test
    public void refusesAClockThatIsMoreThanFiveMinutesOffEitherWay() throws Exception {
        for (var off : new Duration[] {Duration.ofMinutes(-6), Duration.ofMinutes(6)}) {
            var answer = calls.call(LIST, "{}", "{}", Clock.offset(Clock.systemUTC(), off));
            assertThat(answer.error()).as("%s", off).endsWith("InvalidSignatureException");
        }
        assertThat(calls.call(LIST, "{}").status()).isEqualTo(200);
    }

    /** Whoever overhears a request can send it again, and has nothing of it: neither at once nor, after two seconds, at all. */
    @Test
    public void refusesAChangeThatIsRepeatedLater() throws Exception {
        var operation = "DisableStageTransition";
        var body =
                "{\"pipelineName\": \"shop\", \"stageName\": \"Build\", \"transitionType\": \"Inbound\", \"reason\": \"Later\"}";
        var overheard = calls.sign(operation, body, body, Clock.systemUTC());
        assertThat(calls.send(operation, overheard).status()).isEqualTo(200);

        Eventually.until(() -> calls.send(operation, overheard).status() != 200, () -> "it is taken again and again");

        var answer = calls.send(operation, overheard);
        assertThat(answer.error()).endsWith("InvalidSignatureException");
        assertThat(answer.message()).isEqualTo("Signature was used before. Sign every request anew.");
        assertThat(calls.call(operation, body).status()).isEqualTo(200);
    }

    @Test
    public void refusesABodyThatIsNotTheOneThatWasSigned() throws Exception {
        var answer = calls.call(LIST, "{}", "{\"maxResults\": 1}", Clock.systemUTC());
        assertThat(answer.error()).endsWith("InvalidSignatureException");
    }

    @Test
    public void refusesABodyOfMoreThanOneMebibyte() throws Exception {
        var answer = calls.call(LIST, "{\"unknown\": \"" + "x".repeat(1 << 20) + "\"}");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.error()).endsWith("RequestEntityTooLargeException");
    }

    @Test
    public void refusesARequestThatNobodySigned() throws Exception {
        var request = HttpRequest.newBuilder(served.address())
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "CodePipeline_20150709." + LIST)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isBetween(400, 403);
        assertThat(answer.body()).contains("MissingAuthenticationTokenException");
    }
}
