package io.jenkins.plugins.stagegate.plugin;

import hudson.model.Result;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.nio.file.Files;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;

/** What an agent could hand over to get at the controller. */
public class HostileAgentTest {
    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private ShopRepository repository;

    @Before
    public void openShop() throws Exception {
        repository = ShopRepository.in(folder.newFolder("shop").toPath());
    }

    private WorkflowRun failed(String stages) throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class, "hostile");
        try {
            job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(repository.address(), stages)));
            return JENKINS.buildAndAssertStatus(Result.FAILURE, job);
        } finally {
            job.renameTo("was-hostile-" + JENKINS.jenkins.getItems().size());
        }
    }

    /** As it lies in the archive if an agent sends a link in the place of the bundle. */
    @Test
    public void readsNoFileOfTheControllerByALinkInThePlaceOfABundle() throws Exception {
        var secret = folder.getRoot().toPath().resolve("secret");
        Files.writeString(secret, "of the controller");
        var run = failed(
                """
                stage('Build') {
                    build('Package') { commands 'echo x > app.txt'; output 'Page' }
                    build('Exchange') { commands 'cd "$JENKINS_HOME/jobs/hostile/builds/1/archive/stage-gate"', 'ln -sf "%s" Page.zip' }
                }
                stage('Take') { deploy('Take') { input 'Page'; commands 'true' } }
                """
                        .formatted(secret));
        JENKINS.assertLogContains("+ ln -sf", run);
        JENKINS.assertLogContains("Action 'Take' failed: ", run);
        // That would be said of bytes that were read.
        JENKINS.assertLogNotContains("is not what was put out", run);
    }

    @Test
    public void fillsNoMemoryByAnExportedVariable() throws Exception {
        var run = failed(
                """
                stage('Build') {
                    build('Huge') { commands 'HUGE=$(head -c 200000 /dev/zero | tr "\\\\0" x)'; exports 'HUGE'; namespace 'Huge' }
                }
                """);
        JENKINS.assertLogContains("The exported variable 'HUGE' has more than 122880 bytes.", run);
        JENKINS.assertLogNotContains("\tat ", run);
    }
}
