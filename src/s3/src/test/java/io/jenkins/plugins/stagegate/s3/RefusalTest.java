package io.jenkins.plugins.stagegate.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.object.Connection;
import io.jenkins.plugins.stagegate.object.ObjectStore;
import io.jenkins.plugins.stagegate.object.StoreException;
import io.jenkins.plugins.stagegate.object.Writing;
import io.jenkins.plugins.stagegate.source.GitCredentials.Login;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What people read when a store refuses, in the words that S3 documents for it: without a body where HEAD asks. */
public class RefusalTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private HttpServer server;
    private ObjectStore store;
    private int status;
    private String code;
    private String said;
    private Optional<String> region = Optional.empty();

    @Before
    public void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            var body = "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>%s</Message></Error>"
                    .formatted(code, said)
                    .getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/xml");
            region.ifPresent(name -> exchange.getResponseHeaders().add("x-amz-bucket-region", name));
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(status, -1);
            } else {
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
        var endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
        store = new S3Stores()
                .connect(new Connection(
                        Optional.of(endpoint),
                        Optional.of("us-east-1"),
                        Optional.of(new Login("AKIAEXAMPLE", "hush-hush")),
                        false));
    }

    @After
    public void end() {
        store.close();
        server.stop(0);
    }

    private void answer(int with, String name, String message) {
        status = with;
        code = name;
        said = message;
    }

    private void assertFound(String failure, String words) {
        assertRefused(() -> store.find("shop", "a.zip", Optional.empty()), failure, words);
    }

    private static void assertRefused(ThrowingCallable call, String failure, String words) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(call)
                .withMessageContaining(words)
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(failure);
                    assertThat(e.getMessage()).doesNotContain("hush-hush");
                });
    }

    @Test
    public void namesTheRightThatIsMissing() throws IOException {
        answer(403, "AccessDenied", "Access Denied");
        assertFound(ActionFailure.PERMISSION, "It needs the right `s3:GetObject`");
        var file = temporary.newFile().toPath();
        assertRefused(
                () -> store.write("shop", "a.zip", file, Writing.PLAIN),
                ActionFailure.PERMISSION,
                "It needs the right `s3:PutObject`, and where a key of KMS encrypts `kms:GenerateDataKey`");
        assertRefused(() -> store.delete("shop", "a.zip"), ActionFailure.PERMISSION, "`s3:DeleteObject`");
    }

    @Test
    public void saysThatAnAccessKeyIsNotThere() {
        answer(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");
        assertFound(ActionFailure.PERMISSION, "There is no access key of that id: it is mistyped, was deleted");
    }

    @Test
    public void saysThatASecretIsNotTheRightOne() {
        answer(403, "SignatureDoesNotMatch", "The request signature we calculated does not match.");
        assertFound(ActionFailure.PERMISSION, "The secret is not that of the access key. Copy it anew");
    }

    @Test
    public void saysThatATemporaryLoginHasExpired() {
        answer(400, "ExpiredToken", "The provided token has expired.");
        assertFound(ActionFailure.PERMISSION, "The login is a temporary one, and has expired");
    }

    @Test
    public void saysThatThereIsNoSuchBucket() {
        answer(404, "NoSuchBucket", "The specified bucket does not exist");
        assertFound(ActionFailure.CONFIGURATION, "There is no such bucket. Check its name");
    }

    @Test
    public void anObjectThatIsNotThereIsNoRefusal() throws IOException {
        answer(404, "NoSuchKey", "The specified key does not exist.");
        assertThat(store.find("shop", "a.zip", Optional.empty())).isEmpty();
        answer(400, "InvalidArgument", "Invalid version id specified");
        assertThat(store.find("shop", "a.zip", Optional.of("none"))).isEmpty();
    }

    @Test
    public void namesTheRegionThatTheBucketIsOf() {
        region = Optional.of("eu-west-1");
        answer(301, "PermanentRedirect", "The bucket you are attempting to access must be addressed elsewhere.");
        assertFound(ActionFailure.CONFIGURATION, "The bucket is of another region: write `region: 'eu-west-1'`.");

        region = Optional.empty();
        answer(
                400,
                "AuthorizationHeaderMalformed",
                "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-central-1'");
        assertFound(ActionFailure.CONFIGURATION, "write `region: 'eu-central-1'`.");
    }

    @Test
    public void saysThatTheClockIsWrong() {
        answer(
                403,
                "RequestTimeTooSkewed",
                "The difference between the request time and the server's time is too large.");
        assertFound(ActionFailure.SYSTEM_UNAVAILABLE, "Set the clock, then retry the stage");
    }

    @Test
    public void saysThatAKeyOfKmsIsDisabled() throws IOException {
        answer(400, "KMS.DisabledException", "key/1 is disabled.");
        var file = temporary.newFile().toPath();
        assertRefused(
                () -> store.write("shop", "a.zip", file, Writing.PLAIN),
                ActionFailure.CONFIGURATION,
                "The key of KMS is disabled");
    }
}
