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
import java.nio.file.Files;
import java.util.List;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

public class RestartTest {
    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @After
    public void forget() {
        News.forget();
    }

    private static WorkflowRun onlyRun(JenkinsRule jenkins) {
        return jenkins.jenkins.getAllItems(WorkflowJob.class).get(0).getLastBuild();
    }

    private static void letGo(JenkinsRule jenkins) throws Exception {
        jenkins.jenkins.getRootPath().child("go").touch(0);
    }

    private static String untilLetGo(JenkinsRule jenkins) {
        return "echo begun; for i in $(seq 3000); do [ -e '" + jenkins.jenkins.getRootDir()
                + "/go' ] && break; sleep 0.1; done; echo over";
    }

    @Test
    public void goesOnWithARunningShellAfterARestart() throws Throwable {
        sessions.then(jenkins -> {
            var agent = DrivenFlow.agent(jenkins, "linux", 2);
            var run = start(jenkins);
            action(
                    run,
                    "Long",
                    node(
                            agent.getNodeName(),
                            block(
                                    "withEnv",
                                    List.of("WHERE=block"),
                                    block(
                                            "dir",
                                            "sub",
                                            block(
                                                    "timeout",
                                                    5,
                                                    sh(untilLetGo(jenkins)),
                                                    sh("echo still in a $WHERE")))),
                            echo("out of it")),
                    echo("at the end"));
            action(run, "Short", echo("short"));
            assertThat(News.of(run).end("Short")).isNull();
            LogContents.await(run, "begun");
            News.forget();
        });
        sessions.then(jenkins -> {
            var run = onlyRun(jenkins);
            News.of(run).await("resumed");
            assertThat(flow(run).actions().get("Long").ended()).isFalse();
            assertThat(flow(run).actions().get("Short")).isEqualTo(ActionState.SUCCEEDED);
            letGo(jenkins);
            assertThat(News.of(run).end("Long")).isNull();
            jenkins.assertBuildStatusSuccess(finish(jenkins, run));
            assertThat(JenkinsRule.getLog(run))
                    .containsOnlyOnce("\nbegun\n")
                    .contains("still in a block", "out of it", "at the end");
        });
    }

    @Test
    public void goesOnAtEveryDurability() throws Throwable {
        sessions.then(jenkins -> {
            jenkins.jenkins.setNumExecutors(FlowDurabilityHint.values().length);
            for (FlowDurabilityHint hint : FlowDurabilityHint.values()) {
                var job = DrivenFlow.job(jenkins);
                job.addProperty(new DurabilityHintJobProperty(hint));
                var run = start(job);
                action(run, "Long", node(sh(untilLetGo(jenkins))), echo("at the end"));
                LogContents.await(run, "begun");
            }
            News.forget();
        });
        sessions.then(jenkins -> {
            letGo(jenkins);
            for (WorkflowJob job : jenkins.jenkins.getAllItems(WorkflowJob.class)) {
                var run = job.getLastBuild();
                assertThat(News.of(run).end("Long")).isNull();
                jenkins.assertBuildStatusSuccess(finish(jenkins, run));
                jenkins.assertLogContains("at the end", run);
            }
        });
    }

    @Test
    public void staysParkedOverARestart() throws Throwable {
        sessions.then(jenkins -> {
            var run = start(jenkins);
            action(run, "First", echo("first"));
            assertThat(News.of(run).end("First")).isNull();
            flow(run).closeStage("Build", StageEnd.succeeded());
            flow(run).openStage("Approve", "Approve");
            while (run.getExecution().blocksRestart()) {
                Thread.onSpinWait();
            }
            assertThat(jenkins.jenkins.toComputer().countBusy()).isZero();
            News.forget();
        });
        sessions.then(jenkins -> {
            var run = onlyRun(jenkins);
            News.of(run).await("resumed");
            assertThat(run.isBuilding()).isTrue();
            flow(run).closeStage("Approve", StageEnd.succeeded());
            action(run, "Deploy", 1, "Second", java.util.Map.of(), node(sh("echo second")));
        });
        sessions.then(jenkins -> {
            var run = onlyRun(jenkins);
            News.of(run).await("resumed");
            assertThat(flow(run).actions()).containsKeys("First", "Second");
            if (!flow(run).actions().get("Second").ended()) {
                assertThat(News.of(run).end("Second")).isNull();
            }
            flow(run).closeStage("Deploy", StageEnd.succeeded());
            flow(run).finish(Result.SUCCESS, null);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            assertThat(JenkinsRule.getLog(run)).containsOnlyOnce("\nfirst\n").containsOnlyOnce("\nsecond\n");
        });
    }

    @Test
    public void goesOnWaitingForAnAgentAfterARestart() throws Throwable {
        sessions.then(jenkins -> {
            var run = start(jenkins);
            action(run, "Waits", node("late", sh("echo at last")));
            LogContents.await(run, "late");
            News.forget();
        });
        sessions.then(jenkins -> {
            var run = onlyRun(jenkins);
            News.of(run).await("resumed");
            DrivenFlow.agent(jenkins, "late", 1);
            assertThat(News.of(run).end("Waits")).isNull();
            jenkins.assertBuildStatusSuccess(finish(jenkins, run));
            jenkins.assertLogContains("at last", run);
        });
    }

    @Test
    public void stopsAfterARestartWhatWasToStopBefore() throws Throwable {
        sessions.then(jenkins -> {
            var run = start(jenkins);
            action(run, "Stubborn", step("stubborn"), echo("never"));
            LogContents.await(run, "stubborn");
            flow(run).stopAction("Stubborn", "Enough");
            News.forget();
        });
        sessions.then(jenkins -> {
            var run = onlyRun(jenkins);
            assertThat(News.of(run).end("Stubborn")).isNotNull();
            finish(jenkins, run);
            jenkins.assertLogNotContains("never", run);
        });
    }

    @Test
    public void failsAnActionWhoseStepsAreLostAndLetsTheRunGoOn() throws Throwable {
        sessions.then(jenkins -> {
            var run = start(jenkins);
            action(run, "Lost", step("stubborn"));
            action(run, "Kept", node(sh(untilLetGo(jenkins))));
            LogContents.await(run, "begun");
            News.forget();
        });
        try (var files = Files.walk(sessions.getHome().toPath())) {
            var programs = files.filter(file -> file.toString().endsWith(".dat"))
                    .sorted()
                    .toList();
            assertThat(programs).hasSize(2);
            Files.write(programs.get(0), new byte[] {1, 2, 3});
        }
        sessions.then(jenkins -> {
            var run = onlyRun(jenkins);
            letGo(jenkins);
            assertThat(News.of(run).end("Lost")).hasMessageContaining("lost");
            assertThat(News.of(run).end("Kept")).isNull();
            finish(jenkins, run);
        });
    }

    @Test
    public void keepsTheGraphOfACompleteRun() throws Throwable {
        sessions.then(jenkins -> DrivenFlow.succeed(jenkins, node(sh("echo done"))));
        sessions.then(jenkins -> {
            var run = onlyRun(jenkins);
            jenkins.assertBuildStatusSuccess(run);
            assertThat(new org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner()
                            .allNodes(run.getExecution()))
                    .extracting(node -> node.getDisplayFunctionName())
                    .contains("node", "sh", "Start of Pipeline", "End of Pipeline");
        });
    }
}
