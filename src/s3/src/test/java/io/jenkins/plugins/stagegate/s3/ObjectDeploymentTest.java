package io.jenkins.plugins.stagegate.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.object.Encryption;
import io.jenkins.plugins.stagegate.object.ObjectDeployment;
import io.jenkins.plugins.stagegate.object.StoreException;
import io.jenkins.plugins.stagegate.object.Writing;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Deployments into buckets of a real server. */
public class ObjectDeploymentTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:07:08Z");
    private static final UUID ID = UUID.fromString("189bf77e-e1f3-4977-8c82-786d2df7f74e");

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private final List<String> told = new ArrayList<>();
    private S3Server server;
    private String bucket;
    private Path folder;

    @Before
    public void begin() throws Exception {
        server = S3Server.get();
        bucket = server.newBucket();
        folder = temporary.newFolder("site").toPath();
    }

    private ObjectDeployment deployment(Map<String, String> settings) {
        var all = new TreeMap<>(settings);
        all.putIfAbsent("BucketName", bucket);
        return new ObjectDeployment(all, new S3Stores(), server.connection());
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.writeString(folder.resolve(path), text);
    }

    @Test
    public void putsEveryFileBelowTheKeyAsWhatItIs() throws IOException {
        write("index.html", "<p>Hello");
        write("styles/site.css", "p {}");
        var variables = deployment(Map.of(
                        "ObjectKey", "releases/{datetime}",
                        "CacheControl", "max-age=60",
                        "CannedACL", "bucket-owner-full-control"))
                .putFiles(folder, NOW, ID, told::add);
        var key = "releases/2026-03-02_10-07-08/index.html";
        assertThat(server.text(bucket, key)).isEqualTo("<p>Hello");
        assertThat(server.head(bucket, key).contentType()).isEqualTo("text/html");
        assertThat(server.head(bucket, key).cacheControl()).isEqualTo("max-age=60");
        assertThat(server.head(bucket, "releases/2026-03-02_10-07-08/styles/site.css")
                        .contentType())
                .isEqualTo("text/css");
        assertThat(told).hasSize(2).contains("Put s3://" + bucket + "/" + key);
        assertThat(variables).containsEntry("ObjectKey", "releases/2026-03-02_10-07-08");
    }

    @Test
    public void putsFilesAtTheTopWithoutAKey() throws IOException {
        write("index.html", "x");
        deployment(Map.of()).putFiles(folder, NOW, ID, told::add);
        assertThat(server.keys(bucket)).containsExactly("index.html");
    }

    @Test
    public void putsTheArchiveAsOneObjectEncryptedWithTheKey() throws IOException {
        var archive = temporary.newFile("bundle.zip").toPath();
        Files.writeString(archive, "zip");
        var variables = deployment(
                        Map.of("Extract", "false", "ObjectKey", "shop-{uuid}.zip", "KMSEncryptionKeyARN", server.key()))
                .putArchive(archive, NOW, ID, told::add);
        var key = "shop-" + ID + ".zip";
        assertThat(server.text(bucket, key)).isEqualTo("zip");
        assertThat(server.head(bucket, key).ssekmsKeyId()).isEqualTo(server.key());
        assertThat(variables)
                .containsEntry("ObjectKey", key)
                .containsEntry("ETag", server.head(bucket, key).eTag().replace("\"", ""));
    }

    @Test
    public void putsFilesEncryptedWithTheStoresOwnKeys() throws IOException {
        write("index.html", "x");
        deployment(Map.of("Encryption", "AES256")).putFiles(folder, NOW, ID, told::add);
        assertThat(server.head(bucket, "index.html").serverSideEncryptionAsString())
                .isEqualTo("AES256");
    }

    @Test
    public void putsWhatIsLargeInParts() throws IOException {
        var large = temporary.newFile("large.bin").toPath();
        try (var file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength((40L << 20) + 7);
            file.seek(20L << 20);
            file.writeByte(1);
        }
        var store = new S3Stores().connect(server.connection());
        var how = new Writing(
                Optional.of("application/zip"),
                Optional.of("no-cache"),
                Optional.of("bucket-owner-full-control"),
                Optional.of(Encryption.with(server.key())));
        var written = store.write(bucket, "large.bin", large, how);
        var head = server.head(bucket, "large.bin");
        assertThat(head.eTag()).as("an ETag of three parts").contains("-3");
        assertThat(head.contentType()).isEqualTo("application/zip");
        assertThat(head.cacheControl()).isEqualTo("no-cache");
        assertThat(store.find(bucket, "large.bin", Optional.empty())).contains(written);
        try (var content = store.open(bucket, "large.bin", written)) {
            var copy = temporary.newFile().toPath();
            Files.write(copy, content.readAllBytes());
            assertThat(Files.mismatch(large, copy)).isEqualTo(-1);
        }
        // The server does not tell the key of what came in parts, but it does look at it.
        var unknown = new Writing(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(Encryption.with("no-such-key")));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.write(bucket, "large.bin", large, unknown))
                .withMessageContaining("KMS");
    }

    @Test
    public void aLinkToAFileIsThatFileAndAnyOtherIsLeftOut() throws IOException {
        write("v2/index.html", "two");
        Files.createSymbolicLink(folder.resolve("index.html"), Path.of("v2/index.html"));
        Files.createSymbolicLink(folder.resolve("now"), Path.of("v2"));
        Files.createSymbolicLink(
                folder.resolve("out"), temporary.newFile("secret").toPath());
        deployment(Map.of()).putFiles(folder, NOW, ID, told::add);
        assertThat(server.text(bucket, "index.html")).isEqualTo("two");
        assertThat(server.keys(bucket)).containsExactly("index.html", "v2/index.html");
        assertThat(told).filteredOn(line -> line.startsWith("Did not put ")).hasSize(2);
    }

    @Test
    public void saysWhichBucketIsNotThere() throws IOException {
        write("index.html", "x");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(
                        () -> deployment(Map.of("BucketName", "nobody-has-it")).putFiles(folder, NOW, ID, told::add))
                .withMessageContaining("did not write s3://nobody-has-it/index.html (404 NoSuchBucket")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ActionFailure.CONFIGURATION));
    }
}
