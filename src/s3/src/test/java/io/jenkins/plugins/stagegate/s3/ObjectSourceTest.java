package io.jenkins.plugins.stagegate.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.object.Connection;
import io.jenkins.plugins.stagegate.object.ObjectSource;
import io.jenkins.plugins.stagegate.object.ObjectStore;
import io.jenkins.plugins.stagegate.object.ObjectStores;
import io.jenkins.plugins.stagegate.object.StoredObject;
import io.jenkins.plugins.stagegate.object.Writing;
import io.jenkins.plugins.stagegate.route.Route;
import io.jenkins.plugins.stagegate.route.SmallProxy;
import io.jenkins.plugins.stagegate.source.GitCredentials.Login;
import io.jenkins.plugins.stagegate.source.SourceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Sources of objects at a real server. */
public class ObjectSourceTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private S3Server server;
    private String bucket;

    @Before
    public void begin() throws Exception {
        server = S3Server.get();
        bucket = server.newBucketWithVersions();
    }

    private ObjectSource source(String in, String key, String... settings) {
        var configuration = new LinkedHashMap<String, String>();
        configuration.put("S3Bucket", in);
        configuration.put("S3ObjectKey", key);
        for (int i = 0; i < settings.length; i += 2) {
            configuration.put(settings[i], settings[i + 1]);
        }
        return new ObjectSource(configuration, new S3Stores(), server.connection());
    }

    private Path folder() throws IOException {
        return temporary.newFolder().toPath();
    }

    private static byte[] zip(String name, String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    public void takesTheNewestVersionAndUnpacksIt() throws Exception {
        server.put(bucket, "in/shop.zip", zip("price.txt", "1"));
        var second = server.put(bucket, "in/shop.zip", zip("price.txt", "2"));
        var source = source(bucket, "in/shop.zip");
        assertThat(source.newest().id()).isEqualTo(second);

        var folder = folder();
        var taken = source.take(Optional.empty(), folder);
        assertThat(folder.resolve("price.txt")).hasContent("2");
        assertThat(taken.id()).isEqualTo(second);
        assertThat(taken.variables())
                .containsEntry("BucketName", bucket)
                .containsEntry("ObjectKey", "in/shop.zip")
                .containsEntry("VersionId", second)
                .containsEntry("ETag", server.head(bucket, "in/shop.zip").eTag().replace("\"", ""));
        assertThat(taken.override("Data")).contains(new SourceOverride("Data", "S3_OBJECT_VERSION_ID", second));
    }

    @Test
    public void takesTheVersionThatIsAskedFor() throws Exception {
        var first = server.put(bucket, "shop.zip", zip("price.txt", "1"));
        server.put(bucket, "shop.zip", zip("price.txt", "2"));
        var folder = folder();
        source(bucket, "shop.zip").take(Optional.of(new SourceOverride("Data", "S3_OBJECT_VERSION_ID", first)), folder);
        assertThat(folder.resolve("price.txt")).hasContent("1");
    }

    @Test
    public void theETagIsTheRevisionWhereThereAreNoVersions() throws Exception {
        var plain = server.newBucket();
        server.put(plain, "a.txt", "one");
        var before = source(plain, "a.txt").newest();
        assertThat(before.id()).isEqualTo(before.variables().get("ETag"));
        assertThat(before.override("Data")).isEmpty();
        server.put(plain, "a.txt", "two");
        assertThat(source(plain, "a.txt").newest().id()).isNotEqualTo(before.id());
    }

    @Test
    public void takesAnotherKeyOnlyWhereThatIsAllowed() throws Exception {
        server.put(bucket, "a.txt", "one");
        server.put(bucket, "b.txt", "two");
        var other = Optional.of(new SourceOverride("Data", "S3_OBJECT_KEY", "b.txt"));
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> source(bucket, "a.txt").take(other, folder()))
                .withMessageContaining("Write `anyKey: true`");
        var folder = folder();
        source(bucket, "a.txt", "AllowOverrideForS3ObjectKey", "true").take(other, folder);
        assertThat(folder.resolve("b.txt")).hasContent("two");
    }

    @Test
    public void unpacksATarFileWithItsProgramsAndLinks() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            add(tar, "./", "", 0755);
            add(tar, "./bin/run", "#!/bin/sh", 0755);
            var link = new TarArchiveEntry("now", TarConstants.LF_SYMLINK);
            link.setLinkName("bin/run");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }
        server.put(bucket, "shop.tar.gz", bytes.toByteArray());
        var folder = folder();
        source(bucket, "shop.tar.gz").take(Optional.empty(), folder);
        assertThat(folder.resolve("bin/run")).hasContent("#!/bin/sh").isExecutable();
        assertThat(Files.readSymbolicLink(folder.resolve("now"))).isEqualTo(Path.of("bin/run"));
    }

    private static void add(TarArchiveOutputStream tar, String name, String text, int mode) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setMode(mode);
        entry.setSize(text.length());
        tar.putArchiveEntry(entry);
        tar.write(text.getBytes(UTF_8));
        tar.closeArchiveEntry();
    }

    @Test
    public void refusesAnArchiveThatLeadsOutOfItsFolder() throws Exception {
        server.put(bucket, "bad.zip", zip("../../etc/passwd", "x"));
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            add(tar, "../up.txt", "x", 0644);
        }
        server.put(bucket, "bad.tar", bytes.toByteArray());
        for (String key : new String[] {"bad.zip", "bad.tar"}) {
            var folder = folder();
            assertThatExceptionOfType(SourceException.class)
                    .isThrownBy(() -> source(bucket, key).take(Optional.empty(), folder))
                    .withMessageContaining("is not allowed");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    public void refusesAnObjectWhoseNameNoFileCanHave() throws Exception {
        server.put(bucket, "prices/", "one");
        var folder = folder();
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> source(bucket, "prices/").take(Optional.empty(), folder))
                .withMessageContaining("s3://" + bucket + "/prices/")
                .withMessageContaining("cannot be laid out: a file cannot be called ''");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    public void leavesAnArchiveWholeIfThatIsWanted() throws Exception {
        server.put(bucket, "shop.zip", zip("price.txt", "1"));
        var folder = folder();
        source(bucket, "shop.zip", "Unpack", "false").take(Optional.empty(), folder);
        assertThat(folder.resolve("shop.zip")).exists();
    }

    @Test
    public void doesNotTakeWhatWasPutThereSinceItLooked() throws Exception {
        var plain = server.newBucket();
        server.put(plain, "a.txt", "one");
        var real = new S3Stores();
        ObjectStores replacing = where -> new Replacing(real.connect(where));
        var source =
                new ObjectSource(Map.of("S3Bucket", plain, "S3ObjectKey", "a.txt"), replacing, server.connection());
        var folder = folder();
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> source.take(Optional.empty(), folder))
                .withMessageContaining("s3://" + plain + "/a.txt was replaced while it was read");
        assertThat(folder).isEmptyDirectory();
    }

    /** Has another object of the same size as soon as one was seen. */
    private final class Replacing implements ObjectStore {
        private final ObjectStore store;

        Replacing(ObjectStore store) {
            this.store = store;
        }

        @Override
        public Optional<StoredObject> find(String bucket, String key, Optional<String> version) throws IOException {
            var found = store.find(bucket, key, version);
            server.put(bucket, key, "two");
            return found;
        }

        @Override
        public InputStream open(String bucket, String key, StoredObject seen) throws IOException {
            return store.open(bucket, key, seen);
        }

        @Override
        public StoredObject write(String bucket, String key, Path file, Writing how) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(String bucket, String key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            store.close();
        }
    }

    @Test
    public void saysWhichObjectIsNotThere() {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> source(bucket, "none.zip").newest())
                .withMessageContaining("There is no s3://" + bucket + "/none.zip")
                .satisfies(e -> assertThat(e.failure().code()).isEqualTo(ActionFailure.REVISION_UNAVAILABLE));
    }

    @Test
    public void aServerThatDoesNotAnswerIsSaidWithoutTheSecret() {
        var nowhere = new Connection(
                Optional.of("http://127.0.0.1:1"), Optional.empty(), Optional.of(new Login("key", "hush-hush")), false);
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(
                        () -> new ObjectSource(Map.of("S3Bucket", "shop", "S3ObjectKey", "a"), new S3Stores(), nowhere)
                                .newest())
                .satisfies(e -> {
                    assertThat(e.failure().code()).isEqualTo(ActionFailure.SYSTEM_UNAVAILABLE);
                    assertThat(e.getMessage()).contains("http://127.0.0.1:1").doesNotContain("hush-hush");
                });
    }

    @Test
    public void takesAnObjectThroughAProxyThatWantsALogin() throws Exception {
        server.put(bucket, "a.txt", "through the proxy");
        try (var proxy = SmallProxy.withLogin("jenkins", "hush")
                .knows("s3.invalid", URI.create(server.endpoint()).getPort())) {
            var way = Route.by(
                    ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())),
                    Optional.of(new PasswordAuthentication("jenkins", "hush".toCharArray())));
            var connection = new Connection(
                    Optional.of("http://s3.invalid"),
                    Optional.of("us-east-1"),
                    Optional.of(new Login("key", "secret")),
                    false,
                    way);

            var settings = Map.of("S3Bucket", bucket, "S3ObjectKey", "a.txt");
            assertThat(new ObjectSource(settings, new S3Stores(), connection).newest())
                    .isNotNull();

            assertThat(proxy.seen()).isNotEmpty().allMatch(one -> one.endsWith(" s3.invalid"));
        }
    }
}
