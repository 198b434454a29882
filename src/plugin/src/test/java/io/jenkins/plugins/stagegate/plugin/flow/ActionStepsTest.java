package io.jenkins.plugins.stagegate.plugin.flow;

import static io.jenkins.plugins.stagegate.plugin.flow.DrivenFlow.action;
import static io.jenkins.plugins.stagegate.plugin.flow.DrivenFlow.flow;
import static io.jenkins.plugins.stagegate.plugin.flow.Steps.echo;
import static io.jenkins.plugins.stagegate.plugin.flow.Steps.node;
import static io.jenkins.plugins.stagegate.plugin.flow.Steps.sh;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;

public class ActionStepsTest {
    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Test
    public void runsTheActionsOfAGroupBesideEachOtherOnAnAgent() throws Exception {
        jenkins.createSlave("linux", null).setNumExecutors(2);
        var run = DrivenFlow.start(jenkins);
        action(run, "Compile", node("linux", sh("echo compiled on $NODE_NAME")));
        action(run, "Lint", node("linux", sh("echo linted")), echo("done"));
        assertThat(News.of(run).end("Compile")).isNull();
        assertThat(News.of(run).end("Lint")).isNull();
        flow(run).closeStage("Build", StageEnd.succeeded());
        flow(run).finish(Result.SUCCESS, null);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        jenkins.assertLogContains("compiled on linux", run);
        jenkins.assertLogContains("linted", run);
    }
}
