package io.jenkins.plugins.stagegate.plugin.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import hudson.model.User;
import hudson.security.HudsonPrivateSecurityRealm;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jenkins.model.Jenkins;
import jenkins.model.JenkinsLocationConfiguration;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;

/** Who is answered, and as whom. */
public class SignedRequestsTest {
    private static final String LIST = "CodePipeline_20150709.ListPipelines";

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private HudsonPrivateSecurityRealm realm;

    @Before
    public void letAdaIn() throws Exception {
        realm = new HudsonPrivateSecurityRealm(false, false, null);
        realm.createAccount("ada", "ada");
        JENKINS.jenkins.setSecurityRealm(realm);
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("ada")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
    }

    private Map<String, String> key() throws Exception {
        return Clients.key(JENKINS, "ada");
    }

    private CodePipelineClient client(Map<String, String> key) throws Exception {
        return new Clients().with(Clients.endpoint(JENKINS), key, UrlConnectionHttpClient.create());
    }

    private static void assertRefused(CodePipelineClient client, String code) {
        assertThatExceptionOfType(CodePipelineException.class)
                .isThrownBy(client::listPipelines)
                .satisfies(
                        error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    @Test
    public void answersWhoeverSignedWithoutCrumbAndWithoutSession() throws Exception {
        assertThat(client(key()).listPipelines().pipelines()).isEmpty();
    }

    @Test
    public void answersBelowAnAddressThatEndsInASlash() throws Exception {
        var slashed = URI.create(Clients.endpoint(JENKINS) + "/");
        assertThat(new Clients()
                        .with(slashed, key(), UrlConnectionHttpClient.create())
                        .listPipelines()
                        .pipelines())
                .isEmpty();
    }

    @Test
    public void refusesAWrongSecretAndAKeyThatNobodyMade() throws Exception {
        var id = key().get("AWS_ACCESS_KEY_ID");
        assertRefused(
                client(Map.of(
                        "AWS_ACCESS_KEY_ID", id, "AWS_SECRET_ACCESS_KEY", "wrong", "AWS_DEFAULT_REGION", "local")),
                "InvalidSignatureException");
        assertRefused(
                client(Map.of(
                        "AWS_ACCESS_KEY_ID",
                        "SGAKAAAAAAAAAAAAAAAA",
                        "AWS_SECRET_ACCESS_KEY",
                        "wrong",
                        "AWS_DEFAULT_REGION",
                        "local")),
                "UnrecognizedClientException");
    }

    @Test
    public void refusesABodyThatWasAlteredOnTheWay() throws Exception {
        var altering = new Altering(UrlConnectionHttpClient.create());
        assertRefused(new Clients().with(Clients.endpoint(JENKINS), key(), altering), "InvalidSignatureException");
    }

    /** Somebody between client and Jenkins, who cannot sign. */
    private record Altering(SdkHttpClient next) implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            var other = "{\"maxResults\":1}".getBytes(StandardCharsets.UTF_8);
            return next.prepareRequest(HttpExecuteRequest.builder()
                    .request(request.httpRequest().toBuilder()
                            .putHeader("Content-Length", String.valueOf(other.length))
                            .build())
                    .contentStreamProvider(() -> new ByteArrayInputStream(other))
                    .build());
        }

        @Override
        public void close() {
            next.close();
        }
    }

