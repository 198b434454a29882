package io.jenkins.plugins.stagegate.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.local.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ScriptsTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration GRACE = Duration.ofMillis(300);

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Launch launch;
    private Path log;

    @Before
    public void makeFolders() throws IOException {
        launch = new Launch(temporary.newFolder("1").toPath());
        log = temporary.getRoot().toPath().resolve("log");
    }

    @Test
    public void tellsTheExitCodeAndKeepsWhatWasWritten() throws Exception {
        var end = start("echo to the log; echo and this >&2; exit 3").await(LONG, GRACE, Clock.systemUTC());

        assertThat(end).isEqualTo(new ProcessEnd.Exited(3));
        assertThat(log).hasContent("to the log\nand this\n");
    }

    @Test
    public void runsInTheWorkFolderWithTheEnvironmentAndNothingToRead() throws Exception {
        Scripts.start(launch, "cat; printf '%s' \"$GREETING\" > here", Map.of("GREETING", "hello"), log)
                .await(LONG, GRACE, Clock.systemUTC());

        assertThat(launch.work().resolve("here")).hasContent("hello");
    }

    @Test
    public void findsAScriptThatHasEnded() throws Exception {
        start("exit 4").await(LONG, GRACE, Clock.systemUTC());

        var found = Scripts.find(launch).orElseThrow();

        assertThat(found.await(LONG, GRACE, Clock.systemUTC())).isEqualTo(new ProcessEnd.Exited(4));
    }

    @Test
    public void findsAScriptThatStillRunsAndWaitsForItsEnd() throws Exception {
        start("until [ -e go ]; do sleep 0.02; done; exit 5");
        pid();

        var found = Scripts.find(launch).orElseThrow();
        Files.createFile(launch.work().resolve("go"));

        assertThat(found.await(LONG, GRACE, Clock.systemUTC())).isEqualTo(new ProcessEnd.Exited(5));
    }

    @Test
    public void saysThatAScriptIsLostWhichLeftNoExitCode() throws Exception {
        start("until [ -e never ]; do sleep 0.02; done");
        var wrapper = ProcessHandle.of(pid()).orElseThrow();
        List.of(wrapper).forEach(ProcessHandle::destroyForcibly);
        wrapper.descendants().forEach(ProcessHandle::destroyForcibly);
        Eventually.until(() -> !wrapper.isAlive(), () -> "the wrapper lives");

        var found = Scripts.find(launch).orElseThrow();

        assertThat(found.await(LONG, GRACE, Clock.systemUTC())).isEqualTo(new ProcessEnd.Lost());
    }

    @Test
    public void knowsThatNothingEverRanInAFreshFolder() throws Exception {
        assertThat(Scripts.find(launch)).isEmpty();
    }

    @Test
    public void runsNothingInAFolderWhereThatWasSettledBefore() throws Exception {
        Scripts.find(launch);

        var late = start("touch ran");

        assertThat(late.await(LONG, GRACE, Clock.systemUTC())).isEqualTo(new ProcessEnd.Lost());
        assertThat(launch.work().resolve("ran")).doesNotExist();
    }

    @Test
    public void isNotFooledByAnotherProcessThatGotTheSameId() throws Exception {
        Files.writeString(
                launch.folder().resolve("pid"),
                String.valueOf(ProcessHandle.current().pid()));
        Files.setLastModifiedTime(
                launch.folder().resolve("pid"), java.nio.file.attribute.FileTime.fromMillis(1_000_000_000_000L));

        assertThat(launch.process()).isEmpty();
    }

    @Test
    public void endsAScriptThatTakesTooLongWithAllThatItStarted() throws Exception {
        var run = start("sleep 1000 & echo $! > child; wait");
        var child = written("child");

        var end = run.await(Duration.ZERO, Duration.ofSeconds(20), Clock.systemUTC());

        assertThat(end).isEqualTo(new ProcessEnd.TimedOut(Duration.ZERO, false));
        assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    public void killsAScriptThatIgnoresTheRequestToEnd() throws Exception {
        var run = start("trap '' TERM; echo $$ > child; while :; do sleep 0.05; done");
        var child = written("child");

        var end = run.await(Duration.ZERO, GRACE, Clock.systemUTC());

        assertThat(end).isEqualTo(new ProcessEnd.TimedOut(Duration.ZERO, true));
        Eventually.until(
                () -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty(), () -> "the child lives");
    }

    @Test
    public void endsWhatTheScriptLeftToItselfInTheBackground() throws Exception {
        var run = start("(sleep 1000 & echo $! > child); while :; do sleep 0.05; done");
        var orphan = written("child");

        run.await(Duration.ZERO, Duration.ofSeconds(20), Clock.systemUTC());

        Eventually.until(
                () -> ProcessHandle.of(orphan).filter(ProcessHandle::isAlive).isEmpty(), () -> "the orphan lives");
    }

    @Test
    public void stopsAScriptOnDemand() throws Exception {
        var run = start("while :; do sleep 0.05; done");
        pid();

        run.stop();

        assertThat(run.await(LONG, Duration.ofSeconds(20), Clock.systemUTC())).isEqualTo(new ProcessEnd.Stopped(false));
    }

    private ScriptRun start(String script) throws IOException {
        return Scripts.start(launch, script, Map.of(), log);
    }

    private long pid() throws Exception {
        return number(launch.folder().resolve("pid"));
    }

    private long written(String name) throws Exception {
        return number(launch.work().resolve(name));
    }

    private static long number(Path file) throws Exception {
        Eventually.until(
                () -> Files.exists(file) && Files.readString(file).endsWith("\n"), () -> "there is no " + file);
        return Long.parseLong(Files.readString(file).strip());
    }
}
