package io.jenkins.plugins.stagegate.codepipeline.sigv4;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * A new key, that nobody has yet.
 *
 * @param id tells that it is one of ours
 * @param secret 240 bits of chance
 */
public record KeyPair(String id, String secret) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int ID_LENGTH = 16;
    private static final int SECRET_BYTES = 30;

    /** Makes one. */
    public static KeyPair random() {
        var id = new StringBuilder("SGAK");
        RANDOM.ints(ID_LENGTH, 0, LETTERS.length()).forEach(at -> id.append(LETTERS.charAt(at)));
        var secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return new KeyPair(id.toString(), Base64.getEncoder().encodeToString(secret));
    }

    @Override
    public String toString() {
        return "key " + id;
    }
}
