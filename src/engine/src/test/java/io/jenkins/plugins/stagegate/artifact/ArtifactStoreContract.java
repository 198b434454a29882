package io.jenkins.plugins.stagegate.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagegate.model.Artifact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What every {@link ArtifactStore} promises; the test of a store extends it. */
public abstract class ArtifactStoreContract {
    private static final String ABC = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String OTHER = "sha256:" + "0".repeat(64);
    private static final int LARGE = 64 << 20;
    private static final int SMALL_HEAP = 1 << 20;

    /** Where a test, and the store under test, may write. */
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private ArtifactStore store;

    /** Makes the store under test, empty. Called once a test. */
    protected abstract ArtifactStore newStore() throws IOException;

    @Before
    public final void makeTheStore() throws IOException {
        store = newStore();
    }

    /** The store under test. */
    protected final ArtifactStore store() {
        return store;
    }

    /** Stores a text and returns its artifact. */
    protected final Artifact put(String text) throws IOException {
        try (Ingest ingest = store.ingest()) {
            ingest.write(text.getBytes(UTF_8));
            return ingest.commit("Text");
        }
    }

    /** Reads stored content as text. */
    protected final String read(String digest) throws IOException {
        try (InputStream content = store.open(digest)) {
            return new String(content.readAllBytes(), UTF_8);
        }
    }

    @Test
    public void givesBackWhatWasCommitted() throws IOException {
        Artifact artifact = put("content");
        assertThat(store.has(artifact.digest())).isTrue();
        assertThat(read(artifact.digest())).isEqualTo("content");
    }

    @Test
    public void namesContentByItsSha256() throws IOException {
        assertThat(put("abc")).isEqualTo(new Artifact("Text", ABC, 3));
    }

    @Test
    public void takesContentByteByByte() throws IOException {
        try (Ingest ingest = store.ingest()) {
            for (byte b : "abc".getBytes(UTF_8)) {
                ingest.write(b);
            }
            assertThat(ingest.commit("Text").digest()).isEqualTo(ABC);
        }
        assertThat(read(ABC)).isEqualTo("abc");
    }

    @Test
    public void takesEmptyContent() throws IOException {
        Artifact artifact = put("");
        assertThat(artifact.size()).isZero();
        assertThat(read(artifact.digest())).isEmpty();
    }

    @Test
    public void takesAnArchiveFromAFile() throws IOException {
        Path archive = Files.writeString(folder.newFile().toPath(), "abc");
        assertThat(store.put("App", archive)).isEqualTo(new Artifact("App", ABC, 3));
        assertThat(read(ABC)).isEqualTo("abc");
    }

    @Test
    public void showsNothingBeforeTheCommit() throws IOException {
        try (Ingest ingest = store.ingest()) {
            ingest.write("abc".getBytes(UTF_8));
            ingest.flush();
            assertThat(store.has(ABC)).isFalse();
        }
    }

    @Test
    public void forgetsContentThatIsNotCommitted() throws IOException {
        try (Ingest ingest = store.ingest()) {
            ingest.write("abc".getBytes(UTF_8));
        }
        assertThat(store.has(ABC)).isFalse();
        assertThat(store.local(ABC)).isEmpty();
    }

