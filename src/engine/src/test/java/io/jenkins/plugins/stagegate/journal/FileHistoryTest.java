package io.jenkins.plugins.stagegate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.runtime.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FileHistoryTest {
    /** Enough for the index to be stored once, with some executions behind it. */
    private static final int MANY = 300;

    private static List<Execution> past;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path file;
    private Path index;

    @BeforeClass
    public static void runThem() throws Exception {
        past = Shop.past(MANY);
    }

    @Before
    public void nameTheFiles() {
        file = folder.getRoot().toPath().resolve("history");
        index = folder.getRoot().toPath().resolve("history.index");
    }

    @Test
    public void findsByIdAndByFallingNumber() throws IOException {
        try (var history = keepAll()) {
            assertThatAllAreThere(history);
            assertThat(history.find("execution-0")).isEmpty();
            assertThat(history.latest(1, 10)).isEmpty();
            assertThat(history.latest(4, 2)).containsExactly(past.get(2), past.get(1));
        }
    }

    @Test
    public void findsThemAgainAfterItWasClosed() throws IOException {
        keepAll().close();
        assertThatAllAreThereAfterOpening();
    }

    @Test
    public void findsWhatIsNotWrittenYet() throws IOException {
        try (var history = open()) {
            history.keep(past.subList(0, 10));
            history.keep(past.subList(10, 11));
            assertThat(history.find("execution-11")).contains(past.get(10));
            assertThat(history.latest(Long.MAX_VALUE, 2)).containsExactly(past.get(10), past.get(9));
            assertThat(history.size()).isEqualTo(11);
            assertThat(file).content().doesNotContain("execution-11");
            history.flush();
            assertThat(file).content().contains("execution-11");
        }
    }

    @Test
    public void flushesOnceForSeveralExecutions() throws IOException {
        var disk = new FailingDisk();
        try (var history = FileHistory.open(folder.getRoot().toPath(), disk)) {
            int before = disk.flushes();
            for (Execution execution : past.subList(0, 80)) {
                history.keep(List.of(execution));
            }
            assertThat(disk.flushes() - before).isEqualTo(10);
        }
    }

    @Test
    public void keepsAnExecutionOnce() throws IOException {
        try (var history = open()) {
            history.keep(past.subList(0, 5));
            history.keep(past.subList(0, 5));
            history.flush();
            history.keep(past.subList(0, 5));
            history.flush();
            assertThat(history.size()).isEqualTo(5);
        }
        assertThat(Files.readAllLines(file)).hasSize(5);
    }

    @Test
    public void keepsExecutionsInAnyOrder() throws IOException {
        var shuffled = new ArrayList<>(past);
        Collections.reverse(shuffled);
        Collections.swap(shuffled, 3, 200);
        try (var history = open()) {
            for (Execution execution : shuffled) {
                history.keep(List.of(execution));
            }
            assertThatAllAreThere(history);
        }
        assertThatAllAreThereAfterOpening();
    }

    /** Two ids that look alike to the index. */
    @Test
    public void tellsIdsApartThatHaveTheSameHash() throws IOException {
        assertThat("execution-Aa".hashCode()).isEqualTo("execution-BB".hashCode());
        try (var history = open()) {
            history.keep(past.subList(0, 1));
            assertThat(history.find("execution-1")).contains(past.get(0));
        }
        var alike = Files.readString(file).replace("execution-1", "execution-Aa");
        Files.delete(file);
        try (var records = RecordFile.open(file)) {
            var payload = alike.substring(alike.indexOf('{')).strip();
            records.append(List.of(payload, payload.replace("-Aa", "-BB").replace("\"number\":1", "\"number\":2")));
        }
        try (var history = open()) {
            assertThat(history.find("execution-Aa").orElseThrow().start().number())
                    .isEqualTo(1);
            assertThat(history.find("execution-BB").orElseThrow().start().number())
                    .isEqualTo(2);
        }
    }

    /** Damage that the index lets it pass by is not seen when it is opened, and named when it is read. */
    @Test
    public void readsNothingOfALongPastWhenItIsOpened() throws IOException {
        keepAll().close();
        flip(20);
        try (var history = open()) {
            assertThat(history.size()).isEqualTo(MANY);
            assertThat(history.find("execution-2")).contains(past.get(1));
            assertThatThrownBy(() -> history.find("execution-1"))
                    .isInstanceOf(JournalDamagedException.class)
                    .hasMessageContaining("is damaged at line 1, byte 0");
        }
    }

    @Test
    public void namesDamageBehindTheIndexWhenItIsOpened() throws IOException {
        keepAll().close();
        var lines = Files.readAllLines(file);
        long offset = lines.subList(0, MANY - 2).stream()
                .mapToLong(line -> line.length() + 1L)
                .sum();
        flip(Math.toIntExact(offset + 20));
        assertThatThrownBy(this::open)
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("is damaged at line %d, byte %d", MANY - 1, offset);
    }

    @Test
    public void makesAnIndexAgainThatIsGone() throws IOException {
        keepAll().close();
        Files.delete(index);
        assertThatAllAreThereAfterOpening();
        assertThat(index).exists();
    }

    @Test
    public void takesNoNoticeOfAnIndexThatIsCutOrDamaged() throws IOException {
        keepAll().close();
        var whole = Files.readAllBytes(index);
        for (int length = 0; length < whole.length; length += whole.length / 8) {
            Files.write(index, Arrays.copyOf(whole, length));
            assertThatAllAreThereAfterOpening();
            var flipped = whole.clone();
            flipped[length] ^= 1;
            Files.write(index, flipped);
            assertThatAllAreThereAfterOpening();
        }
    }

    @Test
    public void takesNoNoticeOfTheIndexOfALongerHistory() throws IOException {
        keepAll().close();
        var lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, 100));
        try (var history = open()) {
            assertThat(history.size()).isEqualTo(100);
            assertThat(history.latest(Long.MAX_VALUE, 1)).containsExactly(past.get(99));
        }
    }

    @Test
    public void takesNoNoticeOfTheIndexOfAnotherHistory() throws IOException {
        keepAll().close();
        var other = new ArrayList<>(past);
        Collections.reverse(other);
        Files.delete(file);
        try (var records = RecordFile.open(file)) {
            records.append(other.stream().map(Json::write).toList());
        }
        assertThatAllAreThereAfterOpening();
    }

    @Test
    public void stillFindsWhatAFullDiskDidNotTakeAndWritesItLater() throws IOException {
        var disk = new FailingDisk();
        try (var history = FileHistory.open(folder.getRoot().toPath(), disk)) {
            disk.fillAfter(100);
            assertThatThrownBy(() -> history.keep(past.subList(0, 9))).isInstanceOf(JournalWriteException.class);
            assertThat(history.find("execution-9")).contains(past.get(8));
            disk.fillAfter(Long.MAX_VALUE);
            history.flush();
        }
        try (var history = open()) {
            assertThat(history.size()).isEqualTo(9);
        }
    }

    private FileHistory keepAll() throws IOException {
        var history = open();
        for (Execution execution : past) {
            history.keep(List.of(execution));
        }
        return history;
    }

    private FileHistory open() throws IOException {
        return FileHistory.open(folder.getRoot().toPath());
    }

    private void assertThatAllAreThereAfterOpening() throws IOException {
        try (var history = open()) {
            assertThatAllAreThere(history);
        }
    }

    private static void assertThatAllAreThere(FileHistory history) throws IOException {
        var falling = new ArrayList<>(past);
        Collections.reverse(falling);
        assertThat(history.size()).isEqualTo(MANY);
        assertThat(history.latest(Long.MAX_VALUE, MANY + 1)).isEqualTo(falling);
        assertThat(history.find("execution-1")).contains(past.get(0));
        assertThat(history.find("execution-299")).contains(past.get(298));
    }

    private void flip(int at) throws IOException {
        var bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }
}
