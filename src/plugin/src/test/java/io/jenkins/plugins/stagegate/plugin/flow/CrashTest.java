package io.jenkins.plugins.stagegate.plugin.flow;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.stagegate.plugin.flow.crash.CrashFlow;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.graph.BlockStartNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.RealJenkinsRule;

public class CrashTest {
    @Rule
    public final RealJenkinsRule jenkins = new RealJenkinsRule()
            .addSyntheticPlugin(new RealJenkinsRule.SyntheticPlugin(CrashFlow.class)
                    .shortName("stage-gate-crash")
                    .header("Plugin-Dependencies", "stage-gate:0.1.0-SNAPSHOT,variant:1"));

    @Test
    public void finishesEveryActionAlthoughJenkinsIsKilled() throws Throwable {
        jenkins.startJenkins();
        jenkins.runRemotely(CrashTest::startAndWaitForTheShells);
        jenkins.stopJenkinsForcibly();
        jenkins.startJenkins();
        jenkins.runRemotely(CrashTest::finishAfterTheCrash);
    }

    @Test
    public void finishesAlthoughJenkinsIsKilledInItsFirstMoment() throws Throwable {
        jenkins.startJenkins();
        jenkins.runRemotely(CrashTest::start);
        jenkins.stopJenkinsForcibly();
        jenkins.startJenkins();
        jenkins.runRemotely(CrashTest::finishAfterTheCrash);
    }

    private static WorkflowRun begin(JenkinsRule r) throws Exception {
        r.jenkins.setNumExecutors(3);
        r.jenkins.save();
        var job = r.createProject(WorkflowJob.class, "crashed");
        job.setDefinition(new CrashFlow());
        job.save();
        var run = job.scheduleBuild2(0).waitForStart();
        run.getExecutionPromise().get(1, TimeUnit.MINUTES);
        return run;
    }

    private static void start(JenkinsRule r) throws Exception {
        LogContents.await(begin(r), "{ (Build)");
    }

    private static void startAndWaitForTheShells(JenkinsRule r) throws Exception {
        var run = begin(r);
        for (String name : new String[] {"A", "B", "C"}) {
            LogContents.await(run, name + " runs");
        }
    }

    private static void finishAfterTheCrash(JenkinsRule r) throws Exception {
        var run = r.jenkins.getItemByFullName("crashed", WorkflowJob.class).getLastBuild();
        r.jenkins.getRootPath().child("go").touch(0);
        r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(run));
        for (String name : new String[] {"A", "B", "C"}) {
            r.assertLogContains(name + " before 19", run);
            r.assertLogContains(name + " ran", run);
            r.assertLogContains(name + " after 19", run);
        }
        var nodes = new DepthFirstScanner().allNodes(run.getExecution());
        assertThat(nodes).filteredOn(BlockStartNode.class::isInstance).allSatisfy(node -> assertThat(
                        ((BlockStartNode) node).getEndNode())
                .isNotNull());
    }
}
