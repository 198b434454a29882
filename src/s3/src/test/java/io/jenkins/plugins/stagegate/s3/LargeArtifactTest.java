package io.jenkins.plugins.stagegate.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.model.Artifact;
import io.jenkins.plugins.stagegate.object.Connection;
import io.jenkins.plugins.stagegate.object.ObjectArtifactStore;
import io.jenkins.plugins.stagegate.object.Writing;
import io.jenkins.plugins.stagegate.source.GitCredentials.Login;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** An artifact that is larger than the memory of who stores it and takes it. */
public class LargeArtifactTest {
    private static final int MEBIBYTES = 200;

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Test
    public void isStoredInPartsAndReadWithAFifthOfItsSizeInMemory() throws Exception {
        var server = S3Server.get();
        var bucket = server.newBucket();
        var output = temporary.newFile().toPath();
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx40m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeArtifactTest.class.getName(),
                        server.endpoint(),
                        bucket,
                        temporary.newFolder().toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(process.waitFor()).as(Files.readString(output)).isZero();

        var key = server.keys(bucket).get(0);
        var head = server.head(bucket, key);
        assertThat(head.contentLength()).isEqualTo((long) MEBIBYTES << 20);
        assertThat(head.eTag())
                .as("an ETag of as many parts of 16 MiB as it takes")
                .endsWith("-13\"");
        assertThat(Files.readString(output)).contains(key.replaceAll(".*sha256/|/", ""));
    }

    /** Stores an artifact, reads it, and says the digest of what it read. */
    public static void main(String[] args) throws Exception {
        var connection = new Connection(
                Optional.of(args[0]), Optional.of("us-east-1"), Optional.of(new Login("key", "secret")), false);
        try (var objects = new S3Stores().connect(connection)) {
            var store = new ObjectArtifactStore(objects, args[1], "", Writing.PLAIN, Path.of(args[2]));
            Artifact artifact;
            try (var ingest = store.ingest()) {
                var random = new Random(1);
                var mebibyte = new byte[1 << 20];
                for (int i = 0; i < MEBIBYTES; i++) {
                    random.nextBytes(mebibyte);
                    ingest.write(mebibyte);
                }
                artifact = ingest.commit("Large");
            }
            var sha256 = MessageDigest.getInstance("SHA-256");
            try (var content = new DigestInputStream(store.open(artifact.digest()), sha256)) {
                content.transferTo(OutputStream.nullOutputStream());
            }
            System.out.println(HexFormat.of().formatHex(sha256.digest()));
        }
    }
}
