package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Item;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.ui.StageGatePermissions;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** One switch over the pipelines of a folder, or over all. */
public class StoppedLineTest {
    private static final String STOP = "{'scope':'%s','reason':'Inventory','until':'2999-01-01T00:00:00Z','exempt':[]}";

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Folder shops;
    private WorkflowJob inside;
    private WorkflowJob outside;

    @Before
    public void openShops() throws Exception {
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        shops = JENKINS.createProject(Folder.class);
        inside = define(shops.createProject(WorkflowJob.class, "shop"));
        outside = define(JENKINS.createProject(WorkflowJob.class));
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("folder-lead", "job-lead")
                .grant(StageGatePermissions.CONTROL)
                .onFolders(shops)
                .to("folder-lead")
                .grant(StageGatePermissions.CONTROL)
                .onItems(inside)
                .to("job-lead"));
    }

    @Test
    public void stopsWhatIsInTheFolderAndNothingElse() throws Exception {
        var line = Line.of(JENKINS, inside, "admin");
        assertThat(line.post("stop-line", STOP.formatted("folder:" + shops.getFullName()))
                        .getStatusCode())
                .isEqualTo(200);

        var run = inside.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("The line is stopped by admin for the folder " + shops.getName() + ": Inventory", run);
        JENKINS.buildAndAssertSuccess(outside);

        line.post("release-line", "{'id':'folder:%s'}".formatted(shops.getFullName()));
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
    }

    @Test
    public void stopsAJobThatComesIntoTheFolderLater() throws Exception {
        var line = Line.of(JENKINS, inside, "admin");
        line.post("stop-line", STOP.formatted("folder:" + shops.getFullName()));
        var late = define(shops.createProject(WorkflowJob.class, "late"));

        var run = late.scheduleBuild2(0).waitForStart();

        JENKINS.waitForMessage("The line is stopped by admin", run);
        line.post("release-line", "{'id':'folder:%s'}".formatted(shops.getFullName()));
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
    }

    @Test
    public void stopsAllOfJenkinsAndLetsOneExecutionPassWithARationale() throws Exception {
        var line = Line.of(JENKINS, outside, "admin");
        line.post("stop-line", STOP.formatted("jenkins"));
        var run = outside.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("The line is stopped by admin for all of Jenkins", run);

        var id = line.json("state").at("/executions/0/pipelineExecutionId").asText();
        line.post(
                "force-entry",
                "{'pipelineExecutionId':'%s','stageName':'Build','rationale':'Security fix'}".formatted(id));

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        line.post("release-line", "{'id':'jenkins'}");
        assertThat(Line.of(JENKINS, inside, "admin").json("state").get("lineStops"))
                .isEmpty();
    }

    @Test
    public void goesWhereTheFolderGoes() throws Exception {
        Line.of(JENKINS, inside, "admin").post("stop-line", STOP.formatted("folder:" + shops.getFullName()));
        shops.renameTo(shops.getName() + "-moved");

        var line = Line.of(JENKINS, inside, "admin");
        assertThat(line.json("state").at("/lineStops/0/scope").asText()).endsWith("-moved");
        line.post("release-line", "{'id':'folder:%s'}".formatted(shops.getFullName()));
        assertThat(line.json("state").get("lineStops")).isEmpty();
    }

    @Test
    public void offersAndAllowsOnlyTheScopesThatOneMayControl() throws Exception {
        var lead = Line.of(JENKINS, inside, "folder-lead");
        assertThat(lead.json("state").get("lineScopes"))
                .extracting(scope -> scope.get("id").asText())
                .containsExactly("pipeline", "folder:" + shops.getFullName());
        assertThat(lead.post("stop-line", STOP.formatted("jenkins")).getStatusCode())
                .isEqualTo(400);

        var jobLead = Line.of(JENKINS, inside, "job-lead");
        assertThat(jobLead.post("stop-line", STOP.formatted("folder:" + shops.getFullName()))
                        .getStatusCode())
                .isEqualTo(400);
        assertThat(jobLead.post("stop-line", STOP.formatted("pipeline")).getStatusCode())
                .isEqualTo(200);
        assertThat(Line.of(JENKINS, outside, "admin").json("state").get("lineStops"))
                .isEmpty();
    }

    private WorkflowJob define(WorkflowJob job) throws Exception {
        var files = folder.newFolder().toPath();
        job.setDefinition(new ReleasePipelineDefinition(
                Shop.pipeline(ShopRepository.in(files).address(), Shop.NOTHING)));
        return job;
    }
}
