package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;

/** Steps that set the result of the build and succeed: nothing is released on failed tests. */
public class UnstableTest {
    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private static final String PASSED = "<testsuite name=\"shop\"><testcase name=\"price\"/></testsuite>";
    private static final String FAILED =
            "<testsuite name=\"shop\"><testcase name=\"price\"><failure message=\"200\"/></testcase></testsuite>";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private ShopRepository repository;

    @Before
    public void openShop() throws Exception {
        repository = ShopRepository.in(folder.newFolder("shop").toPath());
        repository.commit("1.xml", FAILED, "Report on tests");
        repository.commit("2.xml", PASSED, "Report on tests that passed");
    }

    @Test
    public void failsAnActionWhoseTestsFailed() throws Exception {
        var run = refused("sh 'cp 1.xml report.xml'", "junit 'report.xml'", "echo 'after it'");
        JENKINS.assertLogContains("ERROR: Its steps made the result of the build UNSTABLE: 1 tests failed", run);
        JENKINS.assertLogContains("after it", run);
    }

    @Test
    public void releasesWhenAllTestsPassed() throws Exception {
        released("sh 'cp 2.xml report.xml'", "junit 'report.xml'");
    }

    @Test
    public void releasesOnFailedTestsIfTheirStepSaysSo() throws Exception {
        released("sh 'cp 1.xml report.xml'", "junit testResults: 'report.xml', skipMarkingBuildUnstable: true");
    }

    @Test
    public void failsAnActionThatCallsItselfUnstable() throws Exception {
        JENKINS.assertLogContains("UNSTABLE: too slow", refused("unstable 'too slow'"));
    }

    @Test
    public void failsAnActionThatOnlyWarnsOfAnError() throws Exception {
        refused("warnError('no tests') { error 'none' }");
    }

    @Test
    public void failsAnActionAtItsEndThatCatchesAnErrorForTheBuild() throws Exception {
        JENKINS.assertLogContains("after it", refused("catchError { error 'none' }", "echo 'after it'"));
    }

    @Test
    public void releasesAfterAnErrorThatWasCaughtForGood() throws Exception {
        released("catchError(buildResult: 'SUCCESS', stageResult: 'UNSTABLE') { error 'none' }");
    }

    @Test
    public void failsOnlyTheActionThatIsUnstable() throws Exception {
        var run = JENKINS.buildAndAssertStatus(
                Result.FAILURE,
                job(
                        """
                        stage('Test') {
                            test('Units') { input 'AppSource'; steps { sh 'cp 1.xml report.xml'; junit 'report.xml'; sh 'touch "%1$s"' } }
                            test('Smoke') { steps { sh 'until test -f "%1$s"; do sleep 0.1; done' } }
                        }
                        """
                                .formatted(folder.getRoot().toPath().resolve("flag"))));

        assertThat(JenkinsRule.getLog(run)).containsOnlyOnce("ERROR: Its steps made the result of the build UNSTABLE");
        JENKINS.assertLogContains("Action 'Units' failed: Its steps made", run);
    }

    @Test
    public void isNoLongerUnstableWhenARetryInTheSameBuildSucceeds() throws Exception {
        var run = JENKINS.buildAndAssertSuccess(
                job(
                        """
                        stage('Test') {
                            test('Units') { input 'AppSource'; steps { sh 'cp $STAGE_GATE_ATTEMPT.xml report.xml'; junit 'report.xml' } }
                            onFailure { retry(attempts: 2) }
                        }
                        """));

        JENKINS.assertLogContains("Its steps made the result of the build UNSTABLE: 1 tests failed", run);
        JENKINS.assertLogContains("goes on with attempt 2", run);
    }

    private WorkflowRun refused(String... steps) throws Exception {
        var run = JENKINS.buildAndAssertStatus(Result.FAILURE, release(steps));
        JENKINS.assertLogNotContains("+ echo released", run);
        return run;
    }

    private void released(String... steps) throws Exception {
        JENKINS.assertLogContains("+ echo released", JENKINS.buildAndAssertSuccess(release(steps)));
    }

    private WorkflowJob release(String... steps) throws Exception {
        return job(
                """
                stage('Test') { test('Units') { input 'AppSource'; steps {
                    %s
                } } }
                stage('Production') { deploy('Deploy') { commands 'echo released' } }
                """
                        .formatted(String.join("\n", steps)));
    }

    private WorkflowJob job(String stages) throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(repository.address(), stages)));
        return job;
    }
}