    @Test
    public void takesNothingMoreAfterTheCommit() throws IOException {
        try (Ingest ingest = store.ingest()) {
            ingest.write("abc".getBytes(UTF_8));
            ingest.commit("Text");
            assertThatThrownBy(() -> ingest.write('d')).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> ingest.commit("Again")).isInstanceOf(IOException.class);
        }
        assertThat(read(ABC)).isEqualTo("abc");
    }

    @Test
    public void storesTheSameContentOnce() throws IOException {
        assertThat(put("same")).isEqualTo(put("same"));
        String digest = put("same").digest();
        store.delete(digest);
        assertThat(store.has(digest)).isFalse();
    }

    @Test
    public void saysWhichArtifactIsMissing() throws IOException {
        assertThat(store.has(OTHER)).isFalse();
        assertThat(store.local(OTHER)).isEmpty();
        assertThatThrownBy(() -> store.open(OTHER))
                .isInstanceOf(ArtifactMissingException.class)
                .hasMessageContaining(OTHER)
                .hasMessageContaining(store.toString());
    }

    @Test
    public void deletesContent() throws IOException {
        String digest = put("old").digest();
        String kept = put("kept").digest();
        store.delete(digest);
        assertThat(store.has(digest)).isFalse();
        assertThatThrownBy(() -> store.open(digest)).isInstanceOf(ArtifactMissingException.class);
        assertThat(read(kept)).isEqualTo("kept");
        store.delete(digest);
    }

    @Test
    public void takesContentAgainAfterItWasDeleted() throws IOException {
        store.delete(put("again").digest());
        assertThat(read(put("again").digest())).isEqualTo("again");
    }

    @Test
    public void takesInAnArtifactFromElsewhere() throws IOException {
        store.put(new Artifact("App", ABC, 3), new ByteArrayInputStream("abc".getBytes(UTF_8)));
        assertThat(read(ABC)).isEqualTo("abc");
    }

    @Test
    public void doesNotTakeInAnArtifactWhoseContentIsAnother() throws IOException {
        Artifact artifact = new Artifact("App", OTHER, 3);
        assertThatThrownBy(() -> store.put(artifact, new ByteArrayInputStream("abc".getBytes(UTF_8))))
                .isInstanceOf(ArtifactCorruptedException.class)
                .hasMessageContaining("'App'")
                .hasMessageContaining("expected " + OTHER + ", found " + ABC);
        assertThat(store.has(OTHER)).isFalse();
        assertThat(store.has(ABC)).isFalse();
    }

    @Test
    public void refusesWhatIsNoDigest() {
        for (String digest : List.of("", "sha256:..", "../../etc/passwd", "sha256:" + "A".repeat(64), ABC + "0")) {
            assertThatIllegalArgumentException().isThrownBy(() -> store.open(digest));
            assertThatIllegalArgumentException().isThrownBy(() -> store.has(digest));
            assertThatIllegalArgumentException().isThrownBy(() -> store.local(digest));
            assertThatIllegalArgumentException().isThrownBy(() -> store.delete(digest));
        }
    }

    @Test
    public void givesTheWholeContentAsALocalFileIfItHasOne() throws IOException {
        Optional<Path> local = store.local(put("abc").digest());
        if (local.isPresent()) {
            assertThat(local.get()).hasContent("abc");
        }
    }

    @Test
    public void takesTheSameContentFromManyAtOnce() throws Exception {
        int writers = 8;
        CyclicBarrier together = new CyclicBarrier(writers);
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            List<Future<Artifact>> artifacts = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                artifacts.add(threads.submit(() -> {
                    try (Ingest ingest = store.ingest()) {
                        ingest.write("abc".getBytes(UTF_8));
                        together.await();
                        return ingest.commit("Text");
                    }
                }));
            }
            for (Future<Artifact> artifact : artifacts) {
                assertThat(artifact.get().digest()).isEqualTo(ABC);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(read(ABC)).isEqualTo("abc");
    }

    @Test
    public void streamsLargeContentThroughASmallHeap() throws IOException {
        CountedZeros zeros = new CountedZeros(LARGE);
        Artifact artifact;
        try (Ingest ingest = store.ingest()) {
            zeros.transferTo(ingest);
            artifact = ingest.commit("Large");
        }
        assertThat(artifact.size()).isEqualTo(LARGE);
        assertThat(zeros.largestRead()).isLessThanOrEqualTo(SMALL_HEAP);
        try (InputStream content = store.open(artifact.digest())) {
            content.skipNBytes(LARGE);
            assertThat(content.read()).isNegative();
        }
    }
}
