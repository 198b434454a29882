package io.jenkins.plugins.stagegate.image;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.Assume;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** Debian's {@code docker-registry} as a process of its own. Where it is not installed, tests are skipped and say so. */
public final class DockerRegistry extends ExternalResource {
    private static final List<String> PLACES = List.of("/usr/bin/docker-registry", "/usr/local/bin/docker-registry");
    private static final String HTPASSWD = "%s:$2b$05$abcdefghijklmnopqrstuupx2xBUC4954936wVIjyyPHmUBFu0wCW";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";

    private final TemporaryFolder temporary = new TemporaryFolder();
    private Optional<Process> process = Optional.empty();
    private int port;

    @Override
    protected void before() throws Throwable {
        temporary.create();
        start("", "");
    }

    @Override
    protected void after() {
        stop();
        temporary.delete();
    }

    /** Starts it anew with the same images, and who may read them. */
    public void restart(String auth) throws IOException, InterruptedException {
        restart(auth, "");
    }

    private void restart(String auth, String http) throws IOException, InterruptedException {
        stop();
        start(auth, http);
    }

    /** Starts it anew with the same images, for the user {@code reader} with the password {@code open sesame}. */
    public void restartWithLogin() throws IOException, InterruptedException {
        restartAs("reader", "");
    }

    /** The same for another user. */
    void restartAs(String user, String http) throws IOException, InterruptedException {
        var file = folder().resolve("htpasswd");
        Files.writeString(file, HTPASSWD.formatted(user));
        restart("auth: {htpasswd: {realm: tests, path: " + file + "}}", http);
    }

    private void stop() {
        process.ifPresent(one -> {
            one.destroyForcibly();
            one.onExit().join();
        });
    }

    private void start(String auth, String http) throws IOException, InterruptedException {
        var program = PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst();
        if (program.isEmpty()) {
            System.err.println("docker-registry is not installed: sources of images are not tested against it.");
        }
        Assume.assumeTrue("docker-registry is installed", program.isPresent());
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var configuration = temporary.getRoot().toPath().resolve("config.yml");
        Files.writeString(
                configuration,
                """
                version: 0.1
                log: {level: error}
                storage: {filesystem: {rootdirectory: %s}}
                http: {addr: "127.0.0.1:%d", %s}
                %s
                """
                        .formatted(temporary.getRoot().toPath().resolve("data"), port, http, auth));
        var started = new ProcessBuilder(program.get().toString(), "serve", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(temporary.getRoot().toPath().resolve("log").toFile())
                .start();
        process = Optional.of(started);
        while (!answers()) {
            if (started.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        Files.readString(temporary.getRoot().toPath().resolve("log")));
            }
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            return send(HttpRequest.newBuilder(at("/v2/"))).statusCode() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Its host, as it stands in references. */
    public String host() {
        return "127.0.0.1:" + port;
    }

    Path folder() {
        return temporary.getRoot().toPath();
    }

    /** Pushes an image of one layer with that text; gives its digest. */
    public String push(String repository, String tag, String text) throws IOException, InterruptedException {
        var config = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}";
        blob(repository, config);
        blob(repository, text);
        return manifest(
                repository,
                tag,
                MANIFEST,
                """
                {"schemaVersion":2,"mediaType":"%s",
                 "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},
                 "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":%d}]}"""
                        .formatted(MANIFEST, digest(config), config.length(), digest(text), text.length()));
    }

    /** Pushes an index of images that were pushed before, named by their platform's architecture; gives its digest. */
    public String pushIndex(String repository, String tag, java.util.Map<String, String> images)
            throws IOException, InterruptedException {
        var entries = images.entrySet().stream()
                .flatMap(image -> Stream.of(
                        "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":1,\"platform\":{\"os\":\"linux\",\"architecture\":\"%s\"}}"
                                .formatted(MANIFEST, image.getValue(), image.getKey())))
                .toList();
        return manifest(
                repository,
                tag,
                INDEX,
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
                        .formatted(INDEX, String.join(",", entries)));
    }

    private void blob(String repository, String content) throws IOException, InterruptedException {
        var begun = send(HttpRequest.newBuilder(at("/v2/" + repository + "/blobs/uploads/"))
                .POST(BodyPublishers.noBody()));
        var place = begun.headers().firstValue("Location").orElseThrow();
        expect(
                201,
                send(HttpRequest.newBuilder(URI.create(place + "&digest=" + digest(content)))
                        .header("Content-Type", "application/octet-stream")
                        .PUT(BodyPublishers.ofString(content))));
    }

    private String manifest(String repository, String tag, String type, String content)
            throws IOException, InterruptedException {
        expect(
                201,
                send(HttpRequest.newBuilder(at("/v2/" + repository + "/manifests/" + tag))
                        .header("Content-Type", type)
                        .PUT(BodyPublishers.ofString(content))));
        return digest(content);
    }

    private static void expect(int status, HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != status) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
    }

    private URI at(String path) {
        return URI.create("http://" + host() + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    static String digest(String content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
