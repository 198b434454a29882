package io.jenkins.plugins.stagegate.local.account;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.stagegate.codepipeline.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** When keys were last used: beside the keys and not among them, for only who answers requests writes here. */
record KeyUses(Path file) {
    private static final JsonMapper MAPPER = new JsonMapper();
    /** A use is written down if the last one that was is older. */
    private static final Duration EXACT_TO = Duration.ofMinutes(1);

    /** The last use that was written down. */
    Optional<Instant> of(String id) throws IOException {
        return Optional.ofNullable(all().get(id)).map(Instant::parse);
    }

    private Map<String, String> all() throws IOException {
        try {
            return MAPPER.readValue(Files.readString(file), new TypeReference<TreeMap<String, String>>() {});
        } catch (NoSuchFileException e) {
            return new TreeMap<>();
        }
    }

    void note(String id, Instant now) throws IOException {
        synchronized (KeyUses.class) {
            var all = all();
            var last = Optional.ofNullable(all.get(id)).map(Instant::parse);
            if (last.filter(one -> one.plus(EXACT_TO).isAfter(now)).isEmpty()) {
                all.put(id, now.toString());
                new PrivateFile(file).write(MAPPER.writeValueAsBytes(all));
            }
        }
    }
}
