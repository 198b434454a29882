package io.jenkins.plugins.stagegate.trigger;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A request that a hook sent.
 *
 * @param headers by their names in lower case
 */
public record Delivery(Provider provider, Map<String, String> headers, String body) {
    private static final String PREFIX = "sha256=";

    public Delivery {
        headers = headers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        Map.Entry::getValue,
                        (first, other) -> first));
    }

    /**
     * The request that those bytes are.
     *
     * @throws InvalidDeliveryException if they are no UTF-8, as JSON has to be; then no signature could be held against the text
     */
    public static Delivery of(Provider provider, Map<String, String> headers, byte[] body)
            throws InvalidDeliveryException {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return new Delivery(provider, headers, text.toString());
        } catch (CharacterCodingException e) {
            throw new InvalidDeliveryException(
                    "The text of the delivery is not in UTF-8. Send JSON in UTF-8; a name of a branch in another encoding has"
                            + " to be converted first.");
        }
    }

    /** The value of a header. */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT))).filter(value -> !value.isBlank());
    }

    /** What the provider calls the delivery, which is the same when it is sent again; or else what its text is known by. */
    public String id() {
        return provider.idHeaders()
                .flatMap(name -> header(name).stream())
                .findFirst()
                .filter(id -> id.length() <= 100)
                .orElseGet(this::digest);
    }

    /** The SHA-256 of the text. No header can change it, so that a delivery that was recorded cannot be sent as a new one. */
    public String digest() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(body)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Whether whoever sent it knows the secret: by a signature of the text, or by the secret itself where the provider has no
     * other way. Takes the same time however much of it is right.
     */
    public boolean isFrom(String secret) {
        return !secret.isEmpty()
                && switch (provider) {
                    case GITHUB -> signed("X-Hub-Signature-256", PREFIX, secret);
                    case BITBUCKET -> signed("X-Hub-Signature", PREFIX, secret);
                    case GITEA -> signed("X-Gitea-Signature", "", secret);
                    case GITLAB -> same(header("X-Gitlab-Token").orElse(""), secret);
                    case CODECOMMIT, GENERIC ->
                        signed("X-Stage-Gate-Signature", PREFIX, secret)
                                || same(header("Authorization").orElse(""), "Bearer " + secret);
                };
    }

    private boolean signed(String header, String prefix, String secret) {
        return same(header(header).orElse("").toLowerCase(Locale.ROOT), prefix + signature(secret));
    }

    private String signature(String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(bytes(body)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static boolean same(String given, String right) {
        return MessageDigest.isEqual(bytes(given), bytes(right));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
