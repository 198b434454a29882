package io.jenkins.plugins.stagegate.codepipeline.sigv4;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A request as it came over HTTP. */
public final class SignedRequest {
    private final String method;
    private final String path;
    private final String query;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    /**
     * A request.
     *
     * @param path as sent, still encoded
     * @param query as sent, without the question mark; may be empty
     * @param body must not be changed afterwards
     */
    public SignedRequest(String method, String path, String query, Map<String, List<String>> headers, byte[] body) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().toLowerCase(Locale.ROOT),
                        entry -> List.copyOf(entry.getValue()),
                        (one, other) -> one,
                        TreeMap::new));
        this.body = body;
    }

    /** The body as it came. */
    public byte[] body() {
        return body;
    }

    /** The names of the headers, in lower case. */
    Set<String> headerNames() {
        return headers.keySet();
    }

    /** The first value of that header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name))
                .flatMap(values -> values.stream().findFirst());
    }

    /** The request in the one form that both sides sign, which holds the digest of the body. */
    String canonical(List<String> signedHeaders, String bodyDigest) {
        Function<String, String> line = name -> name + ":"
                + headers.getOrDefault(name, List.of()).stream()
                        .map(value -> value.strip().replaceAll(" +", " "))
                        .collect(Collectors.joining(","))
                + "\n";
        return String.join(
                "\n",
                method,
                path,
                canonicalQuery(),
                signedHeaders.stream().map(line).collect(Collectors.joining()),
                String.join(";", signedHeaders),
                bodyDigest);
    }

    private String canonicalQuery() {
        if (query.isEmpty()) {
            return "";
        }
        return List.of(query.split("&")).stream()
                .map(one -> one.contains("=") ? one : one + "=")
                .sorted()
                .collect(Collectors.joining("&"));
    }
}
