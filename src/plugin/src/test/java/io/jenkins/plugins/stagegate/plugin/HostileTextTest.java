package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;

/** Whatever people and repositories say is shown as text, and is never part of a page. */
public class HostileTextTest {
    private static final String EVIL = "<script>alert(1)</script>";

    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private WorkflowJob job;

    @Test
    public void isTextOnEveryPageWhileTheExecutionWaits() throws Exception {
        var run = waitingAtTheGate();

        thePagesHaveNoScriptOf(run);
    }

    @Test
    public void isTextOnEveryPageOnceSomebodyHasDecidedAndClosedTheWay() throws Exception {
        var run = waitingAtTheGate();
        var line = Line.of(jenkins, job);
        assertThat(line.post(
                                "transition",
                                "{'stageName':'Production','transitionType':'Inbound','enabled':false,'reason':'%s'}"
                                        .formatted(EVIL))
                        .getStatusCode())
                .isEqualTo(200);
        assertThat(line.post(
                                "approve",
                                "{'stageName':'Approve','actionName':'ShipIt','token':'%1$s','result':{'status':'Approved','summary':'%2$s','fields':{'WHY':'%2$s'}}}"
                                        .formatted(line.token("Approve", "ShipIt"), EVIL))
                        .getStatusCode())
                .isEqualTo(200);
        jenkins.waitForMessage("The way into Production is closed", run);

        thePagesHaveNoScriptOf(run);

        assertThat(line.post("stop-line", "{'scope':'jenkins','reason':'%s','exempt':[]}".formatted(EVIL))
                        .getStatusCode())
                .isEqualTo(200);
        thePagesHaveNoScriptOf(run);

        line.post("stop", "{'pipelineExecutionId':'%s','abandon':true,'reason':'%s'}".formatted(execution(line), EVIL));
        jenkins.waitForCompletion(run);
        thePagesHaveNoScriptOf(run);
    }

    private WorkflowRun waitingAtTheGate() throws Exception {
        var files = folder.newFolder("shop");
        var repository = ShopRepository.in(files.toPath(), EVIL);
        try (var git = Git.open(files)) {
            git.branchCreate().setName(EVIL).call();
        }
        job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(
                        repository.address(),
                        """
                stage('Approve') {
                    approval('ShipIt') { message '%1$s #{App.CommitMessage}'; field 'WHY', description: '%1$s' }
                }
                stage('Production') { deploy('Deploy') { agent none; steps { echo '%1$s' } } }
                """
                                .formatted(EVIL))
                .replace("branch: 'main'", "branch: '" + EVIL + "'")
                .replace(
                        "    stages {",
                        "    variables { string 'WHO', defaultValue: '%1$s', description: '%1$s' }\n    stages {"
                                .formatted(EVIL))));
        ItemListener.fireOnUpdated(job);
        job.setDescription("A shop");
        var run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Approval wanted", run);
        return run;
    }

    private void thePagesHaveNoScriptOf(WorkflowRun run) throws Exception {
        var browser = jenkins.createWebClient().withJavaScriptEnabled(false);
        for (String page : List.of(
                "",
                job.getUrl(),
                job.getUrl() + "stage-gate/",
                run.getUrl(),
                run.getUrl() + "console",
                run.getUrl() + "parameters/",
                "release-pipelines/",
                run.getUrl() + "flowGraphTable",
                run.getUrl() + "pipeline-overview/",
                "view/all/builds")) {
            var text = browser.goTo(page).getWebResponse().getContentAsString();
            assertThat(text).as(page).doesNotContain(EVIL);
        }
        var form = jenkins.createWebClient()
                .withJavaScriptEnabled(false)
                .withThrowExceptionOnFailingStatusCode(false)
                .goTo(job.getUrl() + "build?delay=0sec");
        assertThat(form.getWebResponse().getContentAsString())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain(EVIL);
        // Where it is data it says so, and no browser takes it for a page.
        var state = Line.of(jenkins, job).get("state");
        assertThat(state.getContentType()).isEqualTo("application/json");
        assertThat(state.getResponseHeaderValue("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(state.getContentAsString()).contains(EVIL);
    }

    private static String execution(Line line) throws Exception {
        return line.json("executions")
                .get("pipelineExecutionSummaries")
                .get(0)
                .get("pipelineExecutionId")
                .asText();
    }
}
