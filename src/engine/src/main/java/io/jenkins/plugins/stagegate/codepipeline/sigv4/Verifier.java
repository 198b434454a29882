package io.jenkins.plugins.stagegate.codepipeline.sigv4;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out with which key a request was signed, and refuses what is unsigned, altered, or from another time. May be used by
 * any thread.
 */
public final class Verifier {
    /** How far the clocks of both sides may be apart: the service's own measure. */
    static final Duration SKEW = Duration.ofMinutes(5);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final AccessKeys keys;
    private final String service;
    private final Clock clock;
    private final Instant since;
    private final UsedSignatures used = new UsedSignatures();

    /**
     * @param service for which signatures must be meant
     * @param since when the host began to take requests: what was signed before may have been used before, and nobody knows
     */
    public Verifier(AccessKeys keys, String service, Clock clock, Instant since) {
        this.since = since.truncatedTo(ChronoUnit.SECONDS);
        this.keys = keys;
        this.service = service;
        this.clock = clock;
    }

    /**
     * The key that signed the request.
     *
     * @param once whether the same request may not be repeated later: for those that change something
     */
    public AccessKey verify(SignedRequest request, boolean once) throws RefusedSignatureException, IOException {
        var header = request.header("authorization")
                .orElseThrow(() -> new RefusedSignatureException(
                        "MissingAuthenticationTokenException", "Missing Authentication Token"));
        var authorization = Authorization.parse(header);
        var key = keys.find(authorization.keyId()).orElseThrow(Verifier::unknownKey);
        if (request.header("x-amz-security-token").isPresent()) {
            throw unknownKey();
        }
        var time = time(request, authorization);
        requireScope(authorization);
        requireSignedHeaders(request, authorization);
        var digest = digest(request);
        if (request.canonical(authorization.signedHeaders(), digest).stream()
                .noneMatch(canonical -> matches(key, authorization, time, canonical))) {
            throw mismatch();
        }
        if (once && time.isBefore(since)) {
            throw invalid("Signature is from before this server was started, and might have been used before."
                    + " Sign every request anew.");
        }
        if (once && !used.take(authorization.signature(), clock.instant())) {
            throw invalid("Signature was used before. Sign every request anew.");
        }
        keys.used(key);
        return key;
    }

    private static boolean matches(AccessKey key, Authorization authorization, Instant time, String canonical) {
        var text = String.join(
                "\n",
                Authorization.ALGORITHM,
                TIME.format(time),
                authorization.scope(),
                Hmac.sha256(canonical.getBytes(StandardCharsets.UTF_8)));
        return MessageDigest.isEqual(
                Hmac.sign(key.secret(), authorization, text).getBytes(StandardCharsets.US_ASCII),
                authorization.signature().getBytes(StandardCharsets.US_ASCII));
    }

    private Instant time(SignedRequest request, Authorization authorization) throws RefusedSignatureException {
        var said = request.header("x-amz-date").orElse("");
        Instant time;
        try {
            time = Instant.from(TIME.parse(said));
        } catch (DateTimeException e) {
            throw new RefusedSignatureException(
                    "IncompleteSignatureException", "The header X-Amz-Date must hold a time like 20261122T083000Z.");
        }
        var now = clock.instant();
        var window = TIME.format(now) + " %s 5 min.)";
        if (time.isBefore(now.minus(SKEW))) {
            throw invalid("Signature expired: " + said + " is now earlier than " + TIME.format(now.minus(SKEW)) + " ("
                    + window.formatted("-"));
        }
        if (time.isAfter(now.plus(SKEW))) {
            throw invalid("Signature not yet current: " + said + " is still later than " + TIME.format(now.plus(SKEW))
                    + " (" + window.formatted("+"));
        }
        if (!said.startsWith(authorization.day())) {
            throw invalid("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
                    + authorization.day() + "' != '" + said.substring(0, 8) + "', from '" + said + "'.");
        }
        return time;
    }

    private void requireScope(Authorization authorization) throws RefusedSignatureException {
        if (!authorization.service().equals(service)) {
            throw invalid("Credential should be scoped to correct service: '" + service + "'.");
        }
    }

    /** What is not signed can be altered on the way: the service's own headers must be, and the name of the host. */
    private static void requireSignedHeaders(SignedRequest request, Authorization authorization)
            throws RefusedSignatureException {
        var missing = new ArrayList<String>();
        for (String name : request.headerNames()) {
            if ((name.equals("host") || name.startsWith("x-amz-"))
                    && !authorization.signedHeaders().contains(name)) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty() || !authorization.signedHeaders().contains("host")) {
            throw invalid("There are headers in the request which must be signed and are not: "
                    + (missing.isEmpty() ? List.of("host") : missing) + ".");
        }
    }

    /** The body's own digest, whatever the request says of it, so that nobody can exchange the body. */
    private static String digest(SignedRequest request) throws RefusedSignatureException {
        var digest = Hmac.sha256(request.body());
        var said = request.header("x-amz-content-sha256");
        if (said.isPresent() && !said.get().equals(digest)) {
            throw mismatch();
        }
        return digest;
    }

    private static RefusedSignatureException unknownKey() {
        return new RefusedSignatureException(
                "UnrecognizedClientException", "The security token included in the request is invalid.");
    }

    private static RefusedSignatureException mismatch() {
        return invalid("The request signature we calculated does not match the signature you provided. Check your AWS"
                + " Secret Access Key and signing method. Consult the service documentation for details.");
    }

    private static RefusedSignatureException invalid(String message) {
        return new RefusedSignatureException("InvalidSignatureException", message);
    }
}
