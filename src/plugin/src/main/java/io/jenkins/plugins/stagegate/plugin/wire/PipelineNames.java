package io.jenkins.plugins.stagegate.plugin.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Full names of jobs in the letters that CodePipeline allows, and back.
 *
 * <p>{@code @} stands for the slash between a folder and what is in it. Whatever else CodePipeline does not allow is
 * percent-encoded with {@code @@} in place of the percent sign. Jenkins itself allows no {@code @} in names. What is longer
 * than CodePipeline's names may be ends with {@code @@@@} and the beginning of its digest: such names are compared, not read.
 */
final class PipelineNames {
    private static final int LONGEST = 100;
    private static final String CUT = "@@@@";
    private static final int DIGITS = 12;
    private static final String PLAIN = "[A-Za-z0-9._-]";
    private static final Pattern ENCODED = Pattern.compile("(?:" + PLAIN + "|@@[0-9A-F]{2}|@(?!@([^@]|$)))*");

    private PipelineNames() {}

    /** What clients call the job of that full name. */
    static String of(String fullName) {
        var name = new StringBuilder();
        for (byte octet : fullName.getBytes(StandardCharsets.UTF_8)) {
            var letter = String.valueOf((char) octet);
            if (letter.matches(PLAIN)) {
                name.append(letter);
            } else {
                name.append(
                        octet == '/'
                                ? "@"
                                : "@@" + HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return name.length() <= LONGEST ? name.toString() : cut(name.toString(), fullName);
    }

    private static String cut(String name, String fullName) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(fullName.getBytes(StandardCharsets.UTF_8));
            return name.substring(0, LONGEST - CUT.length() - DIGITS)
                    + CUT
                    + HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether jobs must be compared with the name in order to find the one it means. */
    static boolean isCut(String name) {
        return name.contains(CUT);
    }

    /** The full name of the job, unless clients call no job like that. */
    static Optional<String> fullName(String name) {
        if (isCut(name) || !ENCODED.matcher(name).matches()) {
            return Optional.empty();
        }
        var octets = new ByteArrayOutputStream();
        for (int at = 0; at < name.length(); ) {
            if (name.startsWith("@@", at) && !name.startsWith("@@@", at)) {
                octets.write(HexFormat.fromHexDigits(name, at + 2, at + 4));
                at += 4;
            } else {
                octets.write(name.charAt(at) == '@' ? '/' : name.charAt(at));
                at++;
            }
        }
        var fullName = octets.toString(StandardCharsets.UTF_8);
        return of(fullName).equals(name) ? Optional.of(fullName) : Optional.empty();
    }
}
