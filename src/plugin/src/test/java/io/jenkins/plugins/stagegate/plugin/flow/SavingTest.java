package io.jenkins.plugins.stagegate.plugin.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Who asks for a run to be saved hears of it when it is on disk, and not before. */
public class SavingTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private WorkflowRun run;
    private Path programs;

    @Before
    public void begin() throws Exception {
        run = DrivenFlow.start(JENKINS);
        DrivenFlow.action(run, "Sleep", Steps.step("sleep", 1000));
        JENKINS.waitForMessage("Sleeping", run);
        assertThat(save().get(1, TimeUnit.MINUTES)).isNull();
        programs = run.getRootDir().toPath().resolve("stage-gate-flow");
    }

    @Test
    public void waitsUntilTheFolderCanBeWritten() throws Exception {
        var aside = programs.resolveSibling("aside");
        Files.move(programs, aside);
        Files.createFile(programs);
        var saved = save();
        steps();
        assertThat(saved.isDone()).as("saved where nothing can be written").isFalse();

        Files.delete(programs);
        Files.move(aside, programs);

        save().get(1, TimeUnit.MINUTES);
        assertThat(saved.get(1, TimeUnit.MINUTES)).isNull();
        DrivenFlow.flow(run).stopAction("Sleep", "enough");
        News.of(run).end("Sleep");
        JENKINS.assertBuildStatusSuccess(DrivenFlow.finish(JENKINS, run));
    }

    @Test
    public void saysThatItIsOverWhenTheRunIsKilled() throws Exception {
        Files.move(programs, programs.resolveSibling("aside"));
        Files.createFile(programs);
        var saved = save();
        steps();

        run.doKill();

        assertThat(saved).failsWithin(1, TimeUnit.MINUTES);
    }

    private ListenableFuture<Void> save() throws Exception {
        return steps().getContext().saveState();
    }

    /** Comes when all that was asked of the run before has been done. */
    private StepExecution steps() throws Exception {
        return run.getExecution()
                .getCurrentExecutions(true)
                .get(1, TimeUnit.MINUTES)
                .get(0);
    }
}
