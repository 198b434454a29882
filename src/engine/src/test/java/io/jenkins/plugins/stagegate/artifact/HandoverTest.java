package io.jenkins.plugins.stagegate.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagegate.model.Artifact;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class HandoverTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Tree source;
    private Path target;
    private ArtifactStore near;
    private ArtifactStore afar;

    @Before
    public void writeTheSource() throws IOException {
        Path root = folder.getRoot().toPath().toRealPath();
        source = new Tree(Files.createDirectory(root.resolve("source"))).file("target/app.jar", "jar");
        target = root.resolve("work/target");
        near = new FolderArtifactStore(root.resolve("store"));
        afar = new WithoutLocalFiles(near);
    }

    /** A store as one across a network is: it has no files on this machine. */
    private record WithoutLocalFiles(ArtifactStore store) implements ArtifactStore {
        @Override
        public Ingest ingest() throws IOException {
            return store.ingest();
        }

        @Override
        public InputStream open(String digest) throws IOException {
            return store.open(digest);
        }

        @Override
        public Optional<Path> local(String digest) {
            return Optional.empty();
        }

        @Override
        public boolean has(String digest) throws IOException {
            return store.has(digest);
        }

        @Override
        public void delete(String digest) throws IOException {
            store.delete(digest);
        }
    }

    private Artifact putOut() throws IOException {
        SelectedFiles files = FileSelection.of(List.of("target/*.jar")).in(source.root());
        return new Handover(near, Limits.DEFAULT).putOut("AppJar", files);
    }

    @Test
    public void handsFilesFromOneActionToTheNext() throws IOException {
        Artifact artifact = putOut();
        assertThat(artifact.name()).isEqualTo("AppJar");
        new Handover(near, Limits.DEFAULT).takeIn(artifact, target);
        assertThat(target.resolve("target/app.jar")).hasContent("jar");
    }

    @Test
    public void handsThemOverFromAfarToo() throws IOException {
        new Handover(afar, Limits.DEFAULT).takeIn(putOut(), target);
        assertThat(new Tree(target.getParent()).paths()).containsExactly("target/target/app.jar");
    }

    @Test
    public void handsTheSameFilesOverAsTheSameArtifact() throws IOException {
        assertThat(putOut()).isEqualTo(putOut());
    }

    @Test
    public void handsNothingOnWhenTheContentWasChanged() throws IOException {
        Artifact artifact = putOut();
        Path stored = near.local(artifact.digest()).orElseThrow();
        byte[] content = Files.readAllBytes(stored);
        content[content.length / 2] ^= 1;
        Files.delete(stored);
        Files.write(stored, content);
        for (ArtifactStore store : List.of(near, afar)) {
            assertThatThrownBy(() -> new Handover(store, Limits.DEFAULT).takeIn(artifact, target))
                    .isInstanceOf(ArtifactCorruptedException.class)
                    .hasMessageContaining("'AppJar'")
                    .hasMessageContaining("expected " + artifact.digest() + ", found sha256:");
        }
        assertThat(target).doesNotExist();
        if (Files.exists(target.getParent())) {
            assertThat(target.getParent()).isEmptyDirectory();
        }
    }

    @Test
    public void saysWhichArtifactIsMissing() throws IOException {
        Artifact artifact = putOut();
        near.delete(artifact.digest());
        assertThatThrownBy(() -> new Handover(near, Limits.DEFAULT).takeIn(artifact, target))
                .isInstanceOf(ArtifactMissingException.class)
                .hasMessageContaining("'AppJar' (" + artifact.digest() + ")")
                .hasMessageContaining("Run the action that puts it out again");
    }
}
