package io.jenkins.plugins.stagegate.plugin.flow;

import static io.jenkins.plugins.stagegate.plugin.flow.DrivenFlow.action;
import static io.jenkins.plugins.stagegate.plugin.flow.DrivenFlow.finish;
import static io.jenkins.plugins.stagegate.plugin.flow.DrivenFlow.perform;
import static io.jenkins.plugins.stagegate.plugin.flow.DrivenFlow.start;
import static io.jenkins.plugins.stagegate.plugin.flow.DrivenFlow.succeed;
import static io.jenkins.plugins.stagegate.plugin.flow.Steps.block;
import static io.jenkins.plugins.stagegate.plugin.flow.Steps.echo;
import static io.jenkins.plugins.stagegate.plugin.flow.Steps.node;
import static io.jenkins.plugins.stagegate.plugin.flow.Steps.sh;
import static io.jenkins.plugins.stagegate.plugin.flow.Steps.step;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.stagegate.model.Step;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;

public class ActionStepsTest {
    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    static {
        JENKINS.timeout = 0; // it is for the whole class
    }

    @Test
    public void runsTheActionsOfAGroupBesideEachOtherOnAnAgent() throws Exception {
        DrivenFlow.agent(JENKINS, "linux", 2);
        var run = start(JENKINS);
        String meet =
                "touch $HERE; for i in $(seq 3000); do [ -e $THERE ] && break; sleep 0.1; done; [ -e $THERE ]; echo $HERE on $NODE_NAME";
        var left = Map.of("HERE", "../left", "THERE", "../right");
        var right = Map.of("HERE", "../right", "THERE", "../left");
        action(run, "Build", 1, "Left", left, node("linux", sh(meet)));
        action(run, "Build", 1, "Right", right, node("linux", sh(meet)));
        assertThat(News.of(run).end("Left")).isNull();
        assertThat(News.of(run).end("Right")).isNull();
        JENKINS.assertBuildStatusSuccess(finish(JENKINS, run));
        JENKINS.assertLogContains("../left on linux", run);
        JENKINS.assertLogContains("../right on linux", run);
    }

    @Test
    public void reportsTheFailureOfOneActionAndLetsTheOthersGoOn() throws Exception {
        var run = start(JENKINS);
        action(run, "Good", node(sh("echo fine")));
        action(run, "Bad", node(sh("exit 3")), echo("never"));
        assertThat(News.of(run).end("Bad")).isInstanceOf(AbortException.class).hasMessageContaining("exit code 3");
        assertThat(News.of(run).end("Good")).isNull();
        assertThat(DrivenFlow.flow(run).actions().get("Bad").failure()).hasMessageContaining("exit code 3");
        DrivenFlow.flow(run).closeStage("Build", StageEnd.failed("Bad failed"));
        DrivenFlow.flow(run).finish(Result.FAILURE, "The stage Build failed");
        JENKINS.assertBuildStatus(Result.FAILURE, JENKINS.waitForCompletion(run));
        JENKINS.assertLogContains("ERROR: script returned exit code 3", run);
        JENKINS.assertLogContains("ERROR: The stage Build failed", run);
        JENKINS.assertLogNotContains("never", run);
    }

    @Test
    public void letsBlockStepsShapeWhatStandsInThem() throws Exception {
        var run = succeed(
                JENKINS,
                node(block(
                        "withEnv",
                        List.of("GREETING=hello"),
                        block("dir", "sub", block("timeout", 5, sh("echo $GREETING from $(basename \"$PWD\")"))))));
        JENKINS.assertLogContains("hello from sub", run);
    }

    @Test
    public void givesTheActionItsOwnEnvironment() throws Exception {
        var run = start(JENKINS);
        action(run, "Build", 1, "Action", Map.of("WHO", "action"), node(sh("echo for the $WHO"), within("WHO=block")));
        assertThat(News.of(run).end("Action")).isNull();
        finish(JENKINS, run);
        JENKINS.assertLogContains("for the action", run);
        JENKINS.assertLogContains("in a block", run);
    }

    private static Step within(String setting) {
        return block("withEnv", List.of(setting), sh("echo in a $WHO"));
    }

    @Test
    public void runsABodyAgainAsOftenAsTheStepWants() throws Exception {
        var run = succeed(
                JENKINS,
                node(block("retry", 3, sh("echo x >> tries; echo try $(wc -l < tries); [ $(wc -l < tries) = 3 ]"))));
        JENKINS.assertLogContains("try 3", run);
        assertThat(JenkinsRule.getLog(run)).containsOnlyOnce("\ntry 3\n").doesNotContain("try 4");
    }

