package io.jenkins.plugins.stagegate.object;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.route.Route;
import io.jenkins.plugins.stagegate.source.GitCredentials;
import io.jenkins.plugins.stagegate.source.GitCredentials.Login;
import java.util.Map;
import java.util.Optional;

/**
 * Where a store is, and who asks.
 *
 * @param endpoint its address; empty for AWS's own
 * @param region empty for what the machine is set up with, or else {@code us-east-1}
 * @param login the id of an access key with its secret, behind which a colon and a session token may stand
 * @param ambient whether without a login the machine's own may be used: environment, profile, role
 * @param route the way there
 */
public record Connection(
        Optional<String> endpoint, Optional<String> region, Optional<Login> login, boolean ambient, Route route) {
    /** By the way that this machine is set up with. */
    public Connection(Optional<String> endpoint, Optional<String> region, Optional<Login> login, boolean ambient) {
        this(endpoint, region, login, ambient, Route.DEFAULT);
    }

    /** The same by another way. */
    public Connection by(Route other) {
        return new Connection(endpoint, region, login, ambient, other);
    }

    /**
     * The one that the settings of an action name: {@code Endpoint}, {@code Region}, {@code CredentialsId}.
     *
     * @throws StoreException if the host has no such login
     */
    public static Connection of(Map<String, String> configuration, GitCredentials credentials, boolean ambient)
            throws StoreException {
        var endpoint = Optional.ofNullable(configuration.get("Endpoint"));
        var id = configuration.get("CredentialsId");
        Optional<Login> login =
                id == null ? Optional.empty() : credentials.find(id, endpoint.orElse("https://s3.amazonaws.com"));
        if (id != null && login.isEmpty()) {
            throw new StoreException(
                    ActionFailure.CONFIGURATION,
                    "There is no login '" + id + "' for " + endpoint.orElse("S3")
                            + ". Add it, with the id of an access key as its user and the secret as its password, or correct"
                            + " `credentialsId`.",
                    null);
        }
        return new Connection(endpoint, Optional.ofNullable(configuration.get("Region")), login, ambient);
    }
}
