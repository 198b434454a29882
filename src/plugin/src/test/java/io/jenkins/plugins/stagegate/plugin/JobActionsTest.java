package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.BooleanParameterDefinition;
import hudson.model.Cause;
import hudson.model.ChoiceParameterDefinition;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Label;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.model.User;
import hudson.tasks.ArtifactArchiver;
import hudson.tasks.Shell;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import jenkins.model.InterruptedBuildAction;
import jenkins.model.Jenkins;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
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

/** Actions that start other jobs. */
public class JobActionsTest {
    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private ShopRepository repository;
    private MockFolder shop;

    @Before
    public void openShop() throws Exception {
        repository = ShopRepository.in(temporary.newFolder("shop").toPath());
        shop = jenkins.createFolder("shop");
    }

    @Test
    public void startsAJobOfItsFolderWithParametersAndTakesWhatItArchived() throws Exception {
        var deploy = freestyle();
        var run = jenkins.buildAndAssertSuccess(
                release(
                        """
                deploy('Deploy') {
                    job 'deploy'
                    parameters VERSION: '#{App.CommitId}', WHERE: 'production'
                    output 'Report', files: 'out/*.txt'
                    namespace 'Deploy'
                }
                test('Check') {
                    input 'Report'
                    commands 'cat out/version.txt', 'ls out', 'echo "by #{Deploy.BuildNumber} #{Deploy.Result} #{Deploy.BuildUrl}"'
                }
                """));

        var build = deploy.getLastBuild();
        assertThat(build.getNumber()).isEqualTo(1);
        assertThat(build.getCause(Cause.UpstreamCause.class).getUpstreamRun()).isEqualTo(run);
        var parameters = build.getAction(ParametersAction.class);
        var commit = parameters.getParameter("VERSION").getValue().toString();
        assertThat(commit).hasSize(40);
        assertThat(parameters.getParameter("WHERE").getValue()).isEqualTo("production");
        assertThat(parameters.getParameter("FORCE").getValue()).isEqualTo(false);
        jenkins.assertLogContains("deployed " + commit, run);
        jenkins.assertLogContains("by 1 SUCCESS " + jenkins.getURL() + build.getUrl(), run);
        assertThat(JenkinsRule.getLog(run)).doesNotContain("notes.md");
        var fingerprint = jenkins.jenkins.getFingerprintMap().get(hudson.Util.getDigestOf("deployed " + commit + "\n"));
        assertThat(fingerprint.getUsages()).containsOnlyKeys("shop/deploy", "shop/release");
    }

    @Test
    public void startsAPipelineAndFailsAsItFails() throws Exception {
        var deploy = pipeline("error 'The shelf broke'");

        var run = jenkins.buildAndAssertStatus(Result.FAILURE, release("deploy('Deploy') { job '/shop/deploy' }"));

        jenkins.assertBuildStatus(Result.FAILURE, deploy.getLastBuild());
        jenkins.assertLogContains(
                "Action 'Deploy' failed: shop » deploy #1 ended with the result FAILURE. Look at its log: "
                        + jenkins.getURL() + "job/shop/job/deploy/1/",
                run);
    }