    /** The answer to a request that was signed with the SDK's own signer, at that time by the client's clock. */
    private HttpResponse<String> send(String operation, String body, Map<String, String> key, Clock clock)
            throws Exception {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(Clients.endpoint(JENKINS))
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", "CodePipeline_20150709." + operation)
                .build();
        var signed = AwsV4HttpSigner.create()
                .sign(request -> request.identity(AwsCredentialsIdentity.create(
                                key.get("AWS_ACCESS_KEY_ID"), key.get("AWS_SECRET_ACCESS_KEY")))
                        .request(unsigned)
                        .payload(() -> new ByteArrayInputStream(bytes))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "codepipeline")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "local")
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
                .request();
        var request =
                HttpRequest.newBuilder(Clients.endpoint(JENKINS)).POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
        signed.forEachHeader((name, values) -> {
            if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    public void refusesAClockThatIsMoreThanFiveMinutesOff() throws Exception {
        var key = key();
        for (int minutes : new int[] {-6, 6}) {
            var answer = send("ListPipelines", "{}", key, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(minutes)));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("InvalidSignatureException");
        }
        for (int minutes : new int[] {-4, 4}) {
            var answer = send("ListPipelines", "{}", key, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(minutes)));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    @Test
    public void refusesAChangeThatSomebodyRepeats() throws Exception {
        realm.createAccount("admin", "admin");
        var key = Clients.key(JENKINS, "admin");
        var once = Clock.fixed(Instant.now(), ZoneOffset.UTC);
        assertThat(send("DeleteWebhook", "{\"name\":\"none\"}", key, once).statusCode())
                .isEqualTo(200);
        var end = Instant.now().plusSeconds(30);
        HttpResponse<String> repeated;
        do {
            repeated = send("DeleteWebhook", "{\"name\":\"none\"}", key, once);
        } while (repeated.statusCode() == 200 && Instant.now().isBefore(end));
        assertThat(repeated.statusCode()).isEqualTo(400);
        assertThat(repeated.body()).contains("InvalidSignatureException");
        // What changes nothing may come again.
        assertThat(send("ListPipelines", "{}", key, once).statusCode()).isEqualTo(200);
        assertThat(send("ListPipelines", "{}", key, once).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> send(String method, String body) throws Exception {
        var request = HttpRequest.newBuilder(Clients.endpoint(JENKINS))
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", LIST)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    public void refusesWhatIsUnsignedTooLongOrNoPost() throws Exception {
        var unsigned = send("POST", "{}");
        assertThat(unsigned.statusCode()).isEqualTo(400);
        assertThat(unsigned.body()).contains("MissingAuthenticationTokenException");
        assertThat(unsigned.headers().firstValue("Content-Type")).contains("application/x-amz-json-1.1");
        assertThat(send("POST", " ".repeat((1 << 20) + 1)).statusCode()).isEqualTo(413);
        assertThat(send("GET", "").statusCode()).isEqualTo(405);
    }

    @Test
    public void isNotThereIfTheAdministratorSaysSo() throws Exception {
        var client = client(key());
        StageGateSettings.get().setCodePipelineEndpoint(false);
        assertThat(send("POST", "{}").statusCode()).isEqualTo(404);
        StageGateSettings.get().setCodePipelineEndpoint(true);
        assertThat(client.listPipelines().pipelines()).isEmpty();
    }

    @Test
    public void forgetsAKeyWithItsUserAndWhomTheRealmDoesNotKnow() throws Exception {
        realm.createAccount("bob", "bob");
        JENKINS.jenkins.setAuthorizationStrategy(
                new MockAuthorizationStrategy().grant(Jenkins.READ).everywhere().to("ada", "bob"));
        var bob = client(Clients.key(JENKINS, "bob"));
        var ada = client(key());
        assertThat(bob.listPipelines().pipelines()).isEmpty();
        assertThat(ada.listPipelines().pipelines()).isEmpty();

        User.getById("bob", false).delete();
        assertRefused(bob, "UnrecognizedClientException");
        JENKINS.jenkins.setSecurityRealm(new KnowsNobody());
        assertRefused(ada, "UnrecognizedClientException");
    }

    /** A realm from which everybody is gone. */
    private static final class KnowsNobody extends hudson.security.AbstractPasswordBasedSecurityRealm {
        @Override
        protected org.springframework.security.core.userdetails.UserDetails authenticate2(
                String username, String password) {
            throw new org.springframework.security.authentication.BadCredentialsException(username);
        }

        @Override
        public org.springframework.security.core.userdetails.UserDetails loadUserByUsername2(String username) {
            throw new org.springframework.security.core.userdetails.UsernameNotFoundException(username);
        }
    }

    @Test
    public void refusesWhoMayNotEvenReadJenkins() throws Exception {
        var client = client(key());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy());
        assertRefused(client, "AccessDeniedException");
    }

    @Test
    public void knowsTheAddressThatAProxyHid() throws Exception {
        var key = key();
        var inside = JENKINS.getURL().toString();
        var proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/ci/", exchange -> {
            var request = HttpRequest.newBuilder(
                            URI.create(exchange.getRequestURI().getPath().replaceFirst("^/ci/", inside)))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(
                            exchange.getRequestBody().readAllBytes()));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (!Set.of("host", "content-length", "connection").contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            try {
                var answer = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
                exchange.getResponseBody().write(answer.body());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                exchange.close();
            }
        });
        proxy.start();
        try {
            var outside = "http://localhost:" + proxy.getAddress().getPort() + "/ci/";
            var client = new Clients()
                    .with(URI.create(outside + "stage-gate-api/codepipeline"), key, UrlConnectionHttpClient.create());
            assertRefused(client, "InvalidSignatureException");
            JenkinsLocationConfiguration.get().setUrl(outside);
            assertThat(client.listPipelines().pipelines()).isEmpty();
        } finally {
            JenkinsLocationConfiguration.get().setUrl(JENKINS.getURL().toString());
            proxy.stop(0);
        }
    }
}
