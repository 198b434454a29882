package io.jenkins.plugins.stagegate.codepipeline;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The secrets of one pipeline that clients gave as settings of actions. Its declaration says only which one it is, so that neither
 * the journal nor any version of the declaration holds them. They stay as long as the pipeline does: an earlier version may be
 * released again. May be used by any thread.
 *
 * @param file beside the journal; there when the first secret is kept
 */
public record KeptSecrets(Path file, Registry.Seal seal) {
    /** What stands in a declaration begins with this; the rest tells one secret from another. */
    static final String PREFIX = "secret:";

    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * Keeps a secret.
     *
     * @return what stands for it in the declaration; the same if it is kept already
     */
    String keep(String value) throws IOException {
        synchronized (KeptSecrets.class) {
            var all = read();
            var known = all.properties().stream()
                    .filter(entry -> entry.getValue().asText().equals(value))
                    .map(Map.Entry::getKey)
                    .findFirst();
            if (known.isPresent()) {
                return PREFIX + known.get();
            }
            var id = UUID.randomUUID().toString();
            all.put(id, value);
            new PrivateFile(file).write(seal.close(all.toString()).getBytes(StandardCharsets.UTF_8));
            return PREFIX + id;
        }
    }

    /** The secret that such a text stands for; empty if it stands for none of this pipeline. */
    public Optional<String> find(String reference) throws IOException {
        return reference.startsWith(PREFIX)
                ? Optional.ofNullable(read().get(reference.substring(PREFIX.length())))
                        .map(secret -> secret.asText())
                : Optional.empty();
    }

    private ObjectNode read() throws IOException {
        return Files.exists(file)
                ? (ObjectNode) MAPPER.readTree(seal.open(Files.readString(file)))
                : Operation.object();
    }
}
