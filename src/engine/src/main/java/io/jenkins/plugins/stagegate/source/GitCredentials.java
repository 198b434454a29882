package io.jenkins.plugins.stagegate.source;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The logins that a host knows. Called on the thread that fetches, and asked anew for each fetch, so that a login that was
 * renewed is used at once.
 */
@FunctionalInterface
public interface GitCredentials {
    /** Knows no login. */
    GitCredentials NONE = (id, url) -> Optional.empty();

    /** The login of that id for that address, if the host has it. */
    Optional<Login> find(String credentialsId, String url);

    /** The private key of that id for that address, if the host has it. Asked for addresses of ssh only. */
    default Optional<SshKey> findKey(String credentialsId, String url) {
        return Optional.empty();
    }

    /** The file with the keys of the servers that may be talked to over ssh, in OpenSSH's format. */
    default Path knownHosts() {
        return Path.of(System.getProperty("user.home"), ".ssh", "known_hosts");
    }

    /** A user's name with a password or token. */
    record Login(String user, String password) {
        /** Without the password, since this may end in a log. */
        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }

    /**
     * A private key.
     *
     * @param privateKey in OpenSSH's or PEM format
     */
    record SshKey(String privateKey, Optional<String> passphrase) {
        /** Without the key, since this may end in a log. */
        @Override
        public String toString() {
            return "SshKey";
        }
    }
}
