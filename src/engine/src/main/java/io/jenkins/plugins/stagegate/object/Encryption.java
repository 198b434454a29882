package io.jenkins.plugins.stagegate.object;

import java.util.Optional;

/**
 * How a store encrypts an object at rest. A key that the client itself sends with each request, S3's SSE-C, is not among the ways.
 *
 * @param algorithm what S3 calls it: {@code AES256} with keys of the store, or {@code aws:kms}, or {@code aws:kms:dsse}
 * @param key the key of KMS; without one AWS's own
 */
public record Encryption(String algorithm, Optional<String> key) {
    private static final String KMS = "aws:kms";

    /** The one with that key of KMS. */
    public static Encryption with(String key) {
        return new Encryption(KMS, Optional.of(key));
    }

    /** What is said by an algorithm and a key, each of which may be missing; empty if the bucket's own setting counts. */
    public static Optional<Encryption> of(Optional<String> algorithm, Optional<String> key) {
        return algorithm.map(name -> new Encryption(name, key)).or(() -> key.map(Encryption::with));
    }
}
