package io.jenkins.plugins.stagegate.validation;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names in a message: as many as somebody reads. */
final class Listing {
    private static final int MOST = 20;

    private Listing() {}

    static String of(Collection<String> names) {
        String listed = names.stream().limit(MOST).collect(Collectors.joining(", "));
        if (names.isEmpty()) {
            return "none";
        }
        return names.size() > MOST ? listed + " and " + (names.size() - MOST) + " more" : listed;
    }
}
