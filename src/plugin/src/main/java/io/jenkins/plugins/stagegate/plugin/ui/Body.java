package io.jenkins.plugins.stagegate.plugin.ui;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.kohsuke.stapler.StaplerRequest2;

/** The body of a request. */
final class Body {
    private static final int LIMIT = 1 << 16;

    private Body() {}

    static String read(StaplerRequest2 request) throws IOException {
        try (var in = request.getInputStream()) {
            var bytes = in.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw new IOException(Messages.Body_tooLarge(LIMIT));
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
