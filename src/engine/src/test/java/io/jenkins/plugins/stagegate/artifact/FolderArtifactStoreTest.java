package io.jenkins.plugins.stagegate.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.model.Artifact;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.Test;

public class FolderArtifactStoreTest extends ArtifactStoreContract {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Override
    protected ArtifactStore newStore() throws IOException {
        return new FolderArtifactStore(root());
    }

    private Path root() {
        return folder.getRoot().toPath().resolve("store");
    }

    @Test
    public void keepsContentUnderItsDigest() throws IOException {
        put("abc");
        assertThat(root().resolve("sha256/ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"))
                .hasContent("abc");
    }

    @Test
    public void makesContentReadOnly() throws IOException {
        Path file = store().local(put("abc").digest()).orElseThrow();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .doesNotContain("w");
    }

    @Test
    public void leavesNothingBehindBesidesTheContent() throws IOException {
        put("abc");
        put("abc");
        try (Ingest ingest = store().ingest()) {
            ingest.write('x');
        }
        assertThat(root().resolve("incoming")).isEmptyDirectory();
    }

    @Test
    public void findsContentAgainWhenItIsOpenedAnew() throws IOException {
        Artifact artifact = put("abc");
        assertThat(new FolderArtifactStore(root()).has(artifact.digest())).isTrue();
    }

    @Test
    public void replacesContentThatWasCutShort() throws IOException {
        Path file = store().local(put("abc").digest()).orElseThrow();
        Files.delete(file);
        Files.writeString(file, "a");
        assertThat(read(put("abc").digest())).isEqualTo("abc");
    }

    @Test
    public void letsAReaderFinishWhoseContentIsDeleted() throws IOException {
        Artifact artifact = put("abc");
        try (InputStream content = store().open(artifact.digest())) {
            store().delete(artifact.digest());
            assertThat(content.readAllBytes()).isEqualTo("abc".getBytes(UTF_8));
        }
    }

    @Test
    public void removesWhatACrashLeftButNotWhatIsBeingWritten() throws IOException {
        Path left = Files.writeString(root().resolve("incoming/left.tmp"), "half");
        Path recent = Files.writeString(root().resolve("incoming/recent.tmp"), "half");
        Files.setLastModifiedTime(left, FileTime.from(NOON.minusSeconds(1)));
        Files.setLastModifiedTime(recent, FileTime.from(NOON));
        new FolderArtifactStore(root()).removeLeftOvers(NOON);
        assertThat(left).doesNotExist();
        assertThat(recent).exists();
    }
}
