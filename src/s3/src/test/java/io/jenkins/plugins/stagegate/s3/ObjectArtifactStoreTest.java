package io.jenkins.plugins.stagegate.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.artifact.ArtifactStore;
import io.jenkins.plugins.stagegate.artifact.ArtifactStoreContract;
import io.jenkins.plugins.stagegate.object.Encryption;
import io.jenkins.plugins.stagegate.object.ObjectArtifactStore;
import io.jenkins.plugins.stagegate.object.Writing;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.junit.Test;

/** The contract of all stores, and what is true of a bucket only. */
public class ObjectArtifactStoreTest extends ArtifactStoreContract {
    private S3Server server;
    private String bucket;

    @Override
    protected ArtifactStore newStore() throws IOException {
        try {
            server = S3Server.get();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        bucket = server.newBucket();
        var how = new Writing(
                Optional.of("application/zip"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Encryption.with(server.key())));
        return new ObjectArtifactStore(
                new S3Stores().connect(server.connection()),
                bucket,
                "shop",
                how,
                folder.getRoot().toPath().resolve("scratch"));
    }

    @Test
    public void keepsContentUnderItsDigestEncryptedWithTheKey() throws IOException {
        var digest = put("content").digest().substring("sha256:".length());
        var key = "shop/sha256/" + digest.substring(0, 2) + "/" + digest.substring(2);
        assertThat(server.keys(bucket)).containsExactly(key);
        assertThat(server.head(bucket, key).ssekmsKeyId()).isEqualTo(server.key());
        assertThat(store()).hasToString("s3://" + bucket + "/shop/");
    }

    @Test
    public void leavesNothingOnThisMachine() throws IOException {
        put("content");
        try (var files = Files.list(folder.getRoot().toPath().resolve("scratch"))) {
            assertThat(files).isEmpty();
        }
    }
}
