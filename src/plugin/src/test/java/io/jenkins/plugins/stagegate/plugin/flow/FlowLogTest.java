package io.jenkins.plugins.stagegate.plugin.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FlowLogTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path file;

    @Before
    public void nameTheFile() {
        file = folder.getRoot().toPath().resolve("flow.log");
    }

    @Test
    public void hasNothingBeforeAnythingIsWritten() throws IOException {
        assertThat(reopened().read("a")).isNull();
        assertThat(reopened().names(name -> true)).isEmpty();
    }

    @Test
    public void hasTheNewestValueOfEachName() throws IOException {
        var log = reopened();
        log.append(values("a", "one", "b", "two"));
        log.append(values("a", "three"));

        for (var read : new FlowLog[] {log, reopened()}) {
            assertThat(read.read("a")).isEqualTo("three".getBytes(UTF_8));
            assertThat(read.read("b")).isEqualTo("two".getBytes(UTF_8));
            assertThat(read.names(name -> true)).containsExactly("a", "b");
        }
    }

    @Test
    public void losesTheWholeBatchThatACrashCutWhereverThatWas() throws IOException {
        var log = reopened();
        log.append(values("a", "one"));
        long whole = Files.size(file);
        log.append(values("a", "two", "b", "two"));
        byte[] all = Files.readAllBytes(file);

        for (int length = (int) whole; length < all.length; length++) {
            Files.write(file, Arrays.copyOf(all, length));

            assertThat(reopened().read("a")).isEqualTo("one".getBytes(UTF_8));
            assertThat(reopened().read("b")).isNull();
        }
    }

    @Test
    public void doesNotTakeABatchWhoseBytesNeverReachedTheDisk() throws IOException {
        var log = reopened();
        log.append(values("a", "one"));
        long whole = Files.size(file);
        log.append(values("a", "two"));
        byte[] all = Files.readAllBytes(file);
        Arrays.fill(all, (int) whole + 20, all.length, (byte) 0);
        Files.write(file, all);

        assertThat(reopened().read("a")).isEqualTo("one".getBytes(UTF_8));
    }

    @Test
    public void goesOnBehindWhatIsWhole() throws IOException {
        reopened().append(values("a", "one"));
        Files.write(file, new byte[] {0, 0, 0, 99, 1}, StandardOpenOption.APPEND);

        reopened().append(values("b", "two"));

        assertThat(reopened().read("a")).isEqualTo("one".getBytes(UTF_8));
        assertThat(reopened().read("b")).isEqualTo("two".getBytes(UTF_8));
    }

    @Test
    public void keepsOnlyTheNewestValuesThatAreAskedFor() throws IOException {
        var log = reopened();
        for (int i = 0; i < 100; i++) {
            log.append(values("keep", "value " + i, "drop", "x".repeat(1000)));
        }

        log.retain(name -> name.equals("keep"));

        assertThat(Files.size(file)).isLessThan(100);
        assertThat(log.read("keep")).isEqualTo("value 99".getBytes(UTF_8));
        assertThat(reopened().names(name -> true)).containsExactly("keep");
        assertThat(folder.getRoot().list()).containsExactly("flow.log");
    }

    @Test
    public void followsItsFileToAnotherPlaceAndLeavesNothingBehind() throws IOException {
        var log = reopened();
        log.append(values("a", "one"));
        var former = file;
        file = folder.newFolder("elsewhere").toPath().resolve("flow.log");

        assertThatThrownBy(() -> log.append(values("a", "two"))).isInstanceOf(IOException.class);
        Files.move(former, file);
        log.append(values("b", "two"));

        assertThat(former).doesNotExist();
        assertThat(reopened().read("a")).isEqualTo("one".getBytes(UTF_8));
        assertThat(reopened().read("b")).isEqualTo("two".getBytes(UTF_8));
    }

    private FlowLog reopened() {
        return new FlowLog(() -> file, true);
    }

    private static Map<String, byte[]> values(String... namesAndValues) {
        var values = new LinkedHashMap<String, byte[]>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1].getBytes(UTF_8));
        }
        return values;
    }
}
