package io.jenkins.plugins.stagegate.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What becomes of a file that was cut or changed anywhere: everything acknowledged is there, or the place is named. */
public class RecordFileDamageTest {
    private static final List<String> RECORDS = List.of("{\"n\":1}", "{\"n\":2}", "{\"n\":3}", "{\"n\":4}");
    private static final int LINE = "7 00000000 {\"n\":1}\n".length();

    /** Saves the time of flushing thousands of files. */
    private static final Disk UNFLUSHED = new FailingDisk();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path path;
    private byte[] whole;

    @Before
    public void appendTheRecordsOneByOne() throws IOException {
        path = folder.getRoot().toPath().toRealPath().resolve("journal");
        try (RecordFile file = RecordFile.open(path)) {
            for (String payload : RECORDS) {
                file.append(List.of(payload));
            }
        }
        whole = Files.readAllBytes(path);
    }

    @Test
    public void keepsWholeRecordsAndReportsTheRestWhereverItIsCut() throws IOException {
        for (int length = LINE; length < whole.length; length++) {
            Files.write(path, Arrays.copyOf(whole, length));
            int kept = length / LINE;
            int torn = length % LINE;
            try (RecordFile file = RecordFile.open(path, UNFLUSHED)) {
                assertThat(Records.of(file)).as("cut at %d", length).isEqualTo(RECORDS.subList(0, kept));
                assertThat(file.recovery().tornTail().isPresent()).isEqualTo(torn > 0);
                if (torn > 0) {
                    assertThatTailIsKept(file.recovery().tornTail().orElseThrow(), kept * LINE, length);
                }
                file.append(List.of("next"));
            }
            assertThat(Records.in(path)).hasSize(kept + 1).endsWith("next");
        }
    }

    private void assertThatTailIsKept(Recovery.TornTail tail, int from, int to) throws IOException {
        assertThat(tail.offset()).isEqualTo(from);
        assertThat(tail.bytes()).isEqualTo(to - from);
        assertThat(tail.keptIn().getFileName().toString()).startsWith("journal.torn-" + from);
        assertThat(tail.keptIn()).hasBinaryContent(Arrays.copyOfRange(whole, from, to));
    }

    @Test
    public void keepsNothingOfAnAppendThatIsCutAnywhere() throws IOException {
        try (RecordFile file = RecordFile.open(path)) {
            file.append(List.of("these", "belong", "together"));
        }
        byte[] longer = Files.readAllBytes(path);
        for (int length = whole.length + 1; length < longer.length; length++) {
            Files.write(path, Arrays.copyOf(longer, length));
            try (RecordFile file = RecordFile.open(path, UNFLUSHED)) {
                assertThat(Records.of(file)).as("cut at %d", length).isEqualTo(RECORDS);
                assertThat(file.recovery().tornTail().orElseThrow().offset()).isEqualTo(whole.length);
            }
        }
    }

    @Test
    public void namesThePlaceWhicheverByteIsFlipped() throws IOException {
        for (int at = 0; at < whole.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                assertThatFlippingIsFound(at, 1 << bit);
            }
        }
    }

    @Test
    public void namesThePlaceWhereAByteIsOverwrittenByOneThatHasAMeaning() throws IOException {
        for (int at = LINE; at < 2 * LINE; at++) {
            for (byte meaningful : "\n\r +-019aA\0".getBytes(US_ASCII)) {
                if (whole[at] != meaningful) {
                    assertThatFlippingIsFound(at, whole[at] ^ meaningful);
                }
            }
        }
    }

    private void assertThatFlippingIsFound(int at, int difference) throws IOException {
        byte[] flipped = whole.clone();
        flipped[at] ^= (byte) difference;
        Files.write(path, flipped);
        int line = at / LINE;
        assertThat(placeNamedWhenItIsOpened())
                .as("byte %d ^ %d", at, difference)
                .isEqualTo(Math.multiplyFull(line, LINE));
        if (line < RECORDS.size() - 1) {
            assertThat(path).as("a file damaged in the middle").hasBinaryContent(flipped);
        }
    }

    private long placeNamedWhenItIsOpened() throws IOException {
        try (RecordFile file = RecordFile.open(path, UNFLUSHED)) {
            Recovery.TornTail tail = file.recovery().tornTail().orElseThrow();
            Files.delete(tail.keptIn());
            return tail.offset();
        } catch (JournalDamagedException e) {
            assertThat(e.line()).isEqualTo(e.offset() / LINE + 1);
            return e.offset();
        }
    }

    @Test
    public void saysWhatIsDamagedAndHowToMendIt() throws IOException {
        whole[LINE + 15] = '7';
        Files.write(path, whole);
        assertThatThrownBy(() -> RecordFile.open(path))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining("line 2, byte 19: expected a text with checksum")
                .hasMessageContaining("truncate -s 19 '" + path + "'");
    }

    @Test
    public void canBeMendedAsItsMessageSays() throws IOException {
        whole[LINE + 15] = '7';
        Files.write(path, Arrays.copyOf(whole, LINE));
        assertThat(Records.in(path)).isEqualTo(RECORDS.subList(0, 1));
    }

    @Test
    public void refusesAFileWhoseLineEndsAnEditorChanged() throws IOException {
        Files.writeString(path, Files.readString(path).replace("\n", "\r\n"));
        JournalDamagedException e = catchThrowableOfType(JournalDamagedException.class, () -> RecordFile.open(path));
        assertThat(e.line()).isEqualTo(1);
        assertThat(e).hasMessageContaining("expected a line feed after 7 bytes");
    }

    @Test
    public void cutsTheZerosThatAPowerFailureLeft() throws IOException {
        Files.write(path, Arrays.copyOf(whole, whole.length + 10_000));
        try (RecordFile file = RecordFile.open(path)) {
            assertThat(Records.of(file)).isEqualTo(RECORDS);
            assertThat(file.recovery().tornTail().orElseThrow().bytes()).isEqualTo(10_000);
        }
    }

    @Test
    public void takesNoMemoryForALengthThatIsDamaged() throws IOException {
        Files.writeString(path, "999999999 00000000 x\n" + Files.readString(path));
        assertThatThrownBy(() -> RecordFile.open(path)).hasMessageContaining("at most 67108864 bytes");
    }

    @Test
    public void keepsEachTailThatIsCutAtTheSamePlace() throws IOException {
        List<Path> kept = new ArrayList<>();
        for (String tail : List.of("5 first", "6 second")) {
            Files.write(path, whole);
            Files.writeString(path, Files.readString(path) + tail);
            try (RecordFile file = RecordFile.open(path)) {
                kept.add(file.recovery().tornTail().orElseThrow().keptIn());
            }
        }
        assertThat(kept.get(0)).hasContent("5 first");
        assertThat(kept.get(1)).hasContent("6 second");
    }

    @Test
    public void namesThePlaceOfDamageThatHappensWhileItIsOpen() throws IOException {
        try (RecordFile file = RecordFile.open(path)) {
            whole[LINE + 15] = '7';
            Files.write(path, whole);
            JournalDamagedException e = catchThrowableOfType(JournalDamagedException.class, () -> Records.of(file));
            assertThat(e.line()).isEqualTo(2);
            assertThat(e.offset()).isEqualTo(LINE);
        }
    }
}
