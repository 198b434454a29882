package io.jenkins.plugins.stagegate.codepipeline.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class VerifierTest {
    private static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");
    private static final AccessKey KEY =
            new AccessKey("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "ada");

    private final Map<String, String> headers = new LinkedHashMap<>(Map.of("host", "example.amazonaws.com"));
    private String date = "20150830T123600Z";
    private String scope = "20150830/us-east-1/codepipeline/aws4_request";

    private static Verifier verifier(String service, Instant now) {
        return new Verifier(
                id -> Optional.of(KEY).filter(key -> key.id().equals(id)),
                service,
                Clock.fixed(now, ZoneOffset.UTC),
                Instant.EPOCH);
    }

    private final Verifier verifier = verifier("codepipeline", NOW);

    @Test
    public void knowsTheSignatureOfTheServicesOwnTestSuite() throws Exception {
        var request = new SignedRequest(
                "GET",
                "/",
                "",
                Map.of(
                        "Host",
                        List.of("example.amazonaws.com"),
                        "X-Amz-Date",
                        List.of("20150830T123600Z"),
                        "Authorization",
                        List.of("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                                + " SignedHeaders=host;x-amz-date,"
                                + " Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")),
                new byte[0]);
        assertThat(verifier("service", NOW).verify(request, true)).isEqualTo(KEY);
    }

    @Test
    public void acceptsWhatTheKeySigned() throws Exception {
        assertThat(verifier.verify(signed("{}", "{}"), true).owner()).isEqualTo("ada");
    }

    @Test
    public void refusesAnAlteredBody() {
        assertRefused(signed("{}", "{\"name\":\"shop\"}"), "InvalidSignatureException", "does not match");
    }

    @Test
    public void refusesABodyThatIsNotTheOneTheRequestSpeaksOf() {
        headers.put("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
        assertRefused(signed("{}", "{}"), "InvalidSignatureException", "does not match");
    }

    @Test
    public void refusesAnUnsignedRequest() {
        var request = new SignedRequest("POST", "/", "", Map.of("host", List.of("x")), new byte[0]);
        assertRefused(request, "MissingAuthenticationTokenException", "Missing Authentication Token");
    }

    @Test
    public void refusesAnUnknownKey() {
        scope = "other";
        var request = new SignedRequest(
                "POST",
                "/",
                "",
                Map.of(
                        "host",
                        List.of("x"),
                        "authorization",
                        List.of("AWS4-HMAC-SHA256 Credential=AKIDOTHER/20150830/local/codepipeline/aws4_request,"
                                + " SignedHeaders=host, Signature=00")),
                new byte[0]);
        assertRefused(request, "UnrecognizedClientException", "security token");
    }

    @Test
    public void refusesTemporaryCredentialsForThereAreNone() {
        headers.put("x-amz-security-token", "token");
        assertRefused(signed("{}", "{}"), "UnrecognizedClientException", "security token");
    }

    @Test
    public void refusesAnIncompleteHeader() {
        var request = new SignedRequest(
                "POST", "/", "", Map.of("authorization", List.of("AWS4-HMAC-SHA256 Signature=00")), new byte[0]);
        assertRefused(request, "IncompleteSignatureException", "Credential");
    }

    @Test
    public void refusesAClockThatIsMoreThanFiveMinutesSlow() throws Exception {
        var request = signed("{}", "{}");
        assertThat(verifier("codepipeline", NOW.plus(Duration.ofMinutes(5))).verify(request, true))
                .isEqualTo(KEY);
        assertThatExceptionOfType(RefusedSignatureException.class)
                .isThrownBy(() -> verifier("codepipeline", NOW.plusSeconds(301)).verify(request, true))
                .withMessage("Signature expired: 20150830T123600Z is now earlier than 20150830T123601Z"
                        + " (20150830T124101Z - 5 min.)");
    }

    @Test
    public void refusesAClockThatIsMoreThanFiveMinutesFast() {
        date = "20150830T124101Z";
        assertRefused(signed("{}", "{}"), "InvalidSignatureException", "not yet current");
    }

    @Test
    public void refusesADayThatIsNotThatOfTheKey() {
        scope = "20150829/us-east-1/codepipeline/aws4_request";
        assertRefused(signed("{}", "{}"), "InvalidSignatureException", "Date in Credential scope");
    }

    @Test
    public void refusesASignatureForAnotherService() {
        scope = "20150830/us-east-1/s3/aws4_request";
        assertRefused(signed("{}", "{}"), "InvalidSignatureException", "correct service: 'codepipeline'");
    }

    @Test
    public void refusesATargetThatIsNotSigned() {
        var request = signed("{}", "{}", Map.of("x-amz-target", "CodePipeline_20150709.DeletePipeline"));
        assertRefused(request, "InvalidSignatureException", "x-amz-target");
    }

    @Test
    public void takesAQuestionAsOftenAsItComesAndAChangeOnlyWithinItsSecond() throws Exception {
        var clock = new SettableClock();
        var other = new Verifier(id -> Optional.of(KEY), "codepipeline", clock, Instant.EPOCH);
        var request = signed("{}", "{}");
        other.verify(request, true);
        clock.now = NOW.plusSeconds(2);
        other.verify(request, true);
        clock.now = NOW.plusSeconds(3);
        other.verify(request, false);
        assertThatExceptionOfType(RefusedSignatureException.class)
                .isThrownBy(() -> other.verify(request, true))
                .withMessageContaining("used before")
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("InvalidSignatureException"));
    }

    @Test
    public void takesNoChangeThatWasSignedBeforeItsHostWasThere() throws Exception {
        var restarted = new Verifier(
                id -> Optional.of(KEY),
                "codepipeline",
                Clock.fixed(NOW.plusSeconds(2), ZoneOffset.UTC),
                NOW.plusSeconds(1));
        var request = signed("{}", "{}");
        restarted.verify(request, false);
        assertThatExceptionOfType(RefusedSignatureException.class)
                .isThrownBy(() -> restarted.verify(request, true))
                .withMessageContaining("before this server was started")
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("InvalidSignatureException"));
        date = "20150830T123601Z";
        restarted.verify(signed("{}", "{}"), true);
    }

    private static final class SettableClock extends Clock {
        private Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private void assertRefused(SignedRequest request, String code, String message) {
        assertThatExceptionOfType(RefusedSignatureException.class)
                .isThrownBy(() -> verifier.verify(request, true))
                .withMessageContaining(message)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private SignedRequest signed(String body, String sent) {
        return signed(body, sent, Map.of());
    }

    /** A request that was signed with one body and arrives with another, and with more headers than were signed. */
    private SignedRequest signed(String body, String sent, Map<String, String> more) {
        headers.put("x-amz-date", date);
        var names = new ArrayList<>(headers.keySet());
        names.sort(null);
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var canonical =
                request(headers, bytes).canonical(names, Hmac.sha256(bytes)).get(0);
        var text = "AWS4-HMAC-SHA256\n" + date + "\n" + scope + "\n"
                + Hmac.sha256(canonical.getBytes(StandardCharsets.UTF_8));
        var parts = scope.split("/");
        var authorization = new Authorization(KEY.id(), parts[0], parts[1], parts[2], names, "");
        var all = new LinkedHashMap<>(headers);
        all.putAll(more);
        all.put(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=" + KEY.id() + "/" + scope + ", SignedHeaders=" + String.join(";", names)
                        + ", Signature=" + Hmac.sign(KEY.secret(), authorization, text));
        return request(all, sent.getBytes(StandardCharsets.UTF_8));
    }

    private static SignedRequest request(Map<String, String> headers, byte[] body) {
        var lists = new LinkedHashMap<String, List<String>>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return new SignedRequest("POST", "/", "", lists, body);
    }
}
