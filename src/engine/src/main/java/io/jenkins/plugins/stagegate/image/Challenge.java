package io.jenkins.plugins.stagegate.image;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a registry answers to who has not said yet who they are: the header {@code WWW-Authenticate}.
 *
 * @param scheme {@code basic} or {@code bearer}
 */
record Challenge(String scheme, Map<String, String> parameters) {
    private static final Pattern PARAMETER = Pattern.compile("([A-Za-z_]+)=(?:\"([^\"]*)\"|([^\",\\s]+))");

    static Optional<Challenge> of(String header) {
        var parts = header.strip().split("\\s+", 2);
        var parameters = new HashMap<String, String>();
        var matcher = PARAMETER.matcher(parts.length < 2 ? "" : parts[1]);
        while (matcher.find()) {
            parameters.put(
                    matcher.group(1).toLowerCase(Locale.ROOT),
                    matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
        }
        var scheme = parts[0].toLowerCase(Locale.ROOT);
        boolean known = scheme.equals("basic") || (scheme.equals("bearer") && parameters.containsKey("realm"));
        return known ? Optional.of(new Challenge(scheme, parameters)) : Optional.empty();
    }

    boolean asksForToken() {
        return scheme.equals("bearer");
    }

    /** Where the token is given out, for reading that repository and nothing else. */
    URI tokenAddress(String repository) {
        var realm = parameters.get("realm");
        var query = new StringBuilder("scope=").append(encoded("repository:" + repository + ":pull"));
        Optional.ofNullable(parameters.get("service"))
                .ifPresent(service -> query.append("&service=").append(encoded(service)));
        return URI.create(realm + (realm.contains("?") ? "&" : "?") + query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
