package io.jenkins.plugins.stagegate.source;

import java.util.Optional;

/** The logins that a host knows. Called on the thread that fetches. */
@FunctionalInterface
public interface GitCredentials {
    /** Knows no login. */
    GitCredentials NONE = (id, url) -> Optional.empty();

    /** The login of that id for that address, if the host has it. */
    Optional<Login> find(String credentialsId, String url);

    /** A user's name with a password or token. */
    record Login(String user, String password) {
        /** Without the password, since this may end in a log. */
        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }
}
