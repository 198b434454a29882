package io.jenkins.plugins.stagegate.plugin.host;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import io.jenkins.plugins.stagegate.source.GitCredentials;
import java.util.Optional;

/**
 * The names with passwords that a job and its builds can see.
 *
 * @param build that uses them; nothing if the job itself does, to look what is new
 */
record PasswordLogins(Job<?, ?> job, Optional<Run<?, ?>> build) implements GitCredentials {
    @Override
    public Optional<Login> find(String credentialsId, String url) {
        var there = URIRequirementBuilder.fromUri(url).build();
        var kind = StandardUsernamePasswordCredentials.class;
        var authentication = job instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
        var found = Optional.ofNullable(
                build.isPresent()
                        ? CredentialsProvider.findCredentialById(credentialsId, kind, build.get(), there)
                        : CredentialsProvider.findCredentialByIdInItem(
                                credentialsId, kind, job, authentication, there));
        found.ifPresent(login -> {
            if (build.isPresent()) {
                CredentialsProvider.track(build.get(), login);
            } else {
                CredentialsProvider.track(job, login);
            }
        });
        return found.map(
                login -> new Login(login.getUsername(), login.getPassword().getPlainText()));
    }
}
