package io.jenkins.plugins.stagegate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FolderSourceTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path folder;
    private FolderSource source;

    @Before
    public void begin() throws IOException {
        folder = temporary.newFolder("fonts").toPath();
        source = new FolderSource(folder);
        write("a.txt", "one");
        write("more/b.txt", "two");
    }

    private void write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    public void sameFilesAreTheSameRevisionWhereverTheyLie() throws Exception {
        var elsewhere = temporary.newFolder("copy").toPath();
        var taken = source.take(Optional.empty(), elsewhere);
        assertThat(elsewhere.resolve("more/b.txt")).hasContent("two");
        assertThat(taken).isEqualTo(source.newest());
        assertThat(new FolderSource(elsewhere).newest().id()).isEqualTo(taken.id());
        assertThat(taken.variables()).containsEntry("FolderDigest", taken.id()).containsEntry("FolderName", "fonts");
        assertThat(taken.summary()).isEqualTo("2 files of " + folder);
    }

    @Test
    public void contentIsWhatCountsAndNotTheTime() throws Exception {
        var before = source.newest().id();
        write("a.txt", "one");
        assertThat(source.newest().id()).isEqualTo(before);
        write("a.txt", "One");
        assertThat(source.newest().id()).isNotEqualTo(before);
    }

    @Test
    public void anotherNameIsAnotherRevision() throws Exception {
        var before = source.newest().id();
        Files.move(folder.resolve("a.txt"), folder.resolve("c.txt"));
        assertThat(source.newest().id()).isNotEqualTo(before);
    }

    @Test
    public void aFileThatBecomesAProgramIsAnotherRevision() throws Exception {
        var before = source.newest().id();
        Files.setPosixFilePermissions(folder.resolve("a.txt"), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(source.newest().id()).isNotEqualTo(before);
    }

    @Test
    public void aLinkIsTakenAsALink() throws Exception {
        Files.createSymbolicLink(folder.resolve("link"), Path.of("a.txt"));
        var target = temporary.newFolder("taken").toPath();
        source.take(Optional.empty(), target);
        assertThat(Files.readSymbolicLink(target.resolve("link"))).isEqualTo(Path.of("a.txt"));
    }

    @Test
    public void whatThisProgramAndGitWriteThereIsNoChange() throws Exception {
        var before = source.newest().id();
        write(".stage-gate/shop/journal", "an event");
        write(".git/HEAD", "ref: refs/heads/main");
        assertThat(source.newest().id()).isEqualTo(before);
    }

    @Test
    public void aFolderThatIsNotThereIsSaidByItsPath() {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> new FolderSource(folder.resolve("gone")).newest())
                .withMessageContaining("There is no folder " + folder.resolve("gone"));
    }

    @Test
    public void anEarlierRevisionCannotBeHad() {
        var override = Optional.of(new SourceOverride("Fonts", "COMMIT_ID", "3f2a"));
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> source.take(override, temporary.newFolder("x").toPath()))
                .satisfies(e -> assertThat(e.failure().code()).isEqualTo(ActionFailure.CONFIGURATION));
    }
}
