package io.jenkins.plugins.stagegate.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.TimeZone;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ArchiveTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Tree source;
    private Path zip;
    private Path target;

    @Before
    public void nameTheFolders() throws IOException {
        Path root = folder.getRoot().toPath().toRealPath();
        source = new Tree(Files.createDirectory(root.resolve("source")));
        zip = root.resolve("artifact.zip");
        target = root.resolve("target");
    }

    private void pack(String... patterns) throws IOException {
        try (OutputStream out = Files.newOutputStream(zip)) {
            Archive.pack(source.root(), List.of(patterns), out);
        }
    }

    private void unpack() throws IOException {
        Archive.unpack(zip, target, Limits.DEFAULT);
    }

    private static String digest(Tree tree) throws IOException {
        MessageDigest digest = Sha256.start();
        Archive.pack(tree.root(), List.of(), new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return Sha256.finish(digest);
    }

    @Test
    public void givesBackTheFilesThatWerePacked() throws IOException {
        source.file("a.txt", "A").file("ü/🎉.txt", "Ü").file("empty", "");
        pack();
        unpack();
        assertThat(new Tree(target).paths()).containsExactly("a.txt", "empty", "ü/🎉.txt");
        assertThat(target.resolve("ü/🎉.txt")).hasContent("Ü");
        assertThat(target.resolve("empty")).isEmptyFile();
    }

    @Test
    public void packsOnlyWhatIsChosen() throws IOException {
        source.file("target/app.jar").file("target/app.log");
        pack("target/*.jar");
        unpack();
        assertThat(new Tree(target).paths()).containsExactly("target/app.jar");
    }

    @Test
    public void keepsWhichFilesCanBeExecutedAndNoOtherMode() throws IOException {
        source.file("run.sh").mode("run.sh", "rwx------").file("data").mode("data", "rw-rw-rw-");
        pack();
        unpack();
        assertThat(Files.isExecutable(target.resolve("run.sh"))).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve("data"))))
                .doesNotContain("x");
    }

    @Test
    public void keepsLinksThatStayInside() throws IOException {
        source.file("lib/app-1.jar", "jar").link("lib/app.jar", "app-1.jar").link("bin/lib", "../lib");
        pack();
        unpack();
        assertThat(target.resolve("lib/app.jar")).isSymbolicLink().hasContent("jar");
        assertThat(target.resolve("bin/lib/app-1.jar")).hasContent("jar");
    }

    @Test
    public void refusesToPackALinkThatLeadsOut() throws IOException {
        source.file("a").link("secrets", "/etc/passwd");
        assertThatThrownBy(() -> pack())
                .isInstanceOf(ArchiveRefusedException.class)
                .hasMessageContaining("the link 'secrets' leads to '/etc/passwd', out of the folder");
    }

    /** If this fails, every artifact gets a new digest; that has to be meant. */
    @Test
    public void hasTheSameDigestOnAnyMachine() throws IOException {
        source.file("app.jar", "jar")
                .file("bin/run", "#!")
                .mode("bin/run", "rwxr-xr-x")
                .link("run", "bin/run");
        assertThat(digest(source)).isEqualTo("sha256:daf216f9de2f68ade54bbc6051e0bc5b5a1db4b9c0bf797e2bec5f250ad46b9f");
    }

    @Test
    public void hasTheSameDigestWhateverTheTimeZoneTheTimesAndTheModes() throws IOException {
        source.file("b", "B").file("a", "A");
        String expected = digest(source);
        Tree again = new Tree(folder.newFolder("again").toPath());
        again.file("a", "A").file("b", "B").mode("a", "rw-------");
        Files.setLastModifiedTime(again.root().resolve("a"), FileTime.fromMillis(0));
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertThat(digest(again)).isEqualTo(expected);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    public void hasAnotherDigestWhenAnythingThatIsKeptDiffers() throws IOException {
        source.file("a", "A");
        String before = digest(source);
        String executable = digest(source.mode("a", "rwxr-xr-x"));
        String changed = digest(source.file("a", "B"));
        assertThat(List.of(before, executable, changed)).doesNotHaveDuplicates();
    }

    @Test
    public void canBeReadByOtherTools() throws Exception {
        source.file("a b", "A").file("run").mode("run", "rwxr-xr-x").link("link", "run");
        pack();
        Process python = new ProcessBuilder("python3", "-m", "zipfile", "-t", zip.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(python.getInputStream().readAllBytes(), UTF_8);
        assertThat(python.waitFor()).as(said).isZero();
    }

    @Test
    public void streamsLargeFiles() throws IOException {
        int large = 64 << 20;
        source.file("large", "");
        try (RandomAccessFile sparse =
                new RandomAccessFile(source.root().resolve("large").toFile(), "rw")) {
            sparse.setLength(large);
        }
        LargestWrite out = new LargestWrite();
        Archive.pack(source.root(), List.of(), out);
        assertThat(out.total).isGreaterThan(large);
        assertThat(out.largest).isLessThanOrEqualTo(1 << 20);
    }

    private static final class LargestWrite extends OutputStream {
        private long total;
        private int largest;

        @Override
        public void write(int b) {
            total++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            total += length;
            largest = Math.max(largest, length);
        }
    }

    @Test
    public void unpacksIntoAnEmptyFolder() throws IOException {
        source.file("a");
        pack();
        Files.createDirectory(target);
        unpack();
        assertThat(new Tree(target).paths()).containsExactly("a");
    }

    @Test
    public void unpacksIntoFoldersThatAreNotThereYet() throws IOException {
        source.file("a");
        pack();
        target = target.resolve("deeper/down");
        unpack();
        assertThat(new Tree(target).paths()).containsExactly("a");
    }

    @Test
    public void doesNotMixWithWhatIsThereAlready() throws IOException {
        source.file("a");
        pack();
        new Tree(target).file("mine");
        assertThatThrownBy(() -> unpack())
                .isInstanceOf(DirectoryNotEmptyException.class)
                .hasMessageContaining("expected no file, or an empty folder");
        assertThat(new Tree(target).paths()).containsExactly("mine");
        target = target.resolve("mine");
        assertThatThrownBy(() -> unpack()).isInstanceOf(FileAlreadyExistsException.class);
    }
}
