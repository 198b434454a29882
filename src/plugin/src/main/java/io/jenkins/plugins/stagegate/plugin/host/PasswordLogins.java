package io.jenkins.plugins.stagegate.plugin.host;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import hudson.model.Run;
import io.jenkins.plugins.stagegate.source.GitCredentials;
import java.util.Optional;

/** The names with passwords that a build can see. */
record PasswordLogins(Run<?, ?> run) implements GitCredentials {
    @Override
    public Optional<Login> find(String credentialsId, String url) {
        var found = CredentialsProvider.findCredentialById(
                credentialsId,
                StandardUsernamePasswordCredentials.class,
                run,
                URIRequirementBuilder.fromUri(url).build());
        if (found == null) {
            return Optional.empty();
        }
        CredentialsProvider.track(run, found);
        return Optional.of(new Login(found.getUsername(), found.getPassword().getPlainText()));
    }
}
