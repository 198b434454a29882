package io.jenkins.plugins.stagegate.s3;

import io.jenkins.plugins.stagegate.object.StoredObject;
import io.jenkins.plugins.stagegate.object.Writing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Writes one large file in parts, each of which is read again from the file if it has to be sent again. */
record Multipart(S3Client client, String bucket, String key) {
    private static final long SMALLEST_PART = 16L << 20;
    /** S3's bound. */
    private static final long MOST_PARTS = 10_000;

    StoredObject write(Path file, long size, Writing how) throws IOException {
        var upload = client.createMultipartUpload(create -> {
                    create.bucket(bucket).key(key);
                    how.contentType().ifPresent(create::contentType);
                    how.cacheControl().ifPresent(create::cacheControl);
                    how.acl().ifPresent(create::acl);
                    how.encryption().ifPresent(encryption -> create.serverSideEncryption(encryption.algorithm())
                            .ssekmsKeyId(encryption.key().orElse(null)));
                })
                .uploadId();
        try {
            var parts = parts(file, size, upload);
            var done = client.completeMultipartUpload(complete ->
                    complete.bucket(bucket).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts)));
            return new StoredObject(S3Store.plain(done.eTag()), S3Store.versioned(done.versionId()), size);
        } catch (SdkException e) {
            abort(upload, e);
            throw e;
        }
    }

    private List<CompletedPart> parts(Path file, long size, String upload) {
        long length = Math.max(SMALLEST_PART, (size + MOST_PARTS - 1) / MOST_PARTS);
        var parts = new ArrayList<CompletedPart>();
        for (long from = 0; from < size; from += length) {
            int number = parts.size() + 1;
            long start = from;
            long part = Math.min(length, size - from);
            ContentStreamProvider content = () -> piece(file, start, part);
            var sent = client.uploadPart(
                    one -> one.bucket(bucket).key(key).uploadId(upload).partNumber(number),
                    RequestBody.fromContentProvider(content, part, "application/octet-stream"));
            parts.add(
                    CompletedPart.builder().partNumber(number).eTag(sent.eTag()).build());
        }
        return parts;
    }

    private static InputStream piece(Path file, long start, long length) {
        try {
            var channel = FileChannel.open(file, StandardOpenOption.READ).position(start);
            return new Piece(Channels.newInputStream(channel), length);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Parts that nobody completes would be paid for. */
    private void abort(String upload, SdkException why) {
        try {
            client.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(upload));
        } catch (SdkException e) {
            why.addSuppressed(e);
        }
    }
}
