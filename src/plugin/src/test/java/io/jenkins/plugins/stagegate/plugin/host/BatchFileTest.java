package io.jenkins.plugins.stagegate.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.Functions;
import io.jenkins.plugins.stagegate.spi.CommandScript;
import io.jenkins.plugins.stagegate.spi.Confidential;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * The script of {@code commands} in a real {@code cmd.exe}, started as the step {@code bat} starts it.
 *
 * <p>On Windows that is the machine's own. Elsewhere the environment variable {@code STAGE_GATE_CMD} names a command that is
 * one and sees this machine's files on the drive {@code Z:}, such as {@code wine cmd}.
 */
public class BatchFileTest {
    private static final Optional<String> CMD =
            Functions.isWindows() ? Optional.of("cmd") : Optional.ofNullable(System.getenv("STAGE_GATE_CMD"));

    private static final String HOSTILE = "50% \"of\" %PATH% & echo harm | more > out ^ <x> !PATH! (a) 'ünïcödé' ☃ ";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Map<String, String> environment = new HashMap<>();
    private Path workspace;
    private Path exports;

    @Before
    public void needsACmd() throws Exception {
        Assume.assumeTrue("No cmd.exe: this is no Windows, and STAGE_GATE_CMD is not set", CMD.isPresent());
        workspace = folder.newFolder("work space").toPath();
        exports = folder.newFolder("work space@tmp").toPath();
        environment.put(CommandScript.EXPORTS_FOLDER, windows(exports));
    }

    @Test
    public void runsAllLinesInOneShell() throws Exception {
        var ended = run(List.of(), "set GREETING=hello", "cd ..", "echo %GREETING% from %CD%");

        assertThat(ended.code()).isZero();
        assertThat(ended.log())
                .contains("hello from " + windows(folder.getRoot().toPath()));
    }

    @Test
    public void showsTheCommandsAndNothingOfItsOwn() throws Exception {
        var ended = run(List.of("A"), "echo one", "set A=1");

        assertThat(ended.log()).contains("echo one", "set A=1").doesNotContain("errorlevel", "call", "stage_gate_");
    }

    @Test
    public void endsAtTheFirstCommandThatFailsWithItsCode() throws Exception {
        for (int code : new int[] {1, 3, 255, -1}) {
            var ended = run(List.of(), "cmd /c exit " + code, "echo behind");

            assertThat(ended.code()).isEqualTo(code(code));
            assertThat(ended.log()).doesNotContain("\r\nbehind");
        }
    }

    @Test
    public void endsWhereTheLinesExit() throws Exception {
        assertThat(run(List.of(), "exit 4", "echo behind").code()).isEqualTo(4);
        assertThat(run(List.of(), "exit /b 5", "echo behind").code()).isEqualTo(code(5));
        var early = run(List.of(), "if not exist docs exit /b 0", "echo behind");
        assertThat(early.code()).isZero();
        assertThat(early.log()).doesNotContain("\r\nbehind");
    }

    @Test
    public void failsIfThereIsNoSuchCommand() throws Exception {
        var ended = run(List.of(), "no-such-program --version", "echo behind");

        assertThat(ended.code()).isNotZero();
        assertThat(ended.log()).doesNotContain("\r\nbehind");
    }

    @Test
    public void comesBackFromAnotherBatchFile() throws Exception {
        Files.writeString(workspace.resolve("npm.bat"), "@echo npm %1\r\n@set FROM_NPM=yes\r\n@exit /b %2\r\n");

        var good = run(List.of("FROM_NPM"), "npm ci", "npm.bat test 0", "echo behind");
        var bad = run(List.of(), "npm ci 7", "echo behind");

        assertThat(good.code()).isZero();
        assertThat(good.log()).contains("npm ci", "npm test", "\r\nbehind");
        assertThat(good.exports()).containsEntry("FROM_NPM", "yes");
        assertThat(bad.code()).isEqualTo(code(7));
        assertThat(bad.log()).doesNotContain("\r\nbehind");
    }

