package io.jenkins.plugins.stagegate.s3;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.image.EcrLogins;
import io.jenkins.plugins.stagegate.object.Connection;
import io.jenkins.plugins.stagegate.object.StoreException;
import io.jenkins.plugins.stagegate.source.GitCredentials.Login;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.EcrException;

/** Asks ECR for a login. Nothing is kept: one look costs one request more. */
public final class Ecr implements EcrLogins {
    @Override
    public Login exchange(Connection who) throws IOException {
        var region = who.region().orElseThrow();
        try (var client = EcrClient.builder()
                .region(S3Stores.region(who))
                .credentialsProvider(S3Stores.credentials(who))
                .httpClientBuilder(S3Stores.http(who, URI.create("https://api.ecr." + region + ".amazonaws.com")))
                .build()) {
            var token =
                    client.getAuthorizationToken().authorizationData().get(0).authorizationToken();
            var parts = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8).split(":", 2);
            return new Login(parts[0], parts[1]);
        } catch (EcrException e) {
            throw new StoreException(
                    e.statusCode() >= 500 ? ActionFailure.SYSTEM_UNAVAILABLE : ActionFailure.PERMISSION,
                    "ECR in " + region + " gave no login (" + e.statusCode() + " "
                            + (e.awsErrorDetails() == null
                                    ? "without a reason"
                                    : e.awsErrorDetails().errorCode() + ": "
                                            + e.awsErrorDetails().errorMessage())
                            + "). The access key needs the right ecr:GetAuthorizationToken, and must not have expired.",
                    e);
        } catch (SdkException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new StoreException(
                    ActionFailure.SYSTEM_UNAVAILABLE,
                    "ECR in " + region + " could not be asked for a login: " + e.getMessage()
                            + " Check the network, and that there is an access key.",
                    e);
        }
    }
}
