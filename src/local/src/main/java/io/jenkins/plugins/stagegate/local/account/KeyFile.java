package io.jenkins.plugins.stagegate.local.account;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.stagegate.codepipeline.PrivateFile;
import io.jenkins.plugins.stagegate.codepipeline.sigv4.AccessKey;
import io.jenkins.plugins.stagegate.codepipeline.sigv4.AccessKeys;
import io.jenkins.plugins.stagegate.codepipeline.sigv4.KeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The access keys of this machine's clients. Only the owner can read the file. It is read anew for each request, so that a key
 * that another process made or revoked counts at once.
 */
public record KeyFile(Path file) implements AccessKeys {
    private static final Logger LOGGER = Logger.getLogger(KeyFile.class.getName());
    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * A key as it is kept.
     *
     * @param owner in whose name its requests are carried out
     * @param created as in ISO 8601
     */
    public record Kept(String id, String secret, String owner, String created) {}

    /** The keys that are good, the oldest first. */
    public List<Kept> all() throws IOException {
        try {
            return MAPPER.readValue(Files.readString(file), new TypeReference<List<Kept>>() {});
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    @Override
    public Optional<AccessKey> find(String id) throws IOException {
        return all().stream()
                .filter(key -> key.id().equals(id))
                .map(key -> new AccessKey(key.id(), key.secret(), key.owner()))
                .findFirst();
    }

    /** When the key was last used, to a minute. */
    public Optional<Instant> lastUse(String id) throws IOException {
        return uses().of(id);
    }

    @Override
    public void used(AccessKey key) {
        try {
            uses().note(key.id(), Instant.now());
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Could not write down that the " + key + " was used", e);
        }
    }

    private KeyUses uses() {
        return new KeyUses(file.resolveSibling("key-uses.json"));
    }

    /** Makes a key. */
    public Kept create(String owner, Instant now) throws IOException {
        var pair = KeyPair.random();
        var key = new Kept(pair.id(), pair.secret(), owner, now.toString());
        var keys = new ArrayList<>(all());
        keys.add(key);
        write(keys);
        return key;
    }

    /** Takes a key back; false if there is none of that id. */
    public boolean revoke(String id) throws IOException {
        var keys = new ArrayList<>(all());
        boolean there = keys.removeIf(key -> key.id().equals(id));
        if (there) {
            write(keys);
        }
        return there;
    }

    private void write(List<Kept> keys) throws IOException {
        new PrivateFile(file).write(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(keys));
    }
}
