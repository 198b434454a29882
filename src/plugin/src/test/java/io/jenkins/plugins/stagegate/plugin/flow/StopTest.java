package io.jenkins.plugins.stagegate.plugin.flow;

import static io.jenkins.plugins.stagegate.plugin.flow.DrivenFlow.action;
import static io.jenkins.plugins.stagegate.plugin.flow.DrivenFlow.finish;
import static io.jenkins.plugins.stagegate.plugin.flow.DrivenFlow.flow;
import static io.jenkins.plugins.stagegate.plugin.flow.DrivenFlow.start;
import static io.jenkins.plugins.stagegate.plugin.flow.Steps.block;
import static io.jenkins.plugins.stagegate.plugin.flow.Steps.echo;
import static io.jenkins.plugins.stagegate.plugin.flow.Steps.node;
import static io.jenkins.plugins.stagegate.plugin.flow.Steps.sh;
import static io.jenkins.plugins.stagegate.plugin.flow.Steps.step;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.stagegate.plugin.Eventually;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.TimeoutStepExecution;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.FlagRule;
import org.jvnet.hudson.test.JenkinsRule;

public class StopTest {
    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @ClassRule
    public static final FlagRule<String> GRACE =
            FlagRule.systemProperty(ReleaseFlowExecution.class.getName() + ".graceSeconds", "1");

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    static {
        JENKINS.timeout = 0; // it is for the whole class
    }

    @Test
    public void interruptsTheStepsOfAnActionThatIsStopped() throws Exception {
        var run = start(JENKINS);
        action(run, "Long", node(sh("echo begun; sleep 300")));
        LogContents.await(run, "begun");
        flow(run).stopAction("Long", "Nobody wants it any more");
        assertThat(News.of(run).end("Long")).isInstanceOf(FlowInterruptedException.class);
        finish(JENKINS, run);
        JENKINS.assertLogContains("Nobody wants it any more", run);
    }

    @Test
    public void stopsAnActionThatWaitsForAnAgent() throws Exception {
        var run = start(JENKINS);
        action(run, "Waits", node("nowhere", sh("echo never")));
        LogContents.await(run, "nowhere");
        flow(run).stopAction("Waits", "No agent");
        assertThat(News.of(run).end("Waits")).isInstanceOf(FlowInterruptedException.class);
        finish(JENKINS, run);
        assertThat(JENKINS.jenkins.getQueue().isEmpty()).isTrue();
    }

    @Test
    public void neverBeginsAnActionThatIsStoppedWhileItWaits() throws Exception {
        var run = start(JENKINS);
        action(run, "Build", 1, "First", Map.of(), step("stubborn"));
        action(run, "Build", 2, "Second", Map.of(), echo("never"));
        flow(run).stopAction("Second", "Enough");
        flow(run).stopAction("First", "Enough");
        assertThat(News.of(run).end("Second")).isInstanceOf(FlowInterruptedException.class);
        assertThat(News.of(run).end("First")).isInstanceOf(FlowInterruptedException.class);
        finish(JENKINS, run);
        JENKINS.assertLogNotContains("never", run);
    }

    @Test
    public void endsAStepThatWillNotStop() throws Exception {
        var run = start(JENKINS);
        action(run, "Stubborn", step("stubborn"), echo("never"));
        LogContents.await(run, "stubborn");
        flow(run).stopAction("Stubborn", "Enough");
        assertThat(News.of(run).end("Stubborn")).isInstanceOf(FlowInterruptedException.class);
        finish(JENKINS, run);
        JENKINS.assertLogNotContains("never", run);
    }

    @Test
    public void endsAStepThatWillNotStopWhenItsTimeIsUp() throws Exception {
        var run = start(JENKINS);
        action(
                run,
                "Stubborn",
                block("timeout", Map.of("time", 1, "unit", "SECONDS"), step("stubborn")),
                echo("never"));
        assertThat(News.of(run).end("Stubborn"))
                .isInstanceOfSatisfying(FlowInterruptedException.class, why -> assertThat(why.getCauses())
                        .hasOnlyElementsOfType(TimeoutStepExecution.ExceededTimeout.class));
        finish(JENKINS, run);
        JENKINS.assertLogNotContains("never", run);
    }

