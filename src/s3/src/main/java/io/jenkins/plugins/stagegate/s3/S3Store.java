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
            throw Refusal.of(name, what, e);
        } catch (SdkClientException | IllegalArgumentException e) {
            var root = e.getCause() == null ? e : e.getCause();
            if (String.valueOf(e.getMessage()).contains("Unable to load credentials")) {
                throw new StoreException(
                        ActionFailure.CONFIGURATION,
                        name + " was not asked to " + what
                                + ": the action names no login, and this machine has none of AWS, or one that"
                                + " has expired. Add `credentialsId`, or log the machine in (`aws sso login`, `aws configure`).",
                        e);
            }
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
                var why = reason(bucket, key, version, e);
                if (Refusal.meansAbsent(why, version.isPresent())) {
                    return Optional.empty();
                }
                throw why;
            }
        });
    }

    /** A refused HEAD has no body, so no words: the same is asked for by a GET, which has. */
    private S3Exception reason(String bucket, String key, Optional<String> version, S3Exception bare) {
        if (bare.statusCode() >= 500) {
            return bare;
        }
        try {
            client.getObject(get -> {
                        get.bucket(bucket).key(key).range("bytes=0-0");
                        version.ifPresent(get::versionId);
                    })
                    .abort();
            return bare;
        } catch (S3Exception e) {
            return e;
        } catch (SdkException e) {
            return bare;
        }
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
                        how.encryption().ifPresent(encryption -> put.serverSideEncryption(encryption.algorithm())
                                .ssekmsKeyId(encryption.key().orElse(null)));
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
