package io.jenkins.plugins.stagegate.local.host;

import io.jenkins.plugins.stagegate.local.process.Scripts;
import io.jenkins.plugins.stagegate.source.GitCredentials;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Logins from environment variables: {@code git} is in {@code STAGE_GATE_CREDENTIALS_GIT}, as {@code user:password}.
 *
 * @param environment of this program
 */
public record EnvironmentCredentials(Map<String, String> environment) implements GitCredentials {
    @Override
    public Optional<Login> find(String credentialsId, String url) {
        var name = Scripts.GIT_LOGINS + credentialsId.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        return Optional.ofNullable(environment.get(name)).map(text -> {
            int colon = text.indexOf(':');
            return colon < 0
                    ? new Login("token", text)
                    : new Login(text.substring(0, colon), text.substring(colon + 1));
        });
    }
}
