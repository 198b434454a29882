package io.jenkins.plugins.stagegate.buildspec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** How a host's secrets stand in for those of Parameter Store and Secrets Manager. */
public final class Secrets {
    private Secrets() {}

    /** The id under which a host looks for the secret: {@code /shop/db-password} is {@code shop-db-password}. */
    public static String id(String reference) {
        return reference.replaceAll("[^A-Za-z0-9_.-]+", "-").replaceAll("^-+|-+$", "");
    }

    /**
     * The variables that the host has values for.
     *
     * @param given names of variables that the action itself sets, for which nobody is asked
     * @param find the secret of that id
     */
    public static Map<String, String> of(Buildspec spec, Set<String> given, Function<String, Optional<String>> find) {
        var found = new LinkedHashMap<String, String>();
        spec.secrets().forEach((name, reference) -> {
            if (!given.contains(name)) {
                find.apply(id(reference)).ifPresent(value -> found.put(name, value));
            }
        });
        return found;
    }
}
