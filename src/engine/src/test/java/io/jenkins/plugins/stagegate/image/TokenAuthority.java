package io.jenkins.plugins.stagegate.image;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Gives out the tokens that a registry believes, to one user. */
final class TokenAuthority implements AutoCloseable {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private final HttpServer server;
    private final Path folder;
    private final KeyStore keys;
    final List<String> asked = new ArrayList<>();

    TokenAuthority(Path folder) throws Exception {
        this.folder = folder;
        var store = folder.resolve("keys.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-keyalg",
                        "RSA",
                        "-alias",
                        "token",
                        "-dname",
                        "CN=token",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start()
                .waitFor();
        keys = KeyStore.getInstance("PKCS12");
        try (var in = new FileInputStream(store.toFile())) {
            keys.load(in, PASSWORD);
        }
        Files.writeString(
                folder.resolve("token.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getCertificate("token").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", this::answer);
        server.start();
    }

    /** What the registry has to be told of it. */
    String configuration() {
        return "auth: {token: {realm: \"http://127.0.0.1:%d/token\", service: registry, issuer: tests, rootcertbundle: %s}}"
                .formatted(server.getAddress().getPort(), folder.resolve("token.pem"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        var query = URLDecoder.decode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8);
        asked.add(query);
        var expected =
                "Basic " + Base64.getEncoder().encodeToString("reader:open sesame".getBytes(StandardCharsets.UTF_8));
        boolean known = expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        try {
            var repository = query.replaceFirst(".*scope=repository:([^:]+):pull.*", "$1");
            var body = known ? "{\"token\": \"" + token(repository) + "\"}" : "{}";
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 401, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        } finally {
            exchange.close();
        }
    }

    private String token(String repository) throws GeneralSecurityException {
        long now = Clock.systemUTC().instant().getEpochSecond();
        var certificate =
                Base64.getEncoder().encodeToString(keys.getCertificate("token").getEncoded());
        var head = "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"x5c\":[\"" + certificate + "\"]}";
        var claims =
                ("{\"iss\":\"tests\",\"sub\":\"reader\",\"aud\":\"registry\",\"exp\":%d,\"nbf\":%d,\"iat\":%d,\"jti\":\"1\","
                                + "\"access\":[{\"type\":\"repository\",\"name\":\"%s\",\"actions\":[\"pull\"]}]}")
                        .formatted(now + 300, now - 60, now, repository);
        var text =
                base64(head.getBytes(StandardCharsets.UTF_8)) + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign((PrivateKey) keys.getKey("token", PASSWORD));
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        return text + "." + base64(signature.sign());
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
