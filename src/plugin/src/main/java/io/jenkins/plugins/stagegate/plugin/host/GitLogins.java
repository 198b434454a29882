package io.jenkins.plugins.stagegate.plugin.host;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsNameProvider;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernameCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import hudson.util.Secret;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.source.GitAddress;
import io.jenkins.plugins.stagegate.source.GitCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jenkinsci.plugins.gitclient.GitHostKeyVerificationConfiguration;
import org.jenkinsci.plugins.gitclient.verifier.ManuallyProvidedKeyVerifier;
import org.springframework.security.core.Authentication;

/**
 * The logins that a job and its builds can see, and the servers that Jenkins knows.
 *
 * @param build that uses them; nothing if the job itself does, to look at a repository
 * @param scratch a file of the controller, not there yet, that is deleted when the source was taken
 */
record GitLogins(Job<?, ?> job, Optional<Run<?, ?>> build, Path scratch) implements GitCredentials {
    /**
     * The address with the user of its login, if it has none of its own.
     *
     * @throws ActionException if it names a login that is not there or is of no use, or none where there must be one
     */
    GitAddress withUser(GitAddress address) throws ActionException {
        if (address.credentialsId().isEmpty()) {
            if (address.isSsh()) {
                throw new ActionException(ActionFailure.CONFIGURATION, Messages.GitLogins_none(address.url()));
            }
            return address;
        }
        var id = address.credentialsId().get();
        var kind = address.isSsh() ? SSHUserPrivateKey.class : StandardUsernamePasswordCredentials.class;
        var wanted = address.isSsh() ? Messages.GitLogins_key() : Messages.GitLogins_password();
        var any = find(id, address.url(), StandardCredentials.class)
                .orElseThrow(() -> new ActionException(
                        ActionFailure.CONFIGURATION, Messages.GitLogins_missing(job.getFullName(), id, wanted)));
        if (!kind.isInstance(any)) {
            throw new ActionException(
                    ActionFailure.CONFIGURATION,
                    Messages.GitLogins_otherKind(id, CredentialsNameProvider.name(any), address.url(), wanted));
        }
        track(any);
        return address.url().matches("ssh://[^@/]+(/.*)?") ? named(address, any) : address;
    }

    private void track(StandardCredentials login) {
        if (build.isPresent()) {
            CredentialsProvider.track(build.get(), login);
        } else {
            CredentialsProvider.track(job, login);
        }
    }

    private static GitAddress named(GitAddress address, StandardCredentials login) {
        var user = ((StandardUsernameCredentials) login).getUsername();
        return address.elsewhere(address.url().replaceFirst("ssh://", "ssh://" + user + "@"));
    }

    @Override
    public Optional<Login> find(String credentialsId, String url) {
        return find(credentialsId, url, StandardUsernamePasswordCredentials.class)
                .map(found -> new Login(found.getUsername(), found.getPassword().getPlainText()));
    }

    @Override
    public Optional<SshKey> findKey(String credentialsId, String url) {
        return find(credentialsId, url, SSHUserPrivateKey.class).flatMap(found -> found.getPrivateKeys().stream()
                .findFirst()
                .map(key -> new SshKey(
                        key,
                        Optional.ofNullable(found.getPassphrase())
                                .map(Secret::getPlainText)
                                .filter(text -> !text.isEmpty()))));
    }

    private Authentication authentication() {
        return job instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
    }

    private <C extends StandardCredentials> Optional<C> find(String id, String url, Class<C> kind) {
        var there = URIRequirementBuilder.fromUri(url).build();
        return Optional.ofNullable(
                build.isPresent()
                        ? CredentialsProvider.findCredentialById(id, kind, build.get(), there)
                        : CredentialsProvider.findCredentialByIdInItem(id, kind, job, authentication(), there));
    }

    /** What an administrator chose for all of git. Only servers that are known by then are talked to, whatever was chosen. */
    static String strategy() {
        return GitHostKeyVerificationConfiguration.get()
                .getSshHostKeyVerificationStrategy()
                .getDescriptor()
                .getDisplayName();
    }

    @Override
    public Path knownHosts() {
        var verifier = GitHostKeyVerificationConfiguration.get()
                .getSshHostKeyVerificationStrategy()
                .getVerifier();
        var file = verifier.getKnownHostsFile().toPath();
        if (!(verifier instanceof ManuallyProvidedKeyVerifier)) {
            return file;
        }
        try { // It writes a new file each time, and nobody but us deletes it.
            return Files.move(file, scratch, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
