package io.jenkins.plugins.stagegate.probe;

import io.jenkins.plugins.stagegate.model.Rule;
import io.jenkins.plugins.stagegate.route.Route;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Asks an address, and holds if it answers as wanted: the rule provider {@value #PROVIDER}.
 *
 * <p>Its settings: {@code Url}; {@code Method}, {@code GET} or {@code HEAD}; {@code Status}, without it any from 200 to 299;
 * {@code Contains}, a text within the first mebibyte of the answer. Redirects are not followed. One try takes 30 seconds at most.
 * May be used by any thread.
 */
public final class HttpCheck {
    /** The name of the rule provider. */
    public static final String PROVIDER = "HttpCheck";
    /** How often it is tried for a rule without a timeout. */
    public static final int TRIES = 3;
    /** How long to wait between two tries. */
    public static final Duration PAUSE = Duration.ofSeconds(10);

    private static final Duration TO_ANSWER = Duration.ofSeconds(30);
    private static final int LONGEST_ANSWER = 1 << 20;

    private final Supplier<Route> route;

    /** Asks as this machine is set up. */
    public HttpCheck() {
        this(() -> Route.DEFAULT);
    }

    /** @param route the way to the addresses, asked for before each try */
    public HttpCheck(Supplier<Route> route) {
        this.route = route;
    }

    /** Lets time pass. */
    @FunctionalInterface
    public interface Pause {
        /** Returns when so much time has passed. */
        void rest(Duration time) throws InterruptedException;
    }

    /**
     * Tries until the rule holds, or its time is over: with a timeout as long as that, otherwise {@value #TRIES} times.
     *
     * @param rule with every variable resolved
     * @throws InterruptedException if nobody wants to know any more
     */
    public Finding look(Rule rule, Clock clock, Pause pause) throws InterruptedException {
        var end = rule.timeout().map(clock.instant()::plus);
        for (int tries = 1; ; tries++) {
            var found = once(rule);
            boolean last =
                    end.map(at -> clock.instant().plus(PAUSE).isAfter(at)).orElse(tries >= TRIES);
            if (found.holds() || last) {
                return found;
            }
            pause.rest(PAUSE);
        }
    }

    /**
     * Tries once.
     *
     * @param rule with every variable resolved
     * @throws InterruptedException if nobody wants to know any more
     */
    public Finding once(Rule rule) throws InterruptedException {
        var found = ask(rule);
        try {
            return found.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            found.cancel(true);
        }
    }

    /**
     * Tries once, and returns at once. The finding comes on a thread that is not to be kept; there is always one, unless nobody
     * wants to know any more and cancels it.
     *
     * @param rule with every variable resolved
     */
    public CompletableFuture<Finding> ask(Rule rule) {
        var settings = rule.configuration();
        var url = settings.getOrDefault("Url", "");
        try {
            var way = route.get();
            var request = request(way, url, settings.getOrDefault("Method", "GET"));
            var answer = way.client().sendAsync(request, headers -> new Beginning(LONGEST_ANSWER));
            // The client's own timeout ends with the headers; this one is for all of it.
            var found = answer.copy()
                    .orTimeout(TO_ANSWER.toSeconds(), TimeUnit.SECONDS)
                    .handle((said, problem) ->
                            problem == null ? judge(rule, request.uri(), said) : silent(request.uri(), problem));
            var unused = found.whenComplete((any, problem) -> answer.cancel(true));
            return found;
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(
                    new Finding(false, "The address '" + url + "' makes no sense: " + e.getMessage() + "."));
        }
    }

    private static Finding silent(URI address, Throwable problem) {
        var cause = problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        var reason =
                Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
        var said =
                cause instanceof TimeoutException ? "no answer within " + TO_ANSWER.toSeconds() + " seconds" : reason;
        return new Finding(false, place(address) + " does not answer: " + said + ".");
    }

    private static HttpRequest request(Route way, String url, String method) {
        return way.request(URI.create(url))
                .timeout(TO_ANSWER)
                .method(method.toUpperCase(Locale.ROOT), BodyPublishers.noBody())
                .build();
    }

    private static Finding judge(Rule rule, URI address, HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        var said = place(address) + " answered " + status;
        var wanted = Optional.ofNullable(rule.configuration().get("Status"));
        if (!wanted.map(text -> text.strip().equals(String.valueOf(status))).orElse(status >= 200 && status <= 299)) {
            return new Finding(false, said + ", not " + wanted.orElse("200 to 299") + ".");
        }
        var text = rule.configuration().getOrDefault("Contains", "");
        if (!new String(answer.body(), StandardCharsets.UTF_8).contains(text)) {
            return new Finding(false, said + ", but without '" + text + "'.");
        }
        return new Finding(true, said + ".");
    }

    /** The address without its query, where keys tend to be. */
    private static String place(URI address) {
        var port = address.getPort() < 0 ? "" : ":" + address.getPort();
        var path = address.getRawPath() == null ? "" : address.getRawPath();
        return address.getScheme() + "://" + address.getHost() + port + path;
    }
}
