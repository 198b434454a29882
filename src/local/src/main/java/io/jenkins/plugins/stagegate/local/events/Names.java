package io.jenkins.plugins.stagegate.local.events;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Names of listeners that follow from where they deliver to, so that each place is known again after a restart. */
final class Names {
    private Names() {}

    static String digest(String place) {
        return UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
