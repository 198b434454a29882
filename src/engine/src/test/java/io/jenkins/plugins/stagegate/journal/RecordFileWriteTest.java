package io.jenkins.plugins.stagegate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What becomes of the records when the disk fills up, fails, or is gone from one moment to the next. */
public class RecordFileWriteTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final FailingDisk disk = new FailingDisk();
    private Path path;

    @Before
    public void nameTheFile() throws IOException {
        path = folder.getRoot().toPath().toRealPath().resolve("journal");
    }

    @Test
    public void storesAllOrNothingWhereverTheDiskFillsUp() throws IOException {
        try (RecordFile file = RecordFile.open(path, disk)) {
            file.append(List.of("before"));
            long before = Files.size(path);
            file.append(List.of("these", "two"));
            long needed = Files.size(path) - before;
            for (long free = 0; free < needed; free++) {
                long length = Files.size(path);
                disk.fillAfter(free);
                assertThatThrownBy(() -> file.append(List.of("these", "two")))
                        .isInstanceOf(JournalWriteException.class)
                        .hasMessageContaining(path.toString())
                        .hasMessageContaining("No space left on device")
                        .hasMessageContaining("holds what it held before");
                assertThat(path).hasSize(length);
            }
            disk.fillAfter(needed);
            file.append(List.of("right", "now"));
        }
        assertThat(Records.in(path)).containsExactly("before", "these", "two", "right", "now");
    }

    @Test
    public void takesNoMoreRecordsWhenAFailedWriteCannotBeUndone() throws IOException {
        try (RecordFile file = RecordFile.open(path, disk)) {
            file.append(List.of("before"));
            disk.fillAfter(4);
            disk.failTruncate(true);
            assertThatThrownBy(() -> file.append(List.of("half")))
                    .isInstanceOf(JournalWriteException.class)
                    .hasMessageContaining("takes no more records");
            disk.fillAfter(1000);
            disk.failTruncate(false);
            assertThatThrownBy(() -> file.append(List.of("later"))).hasMessageContaining("takes no more records");
            assertThatThrownBy(() -> file.rewrite(List.of("later"))).hasMessageContaining("takes no more records");
            assertThat(Records.of(file)).containsExactly("before");
        }
        assertThat(Records.in(path)).containsExactly("before");
    }

    /** After a flush that failed nobody knows what is on the disk; here even the flush after the truncation fails. */
    @Test
    public void takesNoMoreRecordsWhenTheDiskDoesNotFlush() throws IOException {
        try (RecordFile file = RecordFile.open(path, disk)) {
            disk.failFlush(true);
            assertThatThrownBy(() -> file.append(List.of("lost"))).hasMessageContaining("takes no more records");
        }
        assertThat(Records.in(path)).isEmpty();
    }

    @Test
    public void keepsTheOldRecordsWhenTheNewOnesDoNotFit() throws IOException {
        try (RecordFile file = RecordFile.open(path, disk)) {
            file.append(List.of("old"));
            disk.fillAfter(10);
            assertThatThrownBy(() -> file.rewrite(List.of("new"))).hasMessageContaining("holds what it held before");
            assertThat(path.resolveSibling("journal.new")).doesNotExist();
            disk.fillAfter(1000);
            file.append(List.of("next"));
            assertThat(Records.of(file)).containsExactly("old", "next");
        }
    }

    @Test
    public void keepsTheOldRecordsWhenTheNewOnesCannotTakeTheirPlace() throws IOException {
        try (RecordFile file = RecordFile.open(path, disk)) {
            file.append(List.of("old"));
            disk.failReplace(true);
            assertThatThrownBy(() -> file.rewrite(List.of("new"))).hasMessageContaining("holds what it held before");
            file.append(List.of("next"));
            assertThat(Records.of(file)).containsExactly("old", "next");
        }
    }

    @Test
    public void holdsEveryAcknowledgedAppendWheneverTheDiskDies() throws IOException {
        for (int operations = 0; ; operations++) {
            FailingDisk dying = new FailingDisk();
            dying.dieAfter(operations);
            List<String> acknowledged = appendUntilItDies(dying);
            List<String> found = Records.in(path);
            assertThat(found.subList(0, acknowledged.size()))
                    .as("dead after %d operations", operations)
                    .isEqualTo(acknowledged);
            assertThat(found.size() - acknowledged.size())
                    .as("records of the append that was interrupted: none, or all if only its flush died")
                    .isIn(0, 3);
            Files.delete(path);
            if (!dying.isDead()) {
                return;
            }
        }
    }

    private List<String> appendUntilItDies(Disk dying) {
        List<String> acknowledged = new ArrayList<>();
        try (RecordFile file = RecordFile.open(path, dying)) {
            for (int i = 0; i < 5; i++) {
                List<String> payloads = List.of("a" + i, "b" + i, "c" + i);
                file.append(payloads);
                acknowledged.addAll(payloads);
            }
        } catch (IOException e) {
            assertThat(e).hasStackTraceContaining("The disk is gone");
        }
        return acknowledged;
    }

    @Test
    public void holdsTheOldOrTheNewRecordsWheneverTheDiskDiesWhileItIsRewritten() throws IOException {
        for (int operations = 0; ; operations++) {
            Records.create(path, List.of("old 1", "old 2"));
            FailingDisk dying = new FailingDisk();
            dying.dieAfter(operations);
            boolean acknowledged = rewriteUntilItDies(dying);
            List<String> found = Records.in(path);
            assertThat(found)
                    .as("dead after %d operations", operations)
                    .isIn(List.of("old 1", "old 2"), List.of("new 1", "new 2", "new 3"));
            assertThat(found.contains("new 1") || !acknowledged).isTrue();
            Files.delete(path);
            if (!dying.isDead()) {
                return;
            }
        }
    }

    private boolean rewriteUntilItDies(Disk dying) {
        try (RecordFile file = RecordFile.open(path, dying)) {
            file.rewrite(List.of("new 1", "new 2", "new 3"));
            return true;
        } catch (IOException e) {
            assertThat(e).hasStackTraceContaining("The disk is gone");
            return false;
        }
    }
}
