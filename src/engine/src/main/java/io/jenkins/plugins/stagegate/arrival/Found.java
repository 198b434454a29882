package io.jenkins.plugins.stagegate.arrival;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;

/** What was found by looking, in the form in which anybody may send it. */
final class Found {
    private Found() {}

    /**
     * The body of such a delivery.
     *
     * @param ref {@code branch NAME} or {@code tag NAME}
     */
    static String body(String repository, String ref, Optional<String> before, String after) {
        var parts = ref.split(" ", 2);
        var body = JsonNodeFactory.instance.objectNode();
        body.put("repository", repository).put(parts[0], parts[1]).put("commit", after);
        before.ifPresent(commit -> body.put("before", commit));
        return body.toString();
    }
}
