package io.jenkins.plugins.stagegate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.local.Eventually;
import java.nio.file.Files;
import org.junit.Rule;
import org.junit.Test;

/** The program is killed, and the next one goes on with what it left. */
public class CrashTest {
    private static final String WAITING =
            """
            stage('Build') {
                build('Package') {
                    commands 'echo begun; echo $$ > $PROJECT/pid', 'echo ran >> $PROJECT/ran',
                             'until [ -e $PROJECT/go ]; do sleep 0.02; done', 'echo made > product'
                    output 'Product', files: 'product'
                }
            }
            stage('Use') { test('Use') { input 'Product'; commands 'cat product > $PROJECT/used' } }
            """;

    @Rule
    public final Project project = new Project();

    @Test
    public void goesOnWithAProcessThatOutlivedIt() throws Exception {
        crashWhileItBuilds();

        var next = project.start("run").says("was under way in Build. Going on with it.");
        Files.createFile(project.folder().resolve("go"));

        assertThat(next.exitCode()).as(next.text()).isZero();
        assertThat(project.written("ran")).isEqualTo("ran\n");
        assertThat(project.written("used")).isEqualTo("made\n");
    }

    @Test
    public void showsTheLogOfAProcessThatOutlivedIt() throws Exception {
        crashWhileItBuilds();

        var next = project.start("run", "--log").says("Package | begun");
        Files.createFile(project.folder().resolve("go"));

        assertThat(next.exitCode()).as(next.text()).isZero();
    }

    @Test
    public void usesTheResultOfAProcessThatEndedMeanwhile() throws Exception {
        long pid = crashWhileItBuilds();
        Files.createFile(project.folder().resolve("go"));
        Eventually.until(() -> gone(pid), () -> "the process lives");

        var next = project.start("run");

        assertThat(next.exitCode()).as(next.text()).isZero();
        assertThat(project.written("ran")).isEqualTo("ran\n");
        assertThat(project.written("used")).isEqualTo("made\n");
    }

    @Test
    public void saysThatAnActionIsLostWhoseProcessWasKilledToo() throws Exception {
        long pid = crashWhileItBuilds();
        var script = ProcessHandle.of(pid).orElseThrow();
        script.parent().ifPresent(ProcessHandle::destroyForcibly);
        script.destroyForcibly();
        Eventually.until(() -> gone(pid), () -> "the process lives");

        var next = project.start("run");

        assertThat(next.exitCode()).as(next.text()).isEqualTo(1);
        assertThat(next.text()).contains("Its process is gone and left no exit code");
        assertThat(project.written("ran")).isEqualTo("ran\n");
    }

    @Test
    public void asksAgainAtTheGateWhereItWasKilled() throws Exception {
        project.define("stage('Approve') { approval('ShipIt') { message 'Ship it?' } }");
        project.start("run").says("put-approval-result").crash();

        var next = project.start("run", "--yes");

        assertThat(next.exitCode()).as(next.text()).isZero();
        assertThat(next.text()).contains("was under way in Approve").contains("Ship it?");
    }

    @Test
    public void losesNothingAndRunsNothingTwiceWhereverItIsKilled() throws Exception {
        project.define(
                "stage('One') { actionGroup { build('A') { commands 'echo A $STAGE_GATE_EXECUTION_NUMBER >> $PROJECT/ran' }\n"
                        + "build('B') { commands 'echo B $STAGE_GATE_EXECUTION_NUMBER >> $PROJECT/ran' } } }",
                "stage('Two') { build('C') { commands 'echo C $STAGE_GATE_EXECUTION_NUMBER >> $PROJECT/ran' } }");
        var journal = project.folder().resolve(".stage-gate/shop/journal");

        for (int round = 1; round <= 6; round++) {
            long events = round == 1 ? 0 : lines(journal);
            long enough = events + 2L * round;
            var run = project.start("run");
            Eventually.until(() -> lines(journal) >= enough || !run.process().isAlive(), () -> "no events");
            run.crash();
            var next = project.start("run");

            assertThat(next.exitCode()).as(next.text()).isZero();
        }

        assertThat(project.written("ran").lines()).doesNotHaveDuplicates();
        var numbers = project.written("ran")
                .lines()
                .map(line -> line.substring(2))
                .distinct()
                .toList();
        for (String number : numbers) {
            assertThat(project.written("ran").lines()).contains("A " + number, "B " + number, "C " + number);
        }
    }

    /** Gives the id of the process that the killed program left. */
    private long crashWhileItBuilds() throws Exception {
        project.define(WAITING);
        var run = project.start("run");
        Eventually.until(() -> project.written("ran").endsWith("\n"), () -> "nothing runs");
        run.crash();
        return Long.parseLong(project.written("pid").strip());
    }

    private static boolean gone(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    }

    private static long lines(java.nio.file.Path file) throws java.io.IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        try (var lines = Files.lines(file)) {
            return lines.count();
        }
    }
}