    @Test
    public void failsInsideABlockToo() throws Exception {
        var ended =
                run(List.of(), "if exist nowhere (", "  echo never", ") else (", "  cmd /c exit 6", ")", "echo behind");

        assertThat(ended.code()).isEqualTo(code(6));
        assertThat(ended.log()).doesNotContain("\r\nbehind", "\r\nnever");
    }

    @Test
    public void goesOnBehindABlockAndALineOfSeveral() throws Exception {
        var ended = run(
                List.of(), "for %%n in (1 2) do (", "  echo number %%n", ")", "echo one ^", "  line", "echo behind");

        assertThat(ended.code()).isZero();
        assertThat(ended.log()).contains("number 1", "number 2", "\r\nbehind");
    }

    @Test
    public void leavesJumpsToTheAuthor() throws Exception {
        var ended = run(
                List.of("COUNT"),
                "set /a COUNT=0",
                ":again",
                "set /a COUNT=%COUNT%+1",
                "if %COUNT% lss 3 goto again",
                "echo counted");

        assertThat(ended.code()).isZero();
        assertThat(ended.exports()).containsEntry("COUNT", "3");
    }

    @Test
    public void exportsWhatIsSet() throws Exception {
        var ended = run(List.of("VERSION", "SPACES", "EMPTY"), "set VERSION=1.2.3", "set SPACES=a  b ");

        assertThat(ended.code()).isZero();
        assertThat(ended.exports()).isEqualTo(Map.of("VERSION", "1.2.3", "SPACES", "a  b "));
    }

    @Test
    public void exportsAnyValueAsItIsAndRunsNothingOfIt() throws Exception {
        environment.put("HOSTILE", HOSTILE);

        var ended = run(List.of("HOSTILE"), "echo nothing to see");

        assertThat(ended.code()).isZero();
        assertThat(ended.exports()).isEqualTo(Map.of("HOSTILE", HOSTILE));
        assertThat(ended.log()).doesNotContain("harm");
        assertThat(workspace.resolve("out")).doesNotExist();
    }

    @Test
    public void exportsWhatIsSetBehindSetlocal() throws Exception {
        var ended =
                run(List.of("COPY"), "setlocal enabledelayedexpansion", "set ORIGINAL=a^&b", "set \"COPY=!ORIGINAL!\"");

        assertThat(ended.code()).isZero();
        assertThat(ended.exports()).containsEntry("COPY", "a&b");
    }

    @Test
    public void exportsOneVariableOfSeveralThatBeginAlike() throws Exception {
        var ended = run(List.of("A"), "set AA=2", "set A=1", "set AB=3");

        assertThat(ended.exports()).isEqualTo(Map.of("A", "1"));
    }

    /** What Wine makes of a code: {@code call} knows none but 0 and 1 there. */
    private static int code(int code) {
        return Functions.isWindows() ? code : 1;
    }

    private record Ended(int code, String log, Map<String, String> exports) {}

    /** Runs lines by the two files that the step {@code bat} makes. */
    private Ended run(List<String> names, String... lines) throws Exception {
        var script = exports.resolve("jenkins-main.bat");
        var wrap = exports.resolve("jenkins-wrap.bat");
        var log = exports.resolve("jenkins-log.txt");
        var result = exports.resolve("jenkins-result.txt");
        Files.writeString(script, BatchScript.of(List.of(lines), names));
        Files.writeString(
                wrap,
                "@echo off \r\ncmd /c call \"%s\" > \"%s\" 2>&1\r\necho %%ERRORLEVEL%% > \"%s\"\r\n"
                        .formatted(windows(script), windows(log), windows(result)));
        var command = new ArrayList<>(List.of(CMD.orElseThrow().split("\\s+")));
        command.addAll(List.of("/c", "call", windows(wrap)));
        var builder = new ProcessBuilder(command)
                .directory(workspace.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.newFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File(Functions.isWindows() ? "NUL" : "/dev/null")));
        builder.environment().putAll(environment);
        var process = builder.start();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new Ended(
                Integer.parseInt(Files.readString(result).strip()),
                Files.readString(log),
                ExportedValues.in(new FilePath(exports.toFile()), names, Confidential.NONE));
    }

    private static String windows(Path path) {
        return Functions.isWindows() ? path.toString() : "Z:" + path.toString().replace('/', '\\');
    }
}
