package io.jenkins.plugins.stagegate.source;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.eclipse.jgit.api.TransportConfigCallback;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;

/**
 * Talks ssh, with one key or with those of whoever runs this program. The server's key must be a known one; nobody is asked.
 *
 * <p>Apart from {@link GitSource}, so that its classes are only needed where ssh is.
 */
final class SshAccess implements TransportConfigCallback, Closeable {
    private final SshdSessionFactory sessions;

    private SshAccess(SshdSessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * Access with a key.
     *
     * @param key empty for the keys in the user's own folder
     * @param id what the host knows it by, for messages
     */
    static SshAccess with(Optional<GitCredentials.SshKey> key, String id, Path knownHosts) throws SourceException {
        var home = new File(System.getProperty("user.home"));
        var builder = new SshdSessionFactoryBuilder()
                .setHomeDirectory(home)
                .setSshDirectory(new File(home, ".ssh"))
                .setDefaultKnownHostsFiles(any -> List.of(knownHosts))
                .setPreferredAuthentications("publickey");
        if (key.isPresent()) {
            var keys = keys(key.get(), id);
            builder.setDefaultKeysProvider(any -> keys).setDefaultIdentities(any -> List.of());
        }
        return new SshAccess(builder.build(null));
    }

    private static List<KeyPair> keys(GitCredentials.SshKey key, String id) throws SourceException {
        var text = new ByteArrayInputStream(key.privateKey().getBytes(StandardCharsets.US_ASCII));
        var passphrase = key.passphrase().map(FilePasswordProvider::of).orElse(FilePasswordProvider.EMPTY);
        var keys = new ArrayList<KeyPair>();
        try {
            var found = SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName(id), text, passphrase);
            if (found != null) {
                found.forEach(keys::add);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(id, e);
        }
        if (keys.isEmpty()) {
            throw unreadable(id, null);
        }
        return keys;
    }

    private static SourceException unreadable(String id, Exception cause) {
        return new SourceException(
                ActionFailure.CONFIGURATION,
                "The login '" + id
                        + "' holds no private key that can be read. Check that it is whole, and its passphrase.",
                cause);
    }

    @Override
    public void configure(Transport transport) {
        if (transport instanceof SshTransport ssh) {
            ssh.setSshSessionFactory(sessions);
        }
    }

    @Override
    public void close() {
        sessions.close();
    }
}
