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
import org.jvnet.hudson.test.JenkinsRule;

/** What stands beside a build in lists while it waits. */
public class BuildDescriptionTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private static final String APPROVAL = "stage('Approve') { approval('ShipIt') { message 'Ship it?' } }\n";
    private static final String PRODUCTION = "stage('Production') { deploy('Deploy') { commands 'true' } }";
    private static final String CLOSE =
            "{'stageName':'Production','transitionType':'Inbound','enabled':false,'reason':'<b>Inventory</b>'}";
    private static final String OPEN = "{'stageName':'Production','transitionType':'Inbound','enabled':true}";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private WorkflowJob job;
    private Line line;

    @Before
    public void openShop() throws Exception {
        var repository = ShopRepository.in(folder.newFolder("shop").toPath());
        job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(repository.address(), APPROVAL + PRODUCTION)));
        line = Line.of(JENKINS, job);
    }

    @Test
    public void saysWhatTheBuildWaitsForUntilThatIsOver() throws Exception {
        var run = start();
        says(run, "Waits for an approval at ShipIt");
        line.post("transition", CLOSE);

        line.approve("Approve", "ShipIt");
        says(run, "Waits in front of Production: the way in is closed");

        line.post("transition", OPEN);
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        assertThat(run.getDescription()).isNull();
    }

    @Test
    public void followsTheReasonForWhichAWayIsClosed() throws Exception {
        var run = start();
        line.post("transition", CLOSE);
        line.approve("Approve", "ShipIt");
        says(run, "Waits in front of Production: the way in is closed");

        line.post("stop-line", "{'scope':'pipeline','reason':'Fire','exempt':[]}");
        line.post("transition", OPEN);
        says(run, "Waits in front of Production: the line is stopped");

        line.post("release-line", "{'id':'pipeline'}");
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        assertThat(run.getDescription()).isNull();
    }

    @Test
    public void saysThatAStageIsTaken() throws Exception {
        var first = start();
        says(first, "Waits for an approval at ShipIt");
        var second = start();
        says(second, "Waits in front of Approve");

        line.approve("Approve", "ShipIt");

        says(second, "Waits for an approval at ShipIt");
        line.approve("Approve", "ShipIt");
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(second));
    }

    @Test
    public void leavesAloneWhatAPersonWrote() throws Exception {
        var run = start();
        says(run, "Waits for an approval at ShipIt");
        run.setDescription("The one with vouchers");
        line.post("transition", CLOSE);
        line.approve("Approve", "ShipIt");
        JENKINS.waitForMessage("Waits in front of 'Production'", run);
        line.post("transition", OPEN);

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        assertThat(run.getDescription()).isEqualTo("The one with vouchers");
    }

    @Test
    public void takesItAwayFromABuildThatWasKilled() throws Exception {
        var run = start();
        says(run, "Waits for an approval at ShipIt");

        run.doKill();

        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(run));
        says(run, null);
    }

    @Test
    public void saysWhyNothingCameOfABuild() throws Exception {
        var first = start();
        says(first, "Waits for an approval at ShipIt");
        var second = start();
        says(second, "Waits in front of Approve");
        var third = start();

        JENKINS.assertBuildStatus(Result.NOT_BUILT, JENKINS.waitForCompletion(second));
        assertThat(second.getDescription()).contains("uperseded");
        first.doStop();
        third.doStop();
        JENKINS.waitForCompletion(first);
        JENKINS.waitForCompletion(third);
    }

    private WorkflowRun start() throws Exception {
        return job.scheduleBuild2(0).waitForStart();
    }

    private static void says(WorkflowRun run, String text) throws Exception {
        Eventually.of(() -> assertThat(run.getDescription()).isEqualTo(text));
    }
}
