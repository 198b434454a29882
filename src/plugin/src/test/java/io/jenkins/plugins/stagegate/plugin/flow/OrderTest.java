package io.jenkins.plugins.stagegate.plugin.flow;

import static io.jenkins.plugins.stagegate.plugin.flow.DrivenFlow.action;
import static io.jenkins.plugins.stagegate.plugin.flow.DrivenFlow.finish;
import static io.jenkins.plugins.stagegate.plugin.flow.DrivenFlow.flow;
import static io.jenkins.plugins.stagegate.plugin.flow.DrivenFlow.start;
import static io.jenkins.plugins.stagegate.plugin.flow.Steps.echo;
import static io.jenkins.plugins.stagegate.plugin.flow.Steps.node;
import static io.jenkins.plugins.stagegate.plugin.flow.Steps.sh;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.stagegate.model.Step;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class OrderTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    static {
        JENKINS.timeout = 0; // it is for the whole class
    }

    private static final Step WAIT =
            node(sh("echo waiting; for i in $(seq 3000); do [ -e ../go ] && break; sleep 0.1; done; echo went"));

    @Before
    public void hold() throws Exception {
        JENKINS.jenkins.getRootPath().child("workspace/go").delete();
    }

    private static void letGo() throws Exception {
        JENKINS.jenkins.getRootPath().child("workspace/go").touch(0);
    }

    @Test
    public void startsAGroupWhenTheOneBeforeHasEnded() throws Exception {
        var run = start(JENKINS);
        action(run, "Build", 1, "First", Map.of(), WAIT);
        action(run, "Build", 2, "Second", Map.of(), echo("second"));
        LogContents.await(run, "waiting");
        assertThat(flow(run).actions()).containsOnlyKeys("First");
        letGo();
        assertThat(News.of(run).end("Second")).isNull();
        finish(JENKINS, run);
        assertThat(JenkinsRule.getLog(run).split("// parallel")).hasSize(3);
    }

    @Test
    public void putsAnActionThatComesLaterBesideTheOthersOfItsGroup() throws Exception {
        var run = start(JENKINS);
        action(run, "Early", echo("early"));
        assertThat(News.of(run).end("Early")).isNull();
        action(run, "Late", echo("late"));
        assertThat(News.of(run).end("Late")).isNull();
        finish(JENKINS, run);
        assertThat(JenkinsRule.getLog(run).split("// parallel")).hasSize(2);
    }

    @Test
    public void startsTheWholeGroupThatHadToWait() throws Exception {
        var run = start(JENKINS);
        action(run, "Build", 1, "First", Map.of(), WAIT);
        LogContents.await(run, "waiting");
        action(run, "Build", 2, "Second", Map.of(), node(sh("until [ -e ../third ]; do sleep 0.1; done")));
        flow(run).openStage("Build", "Build"); // hosts say it again with everything that happens
        action(run, "Build", 2, "Third", Map.of(), node(sh("touch ../third")));
        letGo();
        assertThat(News.of(run).end("Third")).isNull();
        assertThat(News.of(run).end("Second")).isNull();
        finish(JENKINS, run);
    }

    @Test
    public void closesAStageOnceItsActionsHaveEnded() throws Exception {
        var run = start(JENKINS);
        action(run, "Build", 1, "First", Map.of(), WAIT);
        flow(run).closeStage("Build", StageEnd.succeeded());
        action(run, "Deploy", 1, "Second", Map.of(), echo("second"));
        LogContents.await(run, "waiting");
        letGo();
        assertThat(News.of(run).end("Second")).isNull();
        flow(run).closeStage("Deploy", StageEnd.succeeded());
        flow(run).finish(Result.SUCCESS, null);
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        assertThat(JenkinsRule.getLog(run)).containsSubsequence("{ (Build)", "went", "{ (Deploy)", "second");
    }

    @Test
    public void runsManyStepsInTheirOrder() throws Exception {
        var numbers = IntStream.range(0, 300).mapToObj(String::valueOf).toArray(String[]::new);
        var run = DrivenFlow.succeed(
                JENKINS,
                IntStream.range(0, 300).mapToObj(i -> echo("number " + i)).toArray(Step[]::new));
        assertThat(JenkinsRule.getLog(run).lines().filter(line -> line.startsWith("number ")))
                .containsExactly(
                        java.util.Arrays.stream(numbers).map("number "::concat).toArray(String[]::new));
    }

    @Test
    public void pausesWhileJenkinsQuietsDown() throws Exception {
        var run = start(JENKINS);
        JENKINS.jenkins.doQuietDown();
        action(run, "Action", echo("done"));
        LogContents.await(run, "Pausing (preparing for shutdown)");
        assertThat(flow(run).actions().get("Action").ended()).isFalse();
        JENKINS.jenkins.doCancelQuietDown();
        assertThat(News.of(run).end("Action")).isNull();
        finish(JENKINS, run);
        JENKINS.assertLogContains("Resuming (shutdown was cancelled)", run);
    }

    @Test
    public void holdsNoExecutorAndNoThreadWhileNothingRuns() throws Exception {
        var run = start(JENKINS);
        flow(run).openStage("Approve", "Approve");
        LogContents.await(run, "{ (Approve)");
        while (run.getExecution().blocksRestart()) {
            Thread.onSpinWait();
        }
        assertThat(JENKINS.jenkins.toComputer().countBusy()).isZero();
        assertThat(Thread.getAllStackTraces().entrySet())
                .filteredOn(thread -> thread.getKey().getName().startsWith("stage-gate-flow"))
                .allSatisfy(thread -> assertThat(thread.getValue())
                        .noneMatch(at -> at.getClassName().startsWith("io.jenkins.plugins.stagegate")));
        flow(run).finish(Result.ABORTED, "Rejected");
        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(run));
    }
}
