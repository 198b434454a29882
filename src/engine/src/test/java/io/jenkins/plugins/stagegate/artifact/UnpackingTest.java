package io.jenkins.plugins.stagegate.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Archives that somebody made to do harm, or that were damaged. */
public class UnpackingTest {
    private static final Limits SMALL = new Limits(3, 32 << 20, 1000);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path root;
    private Path zip;

    @Before
    public void nameTheFolders() throws IOException {
        root = folder.getRoot().toPath().toRealPath();
        zip = root.resolve("artifact.zip");
    }

    /** Whatever was tried, beside the archive there is nothing new. */
    @After
    public void findNothingLeftBehind() throws IOException {
        try (var entries = Files.list(root)) {
            assertThat(entries).containsExactly(zip);
        }
    }

    /** An archive with the entries that a test adds. */
    @FunctionalInterface
    private interface Entries {
        void addTo(ZipArchiveOutputStream zip) throws IOException;
    }

    private void archive(Entries entries) throws IOException {
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
            entries.addTo(out);
        }
    }

    private static void add(ZipArchiveOutputStream out, String name, int mode, String content) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setUnixMode(mode);
        out.putArchiveEntry(entry);
        out.write(content.getBytes(UTF_8));
        out.closeArchiveEntry();
    }

    private static void file(ZipArchiveOutputStream out, String name) throws IOException {
        add(out, name, UnixStat.FILE_FLAG | 0644, "evil");
    }

    private static void link(ZipArchiveOutputStream out, String name, String target) throws IOException {
        add(out, name, UnixStat.LINK_FLAG | 0777, target);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> Archive.unpack(zip, root.resolve("target"), SMALL))
                .isInstanceOf(ArchiveRefusedException.class)
                .hasMessageContaining(zip + " is not unpacked")
                .hasMessageContaining(message);
    }

    @Test
    public void refusesNamesThatLeadOut() throws IOException {
        for (String name : new String[] {"../evil", "a/../../evil", "a/..", "/etc/evil", "a//b", "./a", "a/./b"}) {
            archive(out -> file(out, name));
            assertRefused("the name '" + name + "' in it is not allowed: it is absolute, or has '.' or '..'");
        }
    }

    @Test
    public void refusesANameWithAZeroByte() throws IOException {
        archive(out -> file(out, "a\0b"));
        assertRefused("a name in it cannot be used on this machine");
    }

    @Test
    public void refusesLinksThatLeadOut() throws IOException {
        for (String target : new String[] {"/etc", "..", "../..", "a/../..", ""}) {
            archive(out -> link(out, "link", target));
            assertRefused("the link 'link' leads out of the folder");
        }
    }

    @Test
    public void writesNothingThroughALinkOfTheSameArchive() throws IOException {
        archive(out -> {
            link(out, "link", "sub");
            file(out, "link/evil");
        });
        assertRefused("it is below 'link', which is no folder");
    }

    @Test
    public void makesNoLinkThroughALinkOfTheSameArchive() throws IOException {
        archive(out -> {
            link(out, "deep/down/link", "../..");
            link(out, "deep/down/link/up", "../..");
        });
        assertRefused("it is below 'deep/down/link', which is no folder");
    }

    @Test
    public void refusesALinkInThePlaceOfAFolder() throws IOException {
        archive(out -> {
            file(out, "a/b");
            link(out, "a", "sub");
        });
        assertRefused("it is there twice");
    }

    @Test
    public void refusesANameThatIsThereTwice() throws IOException {
        archive(out -> {
            file(out, "a");
            file(out, "a");
        });
        assertRefused("the name 'a' in it is not allowed: it is there twice");
    }

    @Test
    public void refusesALinkOfExcessiveLength() throws IOException {
        archive(out -> link(out, "link", "a/".repeat(3000)));
        assertRefused("the link 'link' leads out");
    }

    @Test
    public void refusesDevices() throws IOException {
        for (int type : new int[] {0020000, 0060000, 0010000, 0140000}) {
            archive(out -> add(out, "device", type | 0644, ""));
            assertRefused("'device' is neither a file, a folder nor a link");
        }
    }

    @Test
    public void refusesMoreEntriesThanTheLimit() throws IOException {
        archive(out -> {
            for (String name : new String[] {"a", "b", "c", "d"}) {
                file(out, name);
            }
        });
        assertRefused("it has more than 3 entries");
    }

    @Test
    public void refusesMoreBytesThanTheLimit() throws IOException {
        archive(out -> {
            add(out, "a", 0644, "x".repeat(20 << 20));
            add(out, "b", 0644, "x".repeat(20 << 20));
        });
        assertRefused("it unpacks to more than");
    }

    @Test
    public void refusesWhatIsNoZipFile() throws IOException {
        Files.writeString(zip, "Not found");
        assertRefused("it is no zip file, or a damaged one");
    }

    @Test
    public void refusesAnArchiveThatWasCutAnywhere() throws IOException {
        archive(out -> add(out, "a", 0644, "some content"));
        byte[] whole = Files.readAllBytes(zip);
        for (int length = 0; length < whole.length; length++) {
            Files.write(zip, Arrays.copyOf(whole, length));
            assertRefused("it is no zip file, or a damaged one");
        }
    }
}
