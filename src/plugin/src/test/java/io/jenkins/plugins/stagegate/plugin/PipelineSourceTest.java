package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Cause;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.User;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockFolder;
import org.jvnet.hudson.test.MockQueueItemAuthenticator;

/** A pipeline that releases what another one has built. */
public class PipelineSourceTest {
    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private MockFolder folder;
    private String address;
    private WorkflowJob shop;

    @Before
    public void defineTheShop() throws Exception {
        var repository = ShopRepository.in(temporary.newFolder("shop").toPath());
        address = repository.address();
        folder = jenkins.createFolder("acme");
        shop = folder.createProject(WorkflowJob.class, "shop");
        define(
                shop,
                """
                stage('Source') { source('App') { git url: '%s', branch: 'main'; output 'AppSource' } }
                stage('Build') {
                    build('Package') {
                        commands 'echo "built by $STAGE_GATE_EXECUTION_NUMBER" > app.txt'
                        output 'Package', files: 'app.txt'
                    }
                }
                """
                        .formatted(address));
    }

    @Test
    public void takesTheSameBytesFromTheNewestReleaseOfTheOther() throws Exception {
        jenkins.buildAndAssertSuccess(shop);
        jenkins.buildAndAssertSuccess(shop);

        var run = jenkins.buildAndAssertSuccess(deploy("shop"));

        jenkins.assertLogContains("Taking artifacts of acme/shop #2", run);
        jenkins.assertLogContains("built by 2, of acme/shop no. 2", run);
        assertThat(digest("App", run)).isEqualTo(digest("Package", shop.getLastBuild()));
    }

    @Test
    public void saysThatNothingWasReleasedYet() throws Exception {
        var run = jenkins.buildAndAssertStatus(Result.FAILURE, deploy("shop"));

        jenkins.assertLogContains("No execution of 'acme/shop' has succeeded yet. Release it first.", run);
    }

    @Test
    public void saysWhichOneMayBeMeantIfThereIsNone() throws Exception {
        var run = jenkins.buildAndAssertStatus(Result.FAILURE, deploy("shopp"));

        jenkins.assertLogContains("There is no release pipeline 'shopp' that this job may read.", run);
        jenkins.assertLogContains("Did you mean `shop`?", run);
    }

    @Test
    public void takesNothingThatTheBuildsUserMayNotRead() throws Exception {
        jenkins.buildAndAssertSuccess(shop);
        var deploy = deploy("/acme/shop");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("carol")
                .grant(Item.READ, Item.BUILD)
                .onItems(deploy)
                .to("carol"));
        QueueItemAuthenticatorConfiguration.get()
                .getAuthenticators()
                .add(new MockQueueItemAuthenticator()
                        .authenticate(
                                deploy.getFullName(),
                                User.getById("carol", true).impersonate2()));

        var run = jenkins.buildAndAssertStatus(Result.FAILURE, deploy);

        jenkins.assertLogContains("There is no release pipeline '/acme/shop' that this job may read.", run);
        assertThat(JenkinsRule.getLog(run)).doesNotContain("Did you mean");
    }

    @Test
    public void saysThatTheBuildWithTheArtifactsIsGone() throws Exception {
        jenkins.buildAndAssertSuccess(shop).delete();

        var run = jenkins.buildAndAssertStatus(Result.FAILURE, deploy("shop"));

        jenkins.assertLogContains("acme/shop #1 has succeeded, but its build was deleted", run);
    }

    @Test
    public void anActionStartsAnotherPipelineWithVariablesAndDoesNotWaitForIt() throws Exception {
        var deploy = folder.createProject(WorkflowJob.class, "deploy");
        define(
                deploy,
                """
                stage('Source') { source('App') { git url: '%s', branch: 'main'; output 'App' } }
                stage('Deploy') { deploy('Copy') { commands 'echo "to #{variables.WHERE}"' } }
                """
                        .formatted(address),
                "variables { string 'WHERE', defaultValue: 'nowhere' }");
        define(
                shop,
                """
                stage('Source') { source('App') { git url: '%s', branch: 'main'; output 'Package'; namespace 'App' } }
                stage('Start') {
                    invoke('Deploy') { pipeline 'deploy', WHERE: 'eu #{App.BranchName}'; namespace 'Started' }
                    test('Note') { commands 'echo "started #{Started.PipelineName} as #{Started.ExecutionId}"' }
                }
                """
                        .formatted(address));
        jenkins.buildAndAssertSuccess(shop);
        jenkins.waitUntilNoActivity();

        var run = deploy.getLastBuild();
        jenkins.assertLogContains("to eu main", run);
        assertThat(run.getCause(Cause.UpstreamCause.class).getUpstreamRun()).isEqualTo(shop.getLastBuild());
        jenkins.assertLogContains("started deploy as ", shop.getLastBuild());
    }

    private static String digest(String artifact, WorkflowRun run) throws Exception {
        var line = Pattern.compile("Put out the artifact " + artifact + ": \\d+ bytes, (sha256:\\w+)")
                .matcher(JenkinsRule.getLog(run));
        assertThat(line.find()).isTrue();
        return line.group(1);
    }

    private WorkflowJob deploy(String upstream) throws Exception {
        var deploy = folder.createProject(WorkflowJob.class, "deploy");
        define(
                deploy,
                """
                stage('Source') {
                    source('Shop') { pipeline '%s', artifact: 'Package'; output 'App'; namespace 'Upstream' }
                }
                stage('Deploy') {
                    deploy('Copy') {
                        input 'App'
                        commands 'echo "$(cat app.txt), of #{Upstream.PipelineName} no. #{Upstream.ExecutionNumber}"'
                    }
                }
                """
                        .formatted(upstream));
        return deploy;
    }

    private static void define(WorkflowJob job, String stages, String... before) {
        job.setDefinition(new ReleasePipelineDefinition(
                "releasePipeline { " + String.join("\n", before) + "\nstages {\n" + stages + "\n} }"));
    }
}
