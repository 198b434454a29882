package io.jenkins.plugins.stagegate.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.model.ImageReference;
import io.jenkins.plugins.stagegate.probe.Beginning;
import io.jenkins.plugins.stagegate.source.GitCredentials.Login;
import io.jenkins.plugins.stagegate.source.Reach;
import io.jenkins.plugins.stagegate.source.SourceException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The registry of an image, as the OCI distribution specification has it: who is asked to say who they are says it by a bearer
 * token that the registry's own authority gives out, or by name and password.
 *
 * <p>One answer takes 30 seconds and has 4 MiB at most, which is the specification's bound of a manifest. Redirects are not
 * followed. Neither passwords nor tokens come into messages. One for each look: it keeps the token.
 */
final class Registry {
    /** What a manifest can be: an image, or an index of one image for each platform, each of OCI and of Docker. */
    private static final String ACCEPTED = "application/vnd.oci.image.index.v1+json,"
            + " application/vnd.docker.distribution.manifest.list.v2+json,"
            + " application/vnd.oci.image.manifest.v1+json,"
            + " application/vnd.docker.distribution.manifest.v2+json";

    private static final int LARGEST = 4 << 20;
    private static final Duration TO_ANSWER = Duration.ofSeconds(30);

    private final ImageReference image;
    private final Optional<Login> login;
    private final Reach reach;
    private Optional<String> authorization = Optional.empty();

    Registry(ImageReference image, Optional<Login> login, Reach reach) {
        this.image = image;
        this.login = login;
        this.reach = reach;
    }

    /** Asks for the manifest of a tag or digest; with {@code HEAD} for its headers alone. */
    HttpResponse<byte[]> manifest(String method, String wanted)
            throws SourceException, IOException, InterruptedException {
        var scheme = image.isOfThisMachine() ? "http" : "https";
        var address = URI.create(scheme + "://" + image.host() + "/v2/" + image.repository() + "/manifests/" + wanted);
        var answer = send(method, address, authorization);
        if (answer.statusCode() == 401) {
            authorize(answer);
            answer = send(method, address, authorization);
        }
        return switch (answer.statusCode()) {
            case 200 -> whole(answer);
            case 401, 403 -> throw denied(answer.statusCode());
            case 404 ->
                throw new SourceException(
                        ActionFailure.REVISION_UNAVAILABLE,
                        "The registry " + image.host() + " has no image " + image.repository() + " with '" + wanted
                                + "', or does not show it to this login. Check the name; an image has to be pushed before"
                                + " it can be taken.");
            case 429 -> throw tooOften(image.host());
            default -> throw unexpected(address, answer.statusCode());
        };
    }

    private HttpResponse<byte[]> whole(HttpResponse<byte[]> answer) throws SourceException {
        if (answer.body().length >= LARGEST) {
            throw new SourceException(
                    ActionFailure.CONFIGURATION,
                    "The manifest of " + image + " has more than 4 MiB, which no registry needs to take.");
        }
        return answer;
    }

    private void authorize(HttpResponse<byte[]> answer) throws SourceException, IOException, InterruptedException {
        var challenge = answer.headers().allValues("WWW-Authenticate").stream()
                .flatMap(header -> Challenge.of(header).stream())
                .findFirst()
                .orElseThrow(() -> new SourceException(
                        ActionFailure.CONFIGURATION,
                        "The registry " + image.host() + " wants a login of a kind that is not known here; known are a"
                                + " bearer token and name and password."));
        if (challenge.asksForToken()) {
            authorization = Optional.of("Bearer " + token(challenge));
        } else {
            authorization = Optional.of(basic(login.orElseThrow(() -> denied(401))));
        }
    }

