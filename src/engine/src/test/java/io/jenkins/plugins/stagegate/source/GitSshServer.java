package io.jenkins.plugins.stagegate.source;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellFactory;

/** A server that runs git for who has the right key: repositories are named by their paths. */
public final class GitSshServer implements AutoCloseable {
    private final SshServer ssh = SshServer.setUpDefaultServer();
    private final KeyPair host;

    /** A server that lets that key in, for the user {@code git}. */
    public GitSshServer(PublicKey allowed) throws IOException, GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        host = generator.generateKeyPair();
        ssh.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        ssh.setPort(0);
        ssh.setKeyPairProvider(KeyPairProvider.wrap(host));
        ssh.setPublickeyAuthenticator((user, key, session) -> user.equals("git") && KeyUtils.compareKeys(key, allowed));
        ssh.setCommandFactory(
                (channel, command) -> new ProcessShellFactory(command, "sh", "-c", command).createShell(channel));
        ssh.start();
    }

    /** The address of a repository in that folder. */
    public String address(Path repository) {
        return "ssh://git@127.0.0.1:" + ssh.getPort() + repository;
    }

    /** The line of a file of known hosts. */
    public String knownHost() {
        return "[127.0.0.1]:" + ssh.getPort() + " " + PublicKeyEntry.toString(host.getPublic()) + "\n";
    }

    @Override
    public void close() throws IOException {
        ssh.stop(true);
    }
}
