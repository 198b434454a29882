package io.jenkins.plugins.stagegate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.local.Eventually;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

public class InterruptionTest {
    @Rule
    public final Project project = new Project();

    @Test
    public void ctrlCStopsTheProcessesAndEndsWith130() throws Exception {
        project.define("stage('Build') { build('P') { commands 'echo $$ > $PROJECT/pid', 'sleep 1000' } }");
        var run = interruptible();
        Eventually.until(() -> project.written("pid").endsWith("\n"), () -> "nothing runs");
        long pid = Long.parseLong(project.written("pid").strip());

        run.interrupt();

        assertThat(run.exitCode()).as(run.text()).isEqualTo(130);
        assertThat(run.text()).contains("Interrupted: stopping what runs.").contains("stopped");
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        var list = project.start("list-pipeline-executions");
        assertThat(list.exitCode()).isZero();
        assertThat(list.text()).contains("\"status\" : \"Stopped\"").contains("Interrupted at the terminal");
    }

    @Test
    public void theNextRunIsANewExecution() throws Exception {
        project.define("stage('Approve') { approval('ShipIt') { message 'Ship it?' } }");
        var run = interruptible().says("put-approval-result");
        run.interrupt();
        assertThat(run.exitCode()).isEqualTo(130);

        var next = project.start("run", "--yes");

        assertThat(next.exitCode()).as(next.text()).isZero();
        assertThat(next.text()).contains("Execution #2");
    }

    /** Whoever builds us in the background has told all processes to ignore Ctrl-C. */
    private Project.Running interruptible() throws Exception {
        return project.launch(List.of("env", "--default-signal=INT"), "run");
    }
}
