package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.util.FormValidation;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.properties.DisableConcurrentBuildsJobProperty;
import org.jenkinsci.plugins.workflow.job.properties.DisableResumeJobProperty;
import org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** Settings of Pipeline jobs that stand in the way of a release pipeline. */
public class JobSettingsTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private WorkflowJob job;
    private String text;

    @Before
    public void openShop() throws Exception {
        var repository = ShopRepository.in(folder.newFolder("shop").toPath());
        text = Shop.pipeline(repository.address(), "stage('Approve') { approval('ShipIt') { message 'Ship it?' } }");
        job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(text));
    }

    @Test
    public void theLineSaysWhyBuildsWaitThatMayNotRunBesideOneAtAGate() throws Exception {
        job.addProperty(new DisableConcurrentBuildsJobProperty());
        var first = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("Approval wanted", first);
        var line = Line.of(JENKINS, job);
        assertThat(line.json("state").has("queuedBuilds")).isFalse();

        var second = job.scheduleBuild2(0);

        Eventually.of(() -> assertThat(line.json("state").path("queuedBuilds").toString())
                .contains("A build of this job waits in the queue of Jenkins: another build of it is under way.")
                .contains("Do not allow concurrent builds"));
        line.approve("Approve", "ShipIt");
        JENKINS.waitForMessage("Approval wanted", second.waitForStart());
        assertThat(line.json("state").has("queuedBuilds")).isFalse();
    }

    @Test
    public void theLogAndTheFormWarnOfOneBuildAtATime() throws Exception {
        job.addProperty(new DisableConcurrentBuildsJobProperty());

        var run = job.scheduleBuild2(0).waitForStart();

        JENKINS.waitForMessage("WARNING: This job has \"Do not allow concurrent builds\"", run);
        assertThat(check().kind).isEqualTo(FormValidation.Kind.WARNING);
        assertThat(check().getMessage()).contains("Do not allow concurrent builds");
    }

    @Test
    public void theLogAndTheFormWarnThatARestartStopsWhatWaits() throws Exception {
        job.addProperty(new DisableResumeJobProperty());

        var run = job.scheduleBuild2(0).waitForStart();

        JENKINS.waitForMessage("a restart of Jenkins stops its executions, also those that only wait", run);
        assertThat(check().kind).isEqualTo(FormValidation.Kind.WARNING);
        assertThat(check().getMessage()).contains("Take it away if they are to go on.");
    }

    @Test
    public void aBuildIsAsDurableAsItsJobSays() throws Exception {
        for (FlowDurabilityHint hint : FlowDurabilityHint.values()) {
            job.addProperty(new DurabilityHintJobProperty(hint));

            var run = job.scheduleBuild2(0).waitForStart();

            JENKINS.waitForMessage("Approval wanted", run);
            assertThat(run.getExecution().getDurabilityHint()).isEqualTo(hint);
            run.doKill();
            JENKINS.waitForCompletion(run);
            job.removeProperty(DurabilityHintJobProperty.class);
        }
    }

    @Test
    public void anOrdinaryJobIsNotWarnedOfAnything() throws Exception {
        var run = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("Approval wanted", run);

        JENKINS.assertLogNotContains("WARNING", run);
        assertThat(check().kind).isEqualTo(FormValidation.Kind.OK);
    }

    private FormValidation check() {
        return JENKINS.jenkins
                .getDescriptorByType(ReleasePipelineDefinition.DescriptorImpl.class)
                .doCheckScript(job, text);
    }
}
