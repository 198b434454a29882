package io.jenkins.plugins.stagegate.object;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Adobe's S3Mock as a process of its own, which ends with this one. Its file must be among the tests' dependencies. */
public final class S3Mock implements AutoCloseable {
    /** A key that it encrypts with. */
    public static final String KEY = "5f9e1d0c-2b3a-4c5d-8e6f-7a8b9c0d1e2f";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Process process;
    private final int port;

    private S3Mock(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one, and waits half a minute until it answers. */
    public static S3Mock start() throws IOException, InterruptedException {
        var jar = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.matches(".*s3mock-[^/\\\\]*-exec\\.jar"))
                .findFirst()
                .orElseThrow();
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var folder = Files.createTempDirectory("s3mock");
        var log = folder.resolve("log");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + folder,
                        "-jar",
                        jar,
                        "--com.adobe.testing.s3mock.httpPort=" + port,
                        "--server.port=0",
                        "--com.adobe.testing.s3mock.store.validKmsKeys=arn:aws:kms:us-east-1:123456789012:key/" + KEY)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "s3mock"));
        var server = new S3Mock(process, port);
        while (!server.answers()) {
            if (process.waitFor(200, TimeUnit.MILLISECONDS)) {
                throw new IOException(Files.readString(log));
            }
        }
        return server;
    }

    private boolean answers() throws InterruptedException {
        try {
            return !send(HttpRequest.newBuilder(at("")).GET()).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** Its address. */
    public String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /** Makes a bucket that nobody else uses, without versions. */
    public String newBucket() throws IOException, InterruptedException {
        var bucket = "b" + UUID.randomUUID().toString().replace("-", "");
        send(HttpRequest.newBuilder(at(bucket)).PUT(BodyPublishers.noBody()));
        return bucket;
    }

    /** Puts a text there. */
    public void put(String bucket, String key, String text) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(at(bucket + "/" + key)).PUT(BodyPublishers.ofString(text)));
    }

    /** What is there, as text. */
    public String text(String bucket, String key) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(bucket + "/" + key)).GET());
    }

    private URI at(String path) {
        return URI.create(endpoint() + "/" + path);
    }

    private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = CLIENT.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