    @Test
    public void endsAScriptThatWillNotStop() throws Exception {
        var run = start(JENKINS);
        action(
                run,
                "Deaf",
                node(block(
                        "withEnv",
                        List.of("A=b"),
                        sh("trap '' TERM; echo begun; for i in $(seq 20); do sleep 1; done"))));
        LogContents.await(run, "begun");
        flow(run).stopAction("Deaf", "Enough");
        assertThat(News.of(run).end("Deaf")).isInstanceOf(FlowInterruptedException.class);
        finish(JENKINS, run);
        Eventually.of(() -> assertThat(JENKINS.jenkins.toComputer().countBusy()).isZero());
    }

    @Test
    public void stopsOnlyTheActionThatIsMeant() throws Exception {
        var run = start(JENKINS);
        action(run, "Stopped", step("stubborn"));
        action(run, "Other", node(sh("for i in $(seq 3000); do [ -e ../go ] && break; sleep 0.1; done; echo gone")));
        flow(run).stopAction("Stopped", "Enough");
        assertThat(News.of(run).end("Stopped")).isNotNull();
        assertThat(flow(run).actions().get("Other").ended()).isFalse();
        JENKINS.jenkins.getRootPath().child("workspace/go").touch(0);
        assertThat(News.of(run).end("Other")).isNull();
        finish(JENKINS, run);
    }

    @Test
    public void letsTheEndOfTheRunStopWhatStillRuns() throws Exception {
        var run = start(JENKINS);
        action(run, "Long", node(sh("echo begun; sleep 300")));
        LogContents.await(run, "begun");
        flow(run).finish(Result.ABORTED, "Stopped by alice");
        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(run));
        assertThat(News.of(run).end("Long")).isInstanceOf(FlowInterruptedException.class);
    }

    @Test
    public void tellsTheHostWhenSomebodyAbortsTheBuild() throws Exception {
        var run = start(JENKINS);
        action(run, "Long", node(block("timeout", 5, sh("echo begun; sleep 300"))));
        LogContents.await(run, "begun");
        run.getExecutor().doStop();
        assertThat(News.of(run).await("interrupted")).isEqualTo(Result.ABORTED);
        assertThat(News.of(run).end("Long")).isInstanceOf(FlowInterruptedException.class);
        flow(run).finish(Result.ABORTED, null);
        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(run));
    }

    @Test
    public void asksAStepOnceToEndIfTheHostStopsItsActionWhenSomebodyAbortsTheBuild() throws Exception {
        var run = start(JENKINS);
        action(run, "Slow", node(sh("set +x; trap 'sleep 0.5; exit 1' TERM; echo begun; while :; do sleep 0.1; done")));
        LogContents.await(run, "begun");
        run.getExecutor().doStop();
        News.of(run).await("interrupted");
        flow(run).stopAction("Slow", "Enough");
        assertThat(News.of(run).end("Slow")).isInstanceOf(FlowInterruptedException.class);
        finish(JENKINS, run);
        assertThat(JenkinsRule.getLog(run).split("Sending interrupt signal", -1))
                .hasSize(2);
    }

    @Test
    public void asksAStepThatBeganAfterTheAbortToEndToo() throws Exception {
        var run = start(JENKINS);
        action(
                run,
                "Caught",
                node(
                        block("catchError", Map.of("buildResult", "SUCCESS"), sh("echo begun; sleep 300")),
                        sh("echo next; sleep 300")));
        LogContents.await(run, "begun");
        run.getExecutor().doStop();
        News.of(run).await("interrupted");
        flow(run).stopAction("Caught", "Enough");
        assertThat(News.of(run).end("Caught")).isInstanceOf(FlowInterruptedException.class);
        finish(JENKINS, run);
        JENKINS.assertLogContains("next", run);
        assertThat(JenkinsRule.getLog(run).split("Sending interrupt signal", -1))
                .hasSize(3);
    }

    @Test
    public void endsTheStepsOfATerminatedBuild() throws Exception {
        var run = start(JENKINS);
        action(run, "Stubborn", block("timeout", 5, step("stubborn")));
        LogContents.await(run, "stubborn");
        run.doTerm();
        assertThat(News.of(run).end("Stubborn")).isInstanceOf(FlowInterruptedException.class);
        flow(run).finish(Result.ABORTED, null);
        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(run));
    }

    @Test
    public void forgetsAKilledBuildAndTellsTheHost() throws Exception {
        var run = start(JENKINS);
        action(run, "Stubborn", step("stubborn"));
        LogContents.await(run, "stubborn");
        var flow = flow(run);
        run.doKill();
        assertThat(News.of(run).await("interrupted")).isEqualTo(Result.ABORTED);
        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(run));
        assertThat(LiveRuns.of(run)).isNull();
        assertThat(flow.actions()).isEmpty();
    }
}
