package io.jenkins.plugins.stagegate.codepipeline.sigv4;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the header {@code Authorization} says.
 *
 * @param day {@code yyyyMMdd}
 * @param signature 64 hex digits
 */
record Authorization(
        String keyId, String day, String region, String service, List<String> signedHeaders, String signature) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private static final Pattern SCOPE =
            Pattern.compile("([A-Za-z0-9_]{1,128})/([0-9]{8})/([a-z0-9-]{1,64})/([a-z0-9-]{1,64})/aws4_request");

    static Authorization parse(String header) throws RefusedSignatureException {
        if (!header.startsWith(ALGORITHM + " ")) {
            throw incomplete("Authorization header requires the algorithm '" + ALGORITHM + "'.");
        }
        Map<String, String> parts = new HashMap<>();
        for (String part : header.substring(ALGORITHM.length()).split(",")) {
            var pair = part.strip().split("=", 2);
            parts.put(pair[0], pair.length == 2 ? pair[1] : "");
        }
        for (String name : List.of("Credential", "SignedHeaders", "Signature")) {
            if (parts.getOrDefault(name, "").isEmpty()) {
                throw incomplete("Authorization header requires '" + name + "' parameter.");
            }
        }
        var scope = SCOPE.matcher(parts.get("Credential"));
        if (!scope.matches()) {
            throw incomplete("Credential must have exactly 5 slash-delimited elements, e.g."
                    + " keyid/date/region/service/aws4_request, got '" + parts.get("Credential") + "'.");
        }
        return new Authorization(
                scope.group(1),
                scope.group(2),
                scope.group(3),
                scope.group(4),
                List.of(parts.get("SignedHeaders").split(";")),
                parts.get("Signature"));
    }

    private static RefusedSignatureException incomplete(String message) {
        return new RefusedSignatureException("IncompleteSignatureException", message);
    }

    /** What the signature holds for. */
    String scope() {
        return String.join("/", day, region, service, "aws4_request");
    }
}
