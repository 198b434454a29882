package io.jenkins.plugins.stagegate.image;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.model.ImageReference;
import io.jenkins.plugins.stagegate.object.Connection;
import io.jenkins.plugins.stagegate.object.StoreException;
import io.jenkins.plugins.stagegate.source.GitCredentials;
import io.jenkins.plugins.stagegate.source.GitCredentials.Login;
import io.jenkins.plugins.stagegate.source.Reach;
import io.jenkins.plugins.stagegate.source.SourceException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * The logins that a host has for registries. An access key of AWS is exchanged for one of ECR.
 *
 * @param credentials the host's own
 * @param ecr the part that exchanges, for a host that has it
 * @param ambient whether for ECR, if no login is named, the machine's own access to AWS may be used
 */
public record RegistryLogins(GitCredentials credentials, Part ecr, boolean ambient) {
    private static final String ACCESS_KEY_ID = "[A-Z0-9]{16,128}";

    /** The optional part. */
    @FunctionalInterface
    public interface Part {
        /** Gives it; empty if it is not there. */
        Optional<EcrLogins> find() throws IOException;
    }

    /** Logins as the host has them, and nothing is exchanged. */
    public static RegistryLogins of(GitCredentials credentials) {
        return new RegistryLogins(credentials, Optional::empty, false);
    }

    /** The login for an image; empty if none is named, and none is to be had without a name. */
    Optional<Login> find(ImageReference image, Optional<String> id, Reach reach) throws SourceException {
        var named = id.isPresent() ? Optional.of(named(image, id.get())) : Optional.<Login>empty();
        var region = image.ecrRegion();
        if (region.isEmpty() || !named.map(RegistryLogins::isAccessKey).orElse(ambient)) {
            return named;
        }
        try {
            var part = ecr.find();
            if (part.isEmpty() && named.isEmpty()) {
                return named; // The registry will say that it wants a login.
            }
            reach.require(address(image, region.get()));
            return Optional.of(part.orElseThrow(() -> missing(id.orElse("")))
                    .exchange(new Connection(Optional.empty(), region, named, ambient, reach.route())));
        } catch (StoreException e) {
            throw new SourceException(e.code(), e.getMessage(), e);
        } catch (IOException e) {
            throw new SourceException(ActionFailure.PERMISSION, e.getMessage(), e);
        }
    }

    private Login named(ImageReference image, String id) throws SourceException {
        return credentials
                .find(id, "https://" + image.host())
                .orElseThrow(() -> new SourceException(
                        ActionFailure.CONFIGURATION,
                        "There is no login '" + id + "' for the registry " + image.host()
                                + ". Add it, or correct `credentialsId`."));
    }

    /** A registry of ECR itself knows one user only, who is called AWS. */
    private static boolean isAccessKey(Login login) {
        return login.user().matches(ACCESS_KEY_ID);
    }

    private static URI address(ImageReference image, String region) {
        boolean china = image.host().contains(".cn");
        return URI.create("https://api.ecr." + region + ".amazonaws.com" + (china ? ".cn" : "") + "/");
    }

    private static StoreException missing(String id) {
        return new StoreException(
                ActionFailure.CONFIGURATION,
                "The login '" + id
                        + "' is an access key of AWS, and the part that exchanges it for one of ECR is not here:"
                        + " stage-gate-s3.jar. Add it, or let the login be that of the user AWS, with what"
                        + " `aws ecr get-login-password` says as its password.",
                null);
    }
}