    /** The token's authority may be another host; the login goes there only if that host may be talked to, and by TLS like the registry. */
    private String token(Challenge challenge) throws SourceException, IOException, InterruptedException {
        URI address;
        try {
            address = challenge.tokenAddress(image.repository());
        } catch (IllegalArgumentException e) {
            throw new SourceException(
                    ActionFailure.CONFIGURATION,
                    "The registry " + image.host() + " names an address for tokens that is none.");
        }
        if (!"https".equals(address.getScheme()) && !image.isOfThisMachine()) {
            throw new SourceException(
                    ActionFailure.PERMISSION,
                    "The registry " + image.host() + " sends for a token to " + place(address)
                            + ", which is not https. No login is sent there.");
        }
        var answer = send("GET", address, login.map(Registry::basic));
        if (answer.statusCode() == 401 || answer.statusCode() == 403) {
            throw denied(answer.statusCode());
        }
        if (answer.statusCode() == 429) {
            throw tooOften(address.getAuthority());
        }
        if (answer.statusCode() != 200) {
            throw unexpected(address, answer.statusCode());
        }
        try {
            var said = new JsonMapper().readTree(answer.body());
            var token = said.path("token").asText(said.path("access_token").asText());
            if (!token.matches("[\\x21-\\x7e]+")) {
                throw new SourceException(ActionFailure.SYSTEM_UNAVAILABLE, place(address) + " gave no token.");
            }
            return token;
        } catch (JsonProcessingException e) {
            throw new SourceException(
                    ActionFailure.SYSTEM_UNAVAILABLE, place(address) + " gave no token, but no JSON.");
        }
    }

    private static String basic(Login login) {
        var text = login.user() + ":" + login.password();
        return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<byte[]> send(String method, URI address, Optional<String> authorized)
            throws SourceException, IOException, InterruptedException {
        try {
            reach.require(address);
        } catch (IOException e) {
            throw new SourceException(ActionFailure.PERMISSION, e.getMessage(), e);
        }
        var route = reach.route();
        var request = route.request(address)
                .timeout(TO_ANSWER)
                .header("Accept", ACCEPTED)
                .method(method, BodyPublishers.noBody());
        authorized.ifPresent(value -> request.header("Authorization", value));
        // The client's own timeout ends with the headers; this one is for all of the answer.
        var answer = route.client().sendAsync(request.build(), headers -> new Beginning(LARGEST));
        try {
            return answer.get(TO_ANSWER.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new SourceException(
                    ActionFailure.SYSTEM_UNAVAILABLE,
                    place(address) + " does not answer: " + reason(e) + ". Check the registry's host, and the network.",
                    e);
        } finally {
            answer.cancel(true);
        }
    }

    private static String reason(Exception problem) {
        if (problem instanceof TimeoutException) {
            return "no answer within " + TO_ANSWER.toSeconds() + " seconds";
        }
        var cause = problem.getCause();
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private SourceException denied(int status) {
        return new SourceException(
                ActionFailure.PERMISSION,
                "The registry " + image.host() + " refuses " + image.repository() + " (" + status + "): "
                        + login.map(known -> "the login of '" + known.user()
                                        + "' is wrong, has expired, or may not read it"
                                        + (status == 403
                                                ? ", or not yet: it needs the right to pull, in ECR `ecr:BatchGetImage`."
                                                : ". Renew it; one of ECR lives twelve hours."))
                                .orElse("it wants a login. Name one with `credentialsId`."));
    }

    private SourceException tooOften(String host) {
        return new SourceException(
                ActionFailure.SYSTEM_UNAVAILABLE,
                host + " is asked too often (429). Retry the stage in a while"
                        + (login.isPresent()
                                ? "."
                                : ", or name a login with `credentialsId`: whoever has one may ask more often."));
    }

    private static SourceException unexpected(URI address, int status) {
        return new SourceException(
                ActionFailure.SYSTEM_UNAVAILABLE,
                place(address) + " answered " + status + " instead of 200."
                        + (status >= 500
                                ? " Retry the stage; if it stays so, ask who runs it."
                                : " Is it a registry?"));
    }

    /** Without the query, in which tokens may be. */
    private static String place(URI address) {
        return address.getScheme() + "://" + address.getAuthority() + address.getPath();
    }
}
