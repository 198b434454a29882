package io.jenkins.plugins.stagegate.s3;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.object.ObjectStore;
import io.jenkins.plugins.stagegate.object.StoreException;
import io.jenkins.plugins.stagegate.object.StoredObject;
import io.jenkins.plugins.stagegate.object.Writing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Objects of S3. */
final class S3Store implements ObjectStore {
    /** What is larger goes in parts. */
    private static final long IN_ONE = 32L << 20;

    private final S3Client client;
    private final String name;

    S3Store(S3Client client, String name) {
        this.client = client;
        this.name = name;
    }

    private interface Call<T> {
        T run() throws IOException;
    }

    private <T> T tell(String what, Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (S3Exception e) {
            throw refused(what, e);
        } catch (SdkClientException | IllegalArgumentException e) {
            var root = e.getCause() == null ? e : e.getCause();
            throw new StoreException(
                    ActionFailure.SYSTEM_UNAVAILABLE,
                    name + " could not be asked to " + what + ": " + root.getMessage()
                            + ". Check the address, the network, and that there is a login.",
                    e);
        } catch (SdkException e) {
            throw new StoreException(
                    ActionFailure.SYSTEM_UNAVAILABLE, name + " did not " + what + ": " + e.getMessage(), e);
        }
    }

    private StoreException refused(String what, S3Exception e) {
        var said = e.awsErrorDetails() == null
                ? "" + e.statusCode()
                : e.statusCode() + " " + e.awsErrorDetails().errorCode() + ": "
                        + e.awsErrorDetails().errorMessage();
        var code =
                switch (e.statusCode()) {
                    case 401, 403 -> ActionFailure.PERMISSION;
                    case 404 -> ActionFailure.REVISION_UNAVAILABLE;
                    case 400, 301 -> ActionFailure.CONFIGURATION;
                    default -> ActionFailure.SYSTEM_UNAVAILABLE;
                };
        var mend = e.statusCode() == 403
                ? " The login may not do that, or is wrong, or has expired. Whoever may not list a bucket (`s3:ListBucket`)"
                        + " is told the same of what is not there."
                : e.statusCode() == 301 ? " The bucket is of another region: name it with `region`." : "";
        return new StoreException(code, name + " did not " + what + " (" + said + ")." + mend, e);
    }

    @Override
    public Optional<StoredObject> find(String bucket, String key, Optional<String> version) throws IOException {
        return tell("find " + place(bucket, key), () -> {
            try {
                var found = client.headObject(head -> {
                    head.bucket(bucket).key(key);
                    version.ifPresent(head::versionId);
                });
                return Optional.of(
                        new StoredObject(plain(found.eTag()), versioned(found.versionId()), found.contentLength()));
            } catch (S3Exception e) {
                // Without a body, so without more words: 400 is said of a version id that is none.
                if (e.statusCode() == 404 || (e.statusCode() == 400 && version.isPresent())) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    @Override
    public InputStream open(String bucket, String key, StoredObject seen) throws IOException {
        return tell("read " + place(bucket, key), () -> {
            try {
                return client.getObject(get -> {
                    get.bucket(bucket).key(key).ifMatch("\"" + seen.etag() + "\"");
                    seen.version().ifPresent(get::versionId);
                });
            } catch (S3Exception e) {
                if (e.statusCode() == 412) {
                    throw new StoreException(
                            ActionFailure.SYSTEM_UNAVAILABLE, StoreException.replaced(place(bucket, key)), e);
                }
                throw e;
            }
        });
    }

    @Override
    public StoredObject write(String bucket, String key, Path file, Writing how) throws IOException {
        long size = Files.size(file);
        return tell("write " + place(bucket, key), () -> {
            if (size > IN_ONE) {
                return new Multipart(client, bucket, key).write(file, size, how);
            }
            var written = client.putObject(
                    put -> {
                        put.bucket(bucket).key(key);
                        how.contentType().ifPresent(put::contentType);
                        how.cacheControl().ifPresent(put::cacheControl);
                        how.acl().ifPresent(put::acl);
                        how.kmsKey().ifPresent(id -> put.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                                .ssekmsKeyId(id));
                    },
                    RequestBody.fromFile(file));
            return new StoredObject(plain(written.eTag()), versioned(written.versionId()), size);
        });
    }

    @Override
    public void delete(String bucket, String key) throws IOException {
        tell(
                "delete " + place(bucket, key),
                () -> client.deleteObject(delete -> delete.bucket(bucket).key(key)));
    }

    static String plain(String etag) {
        return etag == null ? "" : etag.replace("\"", "");
    }

    /** A bucket without versions says nothing, or that it is none. */
    static Optional<String> versioned(String id) {
        return Optional.ofNullable(id).filter(text -> !text.equals("null") && !text.isEmpty());
    }

    private static String place(String bucket, String key) {
        return "s3://" + bucket + "/" + key;
    }

    @Override
    public void close() {
        client.close();
    }
}
