package io.jenkins.plugins.stagegate.local.server;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HandlerType;
import io.javalin.http.SameSite;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * Lets only those in who know the server's token: other users of the machine, and pages of other sites in the owner's browser,
 * do not.
 *
 * <p>Programs send the token in a header. A browser brings it once in the address that the owner opens, and has it in a cookie
 * from then on; changes need the header all the same, which no other site can set.
 */
final class Guard {
    static final String HEADER = "X-Stage-Gate-Token";
    static final String KEY = "key";
    /** Below it are the artifacts of workers, each of which is known by the token of its job. */
    static final String ARTIFACTS = "/artifacts/";

    /** Below it are the webhooks that CodePipeline's clients made. */
    static final String WEBHOOKS = "/webhooks/";

    private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    private final String token;

    Guard() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        token = HexFormat.of().formatHex(bytes);
    }

    String token() {
        return token;
    }

    /** Refuses whoever is not to see or do this. */
    void check(Context request) {
        // Hooks come from elsewhere, and show by their signatures who they are.
        if (request.method().equals(HandlerType.POST)
                && (request.path().startsWith(HookHandler.PATH)
                        || request.path().startsWith(WEBHOOKS))) {
            return;
        }
        requireOurName(request);
        if (isSignedElsewhere(request)) {
            return;
        }
        if (isToken(request.header(HEADER))) {
            return;
        }
        if (!request.method().equals(HandlerType.GET)) {
            throw new ForbiddenResponse("A change needs the header " + HEADER + " with this server's token.");
        }
        if (isToken(request.queryParam(KEY))) {
            request.cookie(new Cookie(cookie(request), token, "/", -1, false, true, null, SameSite.STRICT));
            request.redirect(request.path());
            request.skipRemainingHandlers();
        } else if (!isToken(request.cookie(cookie(request)))) {
            throw new ForbiddenResponse(
                    "This page is its owner's only. Open the address that the program shows when it starts.");
        }
    }

    /** Requests of CodePipeline's clients carry a signature, which is looked at where they are answered. */
    private static boolean isSignedElsewhere(Context request) {
        return (request.method().equals(HandlerType.POST) && request.path().equals("/"))
                || request.path().startsWith(ARTIFACTS);
    }

    /** A site that lets its name point to this machine would otherwise be at home here. */
    private static void requireOurName(Context request) {
        var origin = request.header("Origin");
        var own = "http://" + request.host();
        if (!NAMES.contains(String.valueOf(URI.create(own).getHost())) || (origin != null && !origin.equals(own))) {
            throw new ForbiddenResponse("This server answers to 127.0.0.1 and localhost only.");
        }
    }

    private boolean isToken(String text) {
        return text != null
                && MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    /** Cookies do not care for ports, and several servers may run. */
    private static String cookie(Context request) {
        return "stage-gate-" + request.port();
    }
}
