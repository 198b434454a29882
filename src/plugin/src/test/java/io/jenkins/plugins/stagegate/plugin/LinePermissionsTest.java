package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.ui.StageGatePermissions;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.ErrorCollector;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Who may ask for what, and do what, at every address of the line. */
public class LinePermissionsTest {
    private static final List<String> READS =
            List.of("", "state", "executions", "execution?pipelineExecutionId=x", "log?actionExecutionId=x&start=0");
    private static final Map<String, String> CHANGES = Map.of(
            "start", "builder",
            "retry", "builder",
            "stop", "canceller",
            "approve", "approver",
            "transition", "controller",
            "rollback", "controller",
            "override", "controller",
            "stop-line", "controller",
            "release-line", "controller",
            "force-entry", "controller");
    private static final List<String> READERS =
            List.of("reader", "builder", "canceller", "approver", "controller", "admin");

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final ErrorCollector found = new ErrorCollector();

    private WorkflowJob job;

    @Before
    public void guardTheShop() throws Exception {
        var repository = ShopRepository.in(folder.newFolder("shop").toPath());
        job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(
                repository.address(), "stage('Approve') { approval('ShipIt') { submitters 'approver', 'team' } }")));
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ)
                .everywhere()
                .to("stranger")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader", "builder", "canceller", "approver", "controller", "outsider")
                .grant(Item.BUILD)
                .everywhere()
                .to("builder")
                .grant(Item.CANCEL)
                .everywhere()
                .to("canceller")
                .grant(StageGatePermissions.APPROVE)
                .everywhere()
                .to("approver", "outsider")
                .grant(StageGatePermissions.CONTROL)
                .everywhere()
                .to("controller"));
    }

    @Test
    public void letsThoseReadWhoMayReadTheJob() throws Exception {
        for (String user : READERS) {
            var line = Line.of(JENKINS, job, user);
            for (String path : READS) {
                found.checkSucceeds(() -> {
                    assertThat(line.get(path).getStatusCode())
                            .as("%s reads '%s'", user, path)
                            .isIn(200, 400);
                    return null;
                });
            }
        }
    }

    @Test
    public void hidesEverythingFromThoseWhoMayNotReadTheJob() throws Exception {
        var stranger = Line.of(JENKINS, job, "stranger");
        var nobody = Line.of(JENKINS, job);
        for (String path : READS) {
            assertThat(stranger.get(path).getStatusCode())
                    .as("stranger reads '%s'", path)
                    .isEqualTo(404);
            assertThat(nobody.get(path).getStatusCode())
                    .as("nobody reads '%s'", path)
                    .isIn(302, 403, 404);
        }
        for (String path : CHANGES.keySet()) {
            assertThat(stranger.post(path, "{}").getStatusCode())
                    .as("stranger posts '%s'", path)
                    .isIn(403, 404);
            assertThat(nobody.post(path, "{}").getStatusCode())
                    .as("nobody posts '%s'", path)
                    .isIn(403, 404);
        }
    }

    @Test
    public void letsOnlyThoseChangeSomethingWhoHaveThePermission() throws Exception {
        for (String user : READERS) {
            var line = Line.of(JENKINS, job, user);
            for (var change : CHANGES.entrySet()) {
                var status = line.post(change.getKey(), "no JSON").getStatusCode();
                boolean may = user.equals("admin") || user.equals(change.getValue());
                assertThat(status).as("%s posts '%s'", user, change.getKey()).isEqualTo(may ? 400 : 403);
            }
        }
    }

    @Test
    public void changesNothingWithoutTheTokenOfThePage() throws Exception {
        var admin = Line.of(JENKINS, job, "admin");
        for (String path : CHANGES.keySet()) {
            assertThat(admin.postWithoutToken(path, "{}").getStatusCode())
                    .as(path)
                    .isEqualTo(403);
        }
    }

    @Test
    public void changesNothingByReading() throws Exception {
        var admin = Line.of(JENKINS, job, "admin");
        for (String path : CHANGES.keySet()) {
            assertThat(admin.get(path).getStatusCode()).as(path).isEqualTo(405);
        }
    }

    @Test
    public void letsOnlyThoseDecideWhomTheDefinitionNames() throws Exception {
        var run = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("Approval wanted", run);

        var outsider = Line.of(JENKINS, job, "outsider").approve("Approve", "ShipIt");
        assertThat(outsider.getStatusCode()).isEqualTo(400);
        assertThat(outsider.getContentAsString()).contains("AccessDeniedException", "outsider may not decide here");
        assertThat(Line.of(JENKINS, job, "controller")
                        .approve("Approve", "ShipIt")
                        .getStatusCode())
                .isEqualTo(403);

        assertThat(Line.of(JENKINS, job, "approver")
                        .approve("Approve", "ShipIt")
                        .getStatusCode())
                .isEqualTo(200);
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        JENKINS.assertLogContains("'ShipIt' approved by approver. seen", run);
    }

    @Test
    public void letsAdministratorsDecideEverywhere() throws Exception {
        var run = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("Approval wanted", run);

        assertThat(Line.of(JENKINS, job, "admin").approve("Approve", "ShipIt").getStatusCode())
                .isEqualTo(200);
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
    }

    @Test
    public void tellsEachPersonWhatTheyCanDo() throws Exception {
        assertThat(Line.of(JENKINS, job, "builder").json("state").get("can").toString())
                .isEqualTo(
                        "{\"start\":true,\"approve\":false,\"control\":false,\"stop\":false,\"retry\":true,\"rollback\":false,\"override\":false,\"stopLine\":false}");
        assertThat(Line.of(JENKINS, job, "approver").json("state").get("can").toString())
                .isEqualTo(
                        "{\"start\":false,\"approve\":true,\"control\":false,\"stop\":false,\"retry\":false,\"rollback\":false,\"override\":false,\"stopLine\":false}");
    }
}
