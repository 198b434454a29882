package io.jenkins.plugins.stagegate.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A bundle that somebody made to do harm where it is unpacked. */
public class HostileBundleTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path zip;
    private Path target;

    @Before
    public void prepare() {
        zip = folder.getRoot().toPath().resolve("Shop.zip");
        target = folder.getRoot().toPath().resolve("target");
    }

    @FunctionalInterface
    private interface Harm {
        void in(ZipArchiveOutputStream out) throws IOException;
    }

    private void isRefused(Harm harm) throws Exception {
        try (var out = new ZipArchiveOutputStream(zip)) {
            harm.in(out);
        }
        var digest = Sha256.start();
        digest.update(Files.readAllBytes(zip));
        var unpack = new UnpackBundle("Shop", Sha256.finish(digest), target.toString());
        assertThatThrownBy(() -> unpack.invoke(zip.toFile(), null))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("Shop");
        try (var left = Files.walk(folder.getRoot().toPath())) {
            assertThat(left.filter(Files::isRegularFile).filter(file -> !file.startsWith(target)))
                    .containsExactly(zip);
        }
    }

    private static void file(ZipArchiveOutputStream out, String name, byte[] content) throws IOException {
        out.putArchiveEntry(new ZipArchiveEntry(name));
        out.write(content);
        out.closeArchiveEntry();
    }

    @Test
    public void leavesItsFolderByNoPath() throws Exception {
        isRefused(out -> file(out, "../evil.txt", new byte[1]));
    }

    @Test
    public void leavesItsFolderByNoAbsolutePath() throws Exception {
        isRefused(out -> file(out, folder.getRoot() + "/evil.txt", new byte[1]));
    }

    @Test
    public void leavesItsFolderByNoLink() throws Exception {
        isRefused(out -> {
            var link = new ZipArchiveEntry("way");
            link.setUnixMode(UnixStat.LINK_FLAG | UnixStat.DEFAULT_LINK_PERM);
            out.putArchiveEntry(link);
            out.write("..".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            out.closeArchiveEntry();
            file(out, "way/evil.txt", new byte[1]);
        });
    }

    @Test
    public void fillsNoDisk() throws Exception {
        isRefused(out -> {
            out.putArchiveEntry(new ZipArchiveEntry("zeros"));
            var zeros = new byte[1 << 20];
            for (int mebibyte = 0; mebibyte < 64; mebibyte++) {
                out.write(zeros);
            }
            out.closeArchiveEntry();
        });
    }

    @Test
    public void isNoOtherThanTheOneThatWasPutOut() throws Exception {
        try (OutputStream out = Files.newOutputStream(zip)) {
            out.write(1);
        }
        assertThatThrownBy(() -> new UnpackBundle("Shop", "sha256:0", target.toString()).invoke(zip.toFile(), null))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("is not what was put out");
    }

    /** A record is made by its constructor, also of bytes that an agent has sent. */
    @Test
    public void isWhatItSaysOrNothing() {
        for (String digest : new String[] {null, "", "../../secret", "sha256:" + "0".repeat(63), "<script>"}) {
            assertThatThrownBy(() -> new PackFiles.Packed(digest, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("makes no sense");
        }
        assertThatThrownBy(() -> new PackFiles.Packed("sha256:" + "0".repeat(64), -1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
