package io.jenkins.plugins.stagegate.artifact;

import io.jenkins.plugins.stagegate.model.Artifact;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The digest that names an artifact, and how it is spelled. */
final class Sha256 {
    static final String PREFIX = "sha256:";
    private static final Pattern DIGEST = Pattern.compile(PREFIX + "[0-9a-f]{64}");

    private Sha256() {}

    static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256, but this one has not", e);
        }
    }

    static String finish(MessageDigest digest) {
        return PREFIX + HexFormat.of().formatHex(digest.digest());
    }

    /** Copies the content of an artifact, and fails behind its last byte if it is not what the digest says. */
    static void copy(Artifact artifact, InputStream content, OutputStream to) throws IOException {
        MessageDigest digest = start();
        new DigestInputStream(content, digest).transferTo(to);
        String found = finish(digest);
        if (!found.equals(artifact.digest())) {
            throw new ArtifactCorruptedException(artifact, found);
        }
    }

    /** Returns the 64 hexadecimal digits; nothing else may become part of a path. */
    static String requireDigest(String digest) {
        if (!DIGEST.matcher(digest).matches()) {
            throw new IllegalArgumentException(
                    "Expected 'sha256:' and 64 lower-case hexadecimal digits, found '%s'".formatted(digest));
        }
        return digest.substring(PREFIX.length());
    }
}
