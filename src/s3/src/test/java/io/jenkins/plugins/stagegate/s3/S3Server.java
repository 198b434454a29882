package io.jenkins.plugins.stagegate.s3;

import io.jenkins.plugins.stagegate.object.Connection;
import io.jenkins.plugins.stagegate.source.GitCredentials.Login;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Adobe's S3Mock as a process of its own. It takes half a minute to start, so all tests of a run share one. */
public final class S3Server {
    private static S3Server running;

    private Process process;
    private int port;
    private S3Client client;

    private S3Server() {}

    /** The one of this run. */
    public static synchronized S3Server get() throws IOException, InterruptedException {
        if (running == null) {
            var server = new S3Server();
            server.start();
            running = server;
        }
        return running;
    }

    private void start() throws IOException, InterruptedException {
        var jar = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.matches(".*s3mock-[^/\\\\]*-exec\\.jar"))
                .findFirst()
                .orElseThrow();
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var folder = Files.createTempDirectory("s3mock");
        var log = folder.resolve("log");
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + folder,
                        "-jar",
                        jar,
                        "--com.adobe.testing.s3mock.httpPort=" + port,
                        "--server.port=0",
                        "--com.adobe.testing.s3mock.store.validKmsKeys=arn:aws:kms:us-east-1:123456789012:key/" + key())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "s3mock"));
        client = S3Client.builder()
                .endpointOverride(URI.create(endpoint()))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        while (!answers()) {
            if (process.waitFor(200, TimeUnit.MILLISECONDS)) {
                throw new IOException(Files.readString(log));
            }
        }
    }

    private boolean answers() {
        try {
            client.listBuckets();
            return true;
        } catch (SdkException e) {
            return false;
        }
    }

    /** Its address. */
    public String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /** A key that it encrypts with. */
    public String key() {
        return "5f9e1d0c-2b3a-4c5d-8e6f-7a8b9c0d1e2f";
    }

    /** A connection as somebody whom it believes. */
    public Connection connection() {
        return new Connection(
                Optional.of(endpoint()), Optional.of("us-east-1"), Optional.of(new Login("key", "secret")), false);
    }

    /** Makes a bucket that nobody else uses. */
    public String newBucket() {
        var bucket = "b" + UUID.randomUUID().toString().replace("-", "");
        client.createBucket(create -> create.bucket(bucket));
        return bucket;
    }

    /** Makes a bucket that keeps versions. */
    public String newBucketWithVersions() {
        var bucket = newBucket();
        client.putBucketVersioning(
                put -> put.bucket(bucket).versioningConfiguration(how -> how.status(BucketVersioningStatus.ENABLED)));
        return bucket;
    }

    /** Puts an object there; gives its version, if there are versions. */
    public String put(String bucket, String key, byte[] content) {
        return client.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(content))
                .versionId();
    }

    /** Puts a text there. */
    public String put(String bucket, String key, String text) {
        return put(bucket, key, text.getBytes(StandardCharsets.UTF_8));
    }

    /** What is there, as text. */
    public String text(String bucket, String key) {
        return client.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asUtf8String();
    }

    /** What is known of an object. */
    public HeadObjectResponse head(String bucket, String key) {
        return client.headObject(head -> head.bucket(bucket).key(key));
    }

    /** All keys of a bucket. */
    public java.util.List<String> keys(String bucket) {
        return client.listObjectsV2(list -> list.bucket(bucket)).contents().stream()
                .map(object -> object.key())
                .toList();
    }
}
