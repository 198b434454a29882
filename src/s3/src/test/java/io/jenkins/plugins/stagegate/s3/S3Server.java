package io.jenkins.plugins.stagegate.s3;

import io.jenkins.plugins.stagegate.object.Connection;
import io.jenkins.plugins.stagegate.object.S3Mock;
import io.jenkins.plugins.stagegate.source.GitCredentials.Login;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** A server of objects, and a client of its own. It takes half a minute to start, so all tests of a run share one. */
public final class S3Server {
    private static S3Server running;

    private final S3Mock mock;
    private final S3Client client;

    private S3Server(S3Mock mock) {
        this.mock = mock;
        client = S3Client.builder()
                .endpointOverride(URI.create(mock.endpoint()))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** The one of this run. */
    public static synchronized S3Server get() throws IOException, InterruptedException {
        if (running == null) {
            running = new S3Server(S3Mock.start());
        }
        return running;
    }

    /** Its address. */
    public String endpoint() {
        return mock.endpoint();
    }

    /** A key that it encrypts with. */
    public String key() {
        return S3Mock.KEY;
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