    @Test
    public void takesTheValueOfTheLastStepAsTheValueOfABody() throws Exception {
        succeed(JENKINS, node(sh("touch there"), block("waitUntil", new Step[] {step("fileExists", "there")})));
    }

    @Test
    public void goesOnAfterACaughtFailureAndFailsWithItsResult() throws Exception {
        var run = start(JENKINS);
        var caught =
                block("catchError", Map.of("buildResult", "UNSTABLE", "stageResult", "FAILURE"), step("error", "oops"));
        assertThat(perform(run, "Action", caught, echo("after it")))
                .hasMessage("Its steps made the result of the build UNSTABLE");
        JENKINS.assertBuildStatusSuccess(finish(JENKINS, run)); // that it counts for nothing is the host's decision
        JENKINS.assertLogContains("after it", run);
    }

    @Test
    public void keepsTheResultThatAnotherPluginGaveTheBuildWhileNoActionRan() throws Exception {
        var run = start(JENKINS);
        run.setResult(Result.UNSTABLE);
        assertThat(perform(run, "Action", echo("fine"))).isNull();
        JENKINS.assertBuildStatus(Result.UNSTABLE, finish(JENKINS, run));
    }

    @Test
    public void interruptsABodyThatTakesTooLong() throws Exception {
        var run = start(JENKINS);
        var timeout = block("timeout", Map.of("time", 1, "unit", "SECONDS"), sh("sleep 300"));
        assertThat(perform(run, "Action", node(timeout))).isInstanceOf(FlowInterruptedException.class);
        finish(JENKINS, run);
        JENKINS.assertLogContains("Timeout has been exceeded", run);
    }

    @Test
    public void findsStepsByTheSymbolOfWhatAMetastepRuns() throws Exception {
        var run = succeed(
                JENKINS,
                node(
                        sh("echo 1 > kept.txt"),
                        step("archiveArtifacts", "kept.txt"),
                        step("archiveArtifacts", Map.of("artifacts", "missing.txt", "allowEmptyArchive", true))));
        assertThat(run.getArtifacts()).hasSize(1);
    }

    @Test
    public void handsStashedFilesOn() throws Exception {
        var run = succeed(
                JENKINS,
                node(sh("echo handed on > file"), step("stash", Map.of("name", "s", "includes", "file"))),
                node(block("dir", "elsewhere", step("unstash", "s"), sh("cat file"))));
        JENKINS.assertLogContains("handed on", run);
    }

    @Test
    public void saysWhichStepDoesNotExist() throws Exception {
        var run = start(JENKINS);
        assertThat(perform(run, "Action", step("fortune"))).hasMessageContaining("no step ‘fortune’");
        finish(JENKINS, run);
        JENKINS.assertLogContains("ERROR: There is no step ‘fortune’ on this Jenkins.", run);
    }

    @Test
    public void saysWhenAStepHasABlockTooFewOrTooMany() throws Exception {
        var run = start(JENKINS);
        assertThat(perform(run, "Few", step("node"))).hasMessageContaining("give it a block");
        assertThat(perform(run, "Many", block("echo", "x", echo("y")))).hasMessageContaining("takes no block");
        finish(JENKINS, run);
    }

    @Test
    public void saysWhatAStepNeedsAroundIt() throws Exception {
        var run = start(JENKINS);
        assertThat(perform(run, "Action", sh("true"))).hasMessageContaining("node");
        finish(JENKINS, run);
    }

    @Test
    public void leavesWhatItKnowsAlreadyAsItIs() throws Exception {
        var run = start(JENKINS);
        assertThat(perform(run, "Action", echo("only once"))).isNull();
        action(run, "Action", echo("only once"));
        DrivenFlow.flow(run).closeStage("Build", StageEnd.succeeded());
        DrivenFlow.flow(run).openStage("Build", "Build");
        DrivenFlow.flow(run).closeStage("Build", StageEnd.failed("no"));
        DrivenFlow.flow(run).finish(Result.SUCCESS, null);
        DrivenFlow.flow(run).finish(Result.FAILURE, "no");
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        assertThat(JenkinsRule.getLog(run)).containsOnlyOnce("\nonly once\n").containsOnlyOnce("{ (Build)");
    }
}
