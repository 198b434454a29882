package io.jenkins.plugins.stagegate.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RecordFileTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path path;

    @Before
    public void nameTheFile() throws IOException {
        path = folder.getRoot().toPath().toRealPath().resolve("journal");
    }

    @Test
    public void isEmptyWhenItIsNew() throws IOException {
        try (RecordFile file = RecordFile.open(path)) {
            assertThat(Records.of(file)).isEmpty();
            assertThat(file.end()).isZero();
            assertThat(file.recovery().tornTail()).isEmpty();
        }
    }

    @Test
    public void keepsWhatWasAppendedInOrder() throws IOException {
        try (RecordFile file = RecordFile.open(path)) {
            file.append(List.of("{\"a\":1}", "{\"b\":\"größer ✓ 🎉\"}"));
            file.append(List.of(""));
            file.append(List.of());
        }
        assertThat(Records.in(path)).containsExactly("{\"a\":1}", "{\"b\":\"größer ✓ 🎉\"}", "");
    }

    @Test
    public void isReadableInAnEditor() throws IOException {
        Records.create(path, List.of("{\"a\":1}", "ü"));
        assertThat(Files.readString(path)).matches("7 [0-9a-f]{8}\\+\\{\"a\":1}\n2 [0-9a-f]{8} ü\n");
    }

    /** The checksum is the public CRC32C (Castagnoli), so that other tools can check a journal too. */
    @Test
    public void guardsEachRecordWithTheCrc32cOfMarkAndText() throws IOException {
        Records.create(path, List.of("23456789"));
        assertThat(Files.readString(path)).isEqualTo("8 %s 23456789\n".formatted(crc32c(" 23456789")));
        assertThat(crc32c("123456789"))
                .as("the check value that the CRC catalogues give")
                .isEqualTo("e3069283");
    }

    private static String crc32c(String text) {
        int crc = -1;
        for (byte c : text.getBytes(US_ASCII)) {
            crc ^= c;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : 0x82F63B78);
            }
        }
        return "%08x".formatted(~crc);
    }

    @Test
    public void findsARecordAtTheOffsetThatAppendingItNamed() throws IOException {
        try (RecordFile file = RecordFile.open(path)) {
            file.append(List.of("first"));
            long second = file.append(List.of("second", "third"));
            assertThat(file.read(second)).isEqualTo("second");
            assertThat(file.append(List.of())).isEqualTo(file.end());
        }
    }

    @Test
    public void streamsFromAnOffset() throws IOException {
        try (RecordFile file = RecordFile.open(path)) {
            file.append(List.of("first"));
            long second = file.append(List.of("second", "third"));
            List<String> seen = new ArrayList<>();
            file.forEach(second, (offset, payload) -> {
                assertThat(file.read(offset)).isEqualTo(payload);
                seen.add(payload);
            });
            assertThat(seen).containsExactly("second", "third");
        }
    }

    @Test
    public void leavesOutWhatIsAppendedWhileItStreams() throws IOException {
        try (RecordFile file = RecordFile.open(path)) {
            file.append(List.of("a", "b"));
            file.forEach(0, (offset, payload) -> file.append(List.of(payload + "'")));
            assertThat(Records.of(file)).containsExactly("a", "b", "a'", "b'");
        }
    }

    @Test
    public void goesOnAfterItWasClosed() throws IOException {
        Records.create(path, List.of("before"));
        try (RecordFile file = RecordFile.open(path)) {
            assertThat(file.recovery().records()).isEqualTo(1);
            file.append(List.of("after"));
        }
        assertThat(Records.in(path)).containsExactly("before", "after");
    }

    @Test
    public void refusesATextOfSeveralLinesAndStoresNoneOfTheOthers() throws IOException {
        try (RecordFile file = RecordFile.open(path)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> file.append(List.of("fine", "two\nlines")))
                    .withMessageContaining("one line");
            assertThat(Records.of(file)).isEmpty();
        }
    }

    @Test
    public void refusesHalfACharacter() throws IOException {
        try (RecordFile file = RecordFile.open(path)) {
            assertThatIllegalArgumentException().isThrownBy(() -> file.append(List.of("\ud83c")));
        }
    }

    @Test
    public void refusesAnOffsetOutsideOfTheFile() throws IOException {
        try (RecordFile file = RecordFile.open(path)) {
            assertThatIllegalArgumentException().isThrownBy(() -> file.read(0));
            assertThatIllegalArgumentException().isThrownBy(() -> file.forEach(1, (offset, payload) -> {}));
        }
    }

    /** To report damage would be dangerous here: its message says how to cut the file. */
    @Test
    public void refusesAnOffsetAtWhichNoRecordStarts() throws IOException {
        try (RecordFile file = RecordFile.open(path)) {
            file.append(List.of("first"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> file.read(1))
                    .withMessageContaining("No record of " + path + " starts at byte 1");
            assertThatIllegalArgumentException().isThrownBy(() -> file.forEach(2, (offset, payload) -> {}));
        }
    }

    @Test
    public void refusesToAppendOnceItIsClosed() throws IOException {
        RecordFile file = RecordFile.open(path);
        file.close();
        file.close();
        assertThatThrownBy(() -> file.append(List.of("late")))
                .isInstanceOf(JournalWriteException.class)
                .hasMessageContaining("it is closed");
    }

    @Test
    public void survivesAnInterruptedThread() throws IOException {
        try (RecordFile file = RecordFile.open(path)) {
            Thread.currentThread().interrupt();
            file.append(List.of("while interrupted"));
            file.rewrite(List.of("rewritten"));
            assertThat(Thread.interrupted())
                    .as("the interrupt is still to be seen")
                    .isTrue();
            file.append(List.of("later"));
        }
        assertThat(Records.in(path)).containsExactly("rewritten", "later");
    }

    @Test
    public void rewritesItselfWithOtherRecords() throws IOException {
        try (RecordFile file = RecordFile.open(path)) {
            file.append(List.of("one", "two", "three"));
            file.rewrite(List.of("snapshot"));
            assertThat(file.append(List.of("four"))).isEqualTo(Files.size(path) / 2 + 2);
            assertThat(Records.of(file)).containsExactly("snapshot", "four");
        }
        assertThat(Records.in(path)).containsExactly("snapshot", "four");
    }

    @Test
    public void rewritesItselfWithMoreThanFitsIntoABuffer() throws IOException {
        List<String> many =
                IntStream.range(0, 20_000).mapToObj(i -> "record " + i).collect(Collectors.toList());
        try (RecordFile file = RecordFile.open(path)) {
            file.rewrite(many);
            file.append(List.of("last"));
        }
        assertThat(Records.in(path)).hasSize(20_001).startsWith("record 0").endsWith("record 19999", "last");
    }

    @Test
    public void letsAReaderFinishWithTheOldRecordsWhileItIsRewritten() throws IOException {
        try (RecordFile file = RecordFile.open(path)) {
            file.append(List.of("old 1", "old 2"));
            List<String> seen = new ArrayList<>();
            file.forEach(0, (offset, payload) -> {
                file.rewrite(List.of("new"));
                seen.add(payload);
            });
            assertThat(seen).containsExactly("old 1", "old 2");
        }
    }

    @Test
    public void removesTheSuccessorThatACrashLeft() throws IOException {
        Records.create(path, List.of("old"));
        Path left = path.resolveSibling("journal.new");
        Files.writeString(left, "half of a succ");
        assertThat(Records.in(path)).containsExactly("old");
        assertThat(left).doesNotExist();
    }

    @Test
    public void followsALinkToTheFile() throws IOException {
        Records.create(path, List.of("there"));
        Path link = Files.createSymbolicLink(path.resolveSibling("link"), path);
        try (RecordFile file = RecordFile.open(link)) {
            file.rewrite(List.of("rewritten"));
        }
        assertThat(link).isSymbolicLink();
        assertThat(Records.in(path)).containsExactly("rewritten");
    }
}
