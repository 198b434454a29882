package io.jenkins.plugins.stagegate.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SoleWriterTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path path;

    @Before
    public void nameTheFile() throws IOException {
        path = folder.getRoot().toPath().toRealPath().resolve("journal");
    }

    /** The other process: opens the file, says so, and holds it until its input ends. */
    public static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws IOException {
            try (RecordFile file = RecordFile.open(Path.of(args[0]))) {
                System.out.println("holding " + file.end());
                System.in.transferTo(System.out);
            } catch (JournalLockedException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    public void keepsOutASecondWriterInTheSameProcess() throws IOException {
        try (RecordFile file = RecordFile.open(path)) {
            assertThat(file.end()).isZero();
            assertThatThrownBy(() -> RecordFile.open(path))
                    .isInstanceOf(JournalLockedException.class)
                    .hasMessageContaining(path + " is in use by this process");
        }
        assertThat(Records.in(path)).isEmpty();
    }

    @Test
    public void knowsAFileByAnyOfItsNames() throws IOException {
        Path link = Files.createSymbolicLink(folder.getRoot().toPath().resolve("elsewhere"), path.getParent());
        try (RecordFile file = RecordFile.open(path)) {
            assertThat(file.end()).isZero();
            assertThatThrownBy(() -> RecordFile.open(link.resolve("journal")))
                    .isInstanceOf(JournalLockedException.class);
        }
    }

    @Test
    public void keepsOutAnotherProcessEvenAfterASecondAttemptInThisOne() throws Exception {
        try (RecordFile file = RecordFile.open(path)) {
            assertThat(file.end()).isZero();
            assertThatThrownBy(() -> RecordFile.open(path)).isInstanceOf(JournalLockedException.class);
            Process other = hold();
            assertThat(firstLine(other))
                    .contains("in use by process " + ProcessHandle.current().pid());
            other.waitFor();
        }
    }

    @Test
    public void namesTheProcessThatHoldsTheFile() throws Exception {
        Process other = hold();
        try {
            assertThat(firstLine(other)).isEqualTo("holding 0");
            assertThatThrownBy(() -> RecordFile.open(path))
                    .isInstanceOf(JournalLockedException.class)
                    .hasMessageContaining("in use by process " + other.pid());
        } finally {
            other.getOutputStream().close();
            other.waitFor();
        }
        assertThat(Records.in(path)).isEmpty();
    }

    @Test
    public void isFreeAfterTheProcessThatHeldTheFileWasKilled() throws Exception {
        Process other = hold();
        assertThat(firstLine(other)).isEqualTo("holding 0");
        other.destroyForcibly().waitFor();
        Records.create(path, List.of("mine"));
        assertThat(Records.in(path)).containsExactly("mine");
    }

    @Test
    public void isFreeAfterTheFileTurnedOutToBeDamaged() throws IOException {
        Files.writeString(path, "no record\nnor this\n");
        assertThatThrownBy(() -> RecordFile.open(path)).isInstanceOf(JournalDamagedException.class);
        Files.delete(path);
        assertThat(Records.in(path)).isEmpty();
    }

    private Process hold() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        path.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static String firstLine(Process process) throws IOException {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
    }
}