    @Test
    public void startsAnotherReleaseAndTakesItsArtifacts() throws Exception {
        var other = shop.createProject(WorkflowJob.class, "deploy");
        other.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(repository.address(), Shop.NOTHING)));

        var run = jenkins.buildAndAssertSuccess(
                release("deploy('Deploy') { job 'deploy'; output 'Bundles', files: 'stage-gate/*.zip' }; "
                        + "test('See') { input 'Bundles'; commands 'ls stage-gate' }"));

        jenkins.assertBuildStatusSuccess(other.getLastBuild());
        jenkins.assertLogContains("AppSource.zip", run);
    }

    @Test
    public void takesAnUnstableBuildForAFailureUnlessToldOtherwise() throws Exception {
        pipeline("currentBuild.result = 'UNSTABLE'");

        var failed = jenkins.buildAndAssertStatus(Result.FAILURE, release("deploy('Deploy') { job 'deploy' }"));
        jenkins.assertLogContains("write acceptUnstable: true", failed);

        var job = (WorkflowJob) failed.getParent();
        job.setDefinition(
                definition(
                        "deploy('Deploy') { job 'deploy', acceptUnstable: true; namespace 'D' }; test('Say') { commands 'echo \"it is #{D.Result}\"' }"));
        jenkins.assertLogContains("it is UNSTABLE", jenkins.buildAndAssertSuccess(job));
    }

    @Test
    public void doesNotWaitIfToldSo() throws Exception {
        var deploy = pipeline("sleep 1000");

        var run = jenkins.buildAndAssertSuccess(
                release(
                        "deploy('Deploy') { job 'deploy', wait: false; namespace 'D' }; test('Say') { commands 'echo \"build #{D.BuildNumber}\"' }"));

        jenkins.assertLogContains("build 1", run);
        assertThat(deploy.getLastBuild().isBuilding()).isTrue();
        abort(deploy.getLastBuild());
    }

    @Test
    public void abortsTheOtherBuildWithItsOwn() throws Exception {
        var deploy = pipeline("echo 'begun'; sleep 1000");
        var run = release("deploy('Deploy') { job 'deploy' }").scheduleBuild2(0).waitForStart();
        Eventually.of(() -> assertThat(deploy.getLastBuild()).isNotNull());
        jenkins.waitForMessage("begun", deploy.getLastBuild());

        abort(run);

        jenkins.assertBuildStatus(Result.ABORTED, run);
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(deploy.getLastBuild()));
        assertThat(deploy.getLastBuild().getAction(InterruptedBuildAction.class).getCauses())
                .extracting(cause -> cause.getShortDescription())
                .containsExactly("The action 'Deploy' of shop » release #1, which had started it, was stopped");
    }

    @Test
    public void abortsTheOtherBuildIfItsOwnIsKilled() throws Exception {
        var deploy = pipeline("echo 'begun'; sleep 1000");
        var run = release("deploy('Deploy') { job 'deploy' }").scheduleBuild2(0).waitForStart();
        Eventually.of(() -> assertThat(deploy.getLastBuild()).isNotNull());
        jenkins.waitForMessage("begun", deploy.getLastBuild());

        run.doKill();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(deploy.getLastBuild()));
    }

    @Test
    public void takesTheOtherBuildOutOfTheQueueWithItsOwn() throws Exception {
        var deploy = freestyle();
        deploy.setAssignedLabel(Label.get("nowhere"));
        var run = release("deploy('Deploy') { job 'deploy' }").scheduleBuild2(0).waitForStart();
        Eventually.of(() -> assertThat(deploy.isInQueue()).isTrue());

        abort(run);

        jenkins.assertBuildStatus(Result.ABORTED, run);
        assertThat(deploy.isInQueue()).isFalse();
        assertThat(deploy.getLastBuild()).isNull();
    }

    @Test
    public void failsIfSomebodyTakesTheOtherBuildOutOfTheQueue() throws Exception {
        var deploy = freestyle();
        deploy.setAssignedLabel(Label.get("nowhere"));
        var run = release("deploy('Deploy') { job 'deploy' }").scheduleBuild2(0).waitForStart();
        Eventually.of(() -> assertThat(deploy.isInQueue()).isTrue());

        jenkins.jenkins.getQueue().cancel(deploy);

        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
        jenkins.assertLogContains("was taken out of Jenkins' queue before it began", run);
    }

    @Test
    public void namesTheNearestJobAndTheNearestParameter() throws Exception {
        freestyle();
        var run = jenkins.buildAndAssertStatus(Result.FAILURE, release("deploy('Deploy') { job 'deploi' }"));
        jenkins.assertLogContains("There is no job 'deploi' as seen from shop", run);
        jenkins.assertLogContains("Did you mean `deploy`?", run);

        var job = (WorkflowJob) run.getParent();
        job.setDefinition(definition("deploy('Deploy') { job 'deploy'; parameters VERSON: '1' }"));
        jenkins.assertLogContains(
                "The job shop/deploy has no parameter VERSON. It has: VERSION, WHERE, FORCE. Did you mean `VERSION`?",
                jenkins.buildAndAssertStatus(Result.FAILURE, job));

        job.setDefinition(definition("deploy('Deploy') { job 'deploy'; parameters WHERE: 'moon' }"));
        jenkins.assertLogContains(
                "The job shop/deploy does not take 'moon' for its parameter WHERE.",
                jenkins.buildAndAssertStatus(Result.FAILURE, job));
    }

    @Test
    public void namesWhatTheOtherBuildHasIfNothingMatches() throws Exception {
        freestyle();

        var run = jenkins.buildAndAssertStatus(
                Result.FAILURE, release("deploy('Deploy') { job 'deploy'; output 'Jar', files: '*.jar' }"));

        jenkins.assertLogContains(
                "has archived nothing that matches '*.jar', which the output 'Jar' takes. It has: out/notes.md, out/version.txt.",
                run);
    }

    @Test
    public void startsAJobOnlyAsSomebodyWhoMay() throws Exception {
        var deploy = freestyle();
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .toEveryone());
        var job = release("deploy('Deploy') { job 'deploy' }");
        QueueItemAuthenticatorConfiguration.get()
                .getAuthenticators()
                .add(new MockQueueItemAuthenticator()
                        .authenticate(
                                job.getFullName(), User.getById("alice", true).impersonate2()));

        var run = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains(
                "The user 'alice', as whom builds of shop/release run, may not start the job shop/deploy.", run);
        assertThat(deploy.getLastBuild()).isNull();
    }

    private FreeStyleProject freestyle() throws Exception {
        var deploy = shop.createProject(FreeStyleProject.class, "deploy");
        deploy.addProperty(new ParametersDefinitionProperty(
                new StringParameterDefinition("VERSION", "0"),
                new ChoiceParameterDefinition("WHERE", new String[] {"staging", "production"}, ""),
                new BooleanParameterDefinition("FORCE", false, "")));
        deploy.getBuildersList()
                .add(new Shell("mkdir -p out; echo \"deployed $VERSION\" > out/version.txt; echo more > out/notes.md"));
        var archiver = new ArtifactArchiver("out/**");
        archiver.setFingerprint(true);
        deploy.getPublishersList().add(archiver);
        return deploy;
    }

    private WorkflowJob pipeline(String script) throws Exception {
        var deploy = shop.createProject(WorkflowJob.class, "deploy");
        deploy.setDefinition(new CpsFlowDefinition(script, true));
        return deploy;
    }

    private WorkflowJob release(String actions) throws Exception {
        var job = shop.createProject(WorkflowJob.class, "release");
        job.setDefinition(definition(actions));
        return job;
    }

    private ReleasePipelineDefinition definition(String actions) {
        return new ReleasePipelineDefinition(
                Shop.pipeline(repository.address(), "stage('Production') { " + actions + " }"));
    }

    private void abort(WorkflowRun run) throws Exception {
        run.getExecutor().interrupt();
        jenkins.waitForCompletion(run);
    }
}
