package io.jenkins.plugins.stagegate.image;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.stagegate.codepipeline.sigv4.AccessKey;
import io.jenkins.plugins.stagegate.codepipeline.sigv4.RefusedSignatureException;
import io.jenkins.plugins.stagegate.codepipeline.sigv4.SignedRequest;
import io.jenkins.plugins.stagegate.codepipeline.sigv4.Verifier;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What stands in the place of ECR: a server that gives the registry's password to who signs with its access key, and a registry
 * that is reached by TLS under a name of ECR. Programs learn both by {@link #javaOptions} and {@link #ENDPOINT}.
 */
public final class EcrStandIn implements AutoCloseable {
    /** The environment variable by which AWS's own clients learn where ECR is. */
    public static final String ENDPOINT = "AWS_ENDPOINT_URL_ECR";

    /** The key that it believes. */
    public static final AccessKey KEY = new AccessKey("AKIAIOSFODNN7EXAMPLE", "secret-of-the-access-key", "ada");

    private static final String NAME = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";
    private static final String PASSWORD = "changeit";

    private final DockerRegistry registry;
    private final Path folder;
    private final HttpServer server;
    private final Verifier verifier = new Verifier(
            id -> Optional.of(KEY).filter(key -> key.id().equals(id)), "ecr", Clock.systemUTC(), Instant.EPOCH);

    /** Makes the registry one of ECR. What was pushed before is there; nothing can be pushed any more. */
    public EcrStandIn(DockerRegistry registry) throws Exception {
        this.registry = registry;
        this.folder = registry.folder();
        prove();
        registry.restartAs("AWS", "tls: {certificate: %s, key: %s}".formatted(pem("certificate"), pem("key")));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** The registry's host, as it stands in references. */
    public String host() {
        return NAME + registry.host().replaceFirst(".*:", ":");
    }

    /** The value of {@link #ENDPOINT}. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What makes a Java program find the registry's host here, and believe it. */
    public List<String> javaOptions() throws IOException {
        var hosts = Files.writeString(
                folder.resolve("hosts"),
                "127.0.0.1 localhost " + InetAddress.getLocalHost().getHostName() + " " + NAME + "\n");
        return List.of(
                "-Djdk.net.hosts.file=" + hosts,
                "-Djavax.net.ssl.trustStore=" + folder.resolve("trusted.p12"),
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    private Path pem(String name) {
        return folder.resolve(name + ".pem");
    }

    private void prove() throws Exception {
        var file = folder.resolve("registry.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        new ProcessBuilder((keytool + " -genkeypair -keyalg RSA -alias ecr -dname CN=" + NAME + " -ext san=dns:" + NAME
                                + " -storetype PKCS12 -storepass " + PASSWORD + " -keystore " + file)
                        .split(" "))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start()
                .waitFor();
        var keys = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        var certificate = keys.getCertificate("ecr");
        write("certificate", "CERTIFICATE", certificate.getEncoded());
        write("key", "PRIVATE KEY", keys.getKey("ecr", PASSWORD.toCharArray()).getEncoded());
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ecr", certificate);
        try (var out = Files.newOutputStream(folder.resolve("trusted.p12"))) {
            trusted.store(out, PASSWORD.toCharArray());
        }
    }

    private void write(String name, String kind, byte[] content) throws IOException {
        Files.writeString(
                pem(name),
                "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                        + kind + "-----\n");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (InputStream body = exchange.getRequestBody()) {
            var request = new SignedRequest(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    "",
                    exchange.getRequestHeaders(),
                    body.readAllBytes());
            verifier.verify(request, true);
            if (!request.header("x-amz-target")
                    .equals(Optional.of("AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken"))) {
                answer(exchange, 400, "{\"__type\": \"UnknownOperationException\"}");
                return;
            }
            var token = Base64.getEncoder().encodeToString("AWS:open sesame".getBytes(StandardCharsets.UTF_8));
            answer(
                    exchange,
                    200,
                    "{\"authorizationData\": [{\"authorizationToken\": \"%s\", \"expiresAt\": %d, \"proxyEndpoint\": \"https://%s\"}]}"
                            .formatted(token, Clock.systemUTC().instant().getEpochSecond() + 12 * 3600, host()));
        } catch (RefusedSignatureException e) {
            answer(exchange, 400, "{\"__type\": \"%s\", \"message\": \"%s\"}".formatted(e.code(), e.getMessage()));
        } finally {
            exchange.close();
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
