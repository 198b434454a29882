package io.jenkins.plugins.stagegate.codepipeline.sigv4;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A request as it came over HTTP. */
public final class SignedRequest {
    private final String method;
    private final String query;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final List<Address> addresses;

    /**
     * Where a client may have sent the request.
     *
     * @param host with the port, unless it is that of the scheme
     * @param path encoded
     */
    public record Address(String host, String path) {}

    /**
     * A request.
     *
     * @param path as sent, still encoded
     * @param query as sent, without the question mark; may be empty
     * @param body must not be changed afterwards
     */
    public SignedRequest(String method, String path, String query, Map<String, List<String>> headers, byte[] body) {
        this(method, path, query, headers, body, Optional.empty());
    }

    /**
     * A request that may have come through a proxy which put another address on it.
     *
     * @param known the address that clients are told, as the host's own settings have it
     */
    public SignedRequest(
            String method,
            String path,
            String query,
            Map<String, List<String>> headers,
            byte[] body,
            Optional<Address> known) {
        this.method = method;
        this.query = query;
        this.headers = headers.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().toLowerCase(Locale.ROOT),
                        entry -> List.copyOf(entry.getValue()),
                        (one, other) -> one,
                        TreeMap::new));
        this.body = body;
        var arrived = new Address(header("host").orElse(""), path);
        this.addresses = known.map(other -> List.of(arrived, other)).orElse(List.of(arrived));
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

    /** The request in the form that both sides sign, which holds the digest of the body: once for each possible address. */
    List<String> canonical(List<String> signedHeaders, String bodyDigest) {
        return addresses.stream()
                .map(address -> canonical(address, signedHeaders, bodyDigest))
                .distinct()
                .toList();
    }

    /** What is encoded in the path already is encoded once more, as for every service but S3. */
    private String canonical(Address address, List<String> signedHeaders, String bodyDigest) {
        return String.join(
                "\n",
                method,
                address.path().replace("%", "%25"),
                canonicalQuery(),
                signedHeaders.stream().map(name -> line(address, name)).collect(Collectors.joining()),
                String.join(";", signedHeaders),
                bodyDigest);
    }

    private String line(Address address, String name) {
        var values = name.equals("host") ? List.of(address.host()) : headers.getOrDefault(name, List.of());
        return name + ":"
                + values.stream()
                        .map(value -> value.strip().replaceAll(" +", " "))
                        .collect(Collectors.joining(","))
                + "\n";
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
