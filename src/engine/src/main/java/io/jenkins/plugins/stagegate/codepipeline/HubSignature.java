package io.jenkins.plugins.stagegate.codepipeline;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How GitHub shows that it knows the secret of a webhook: a signature of the body in a header.
 *
 * <p>It sends two. The one by SHA-256 counts wherever it is; the one by SHA-1 counts alone, since servers and scripts of the
 * time when CodePipeline's webhooks were made send no other.
 *
 * @param headers by name
 */
record HubSignature(Map<String, String> headers, String body) {
    /** Whether whoever sent it knows the secret. Takes the same time however much of the signature is right. */
    boolean isMadeWith(String secret) {
        if (secret.isEmpty()) {
            return false;
        }
        var strong = header("X-Hub-Signature-256");
        return strong.isPresent()
                ? same(strong.get(), "sha256=" + hmac("HmacSHA256", secret))
                : header("X-Hub-Signature")
                        .filter(weak -> same(weak, "sha1=" + hmac("HmacSHA1", secret)))
                        .isPresent();
    }

    private Optional<String> header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private String hmac(String algorithm, String secret) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(bytes(secret), algorithm));
            return HexFormat.of().formatHex(mac.doFinal(bytes(body)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    private static boolean same(String given, String right) {
        return MessageDigest.isEqual(bytes(given.toLowerCase(Locale.ROOT)), bytes(right));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
