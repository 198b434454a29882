package io.jenkins.plugins.stagegate.local.host;

import io.jenkins.plugins.stagegate.local.process.Scripts;
import io.jenkins.plugins.stagegate.source.GitCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Logins from environment variables: {@code git} is in {@code STAGE_GATE_CREDENTIALS_GIT}, as {@code user:password}; its private
 * key is in {@code STAGE_GATE_CREDENTIALS_GIT_KEY}, as a file's path or as the key itself, with the passphrase in {@code
 * STAGE_GATE_CREDENTIALS_GIT_PASSPHRASE}.
 *
 * @param environment of this program
 */
public record EnvironmentCredentials(Map<String, String> environment) implements GitCredentials {
    /** The id of the secret of hooks; those of one provider begin with it. */
    public static final String HOOKS = "webhook";

    @Override
    public Optional<Login> find(String credentialsId, String url) {
        return secret(credentialsId).map(text -> {
            int colon = text.indexOf(':');
            return colon < 0
                    ? new Login("token", text)
                    : new Login(text.substring(0, colon), text.substring(colon + 1));
        });
    }

    @Override
    public Optional<SshKey> findKey(String credentialsId, String url) {
        return secret(credentialsId + "_KEY")
                .map(EnvironmentCredentials::key)
                .map(key -> new SshKey(key, secret(credentialsId + "_PASSPHRASE")));
    }

    /** The text that the environment holds under that id. */
    public Optional<String> secret(String id) {
        return Optional.ofNullable(environment.get(variable(id)));
    }

    /** The same for builds and job workers, who are not given what senders of hooks show that they know. */
    public Optional<String> shared(String id) {
        return variable(id).startsWith(variable(HOOKS)) ? Optional.empty() : secret(id);
    }

    /** The name of the variable that holds the text of that id. */
    public static String variable(String id) {
        return Scripts.GIT_LOGINS + id.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private static String key(String text) {
        if (text.startsWith("-----BEGIN")) {
            return text;
        }
        try {
            return Files.readString(Path.of(text));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The key file " + text + " cannot be read. Check its path and its permissions.", e);
        }
    }
}
