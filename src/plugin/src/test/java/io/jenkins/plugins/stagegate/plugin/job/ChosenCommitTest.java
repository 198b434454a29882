package io.jenkins.plugins.stagegate.plugin.job;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Item;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.User;
import hudson.plugins.git.BranchSpec;
import hudson.plugins.git.GitSCM;
import hudson.plugins.git.UserRemoteConfig;
import io.jenkins.plugins.stagegate.model.ExecutionMode;
import io.jenkins.plugins.stagegate.plugin.ShopRepository;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.parameter.RevisionParameter;
import java.nio.file.Path;
import java.util.List;
import jenkins.model.Jenkins;
import org.eclipse.jgit.api.Git;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.FlagRule;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Commits that somebody chooses for a job's own repository, where the definition is, too. */
public class ChosenCommitTest {
    private static final String DEFINITION =
            """
            releasePipeline {
                executionMode QUEUED
                variables { string 'REGION', defaultValue: 'eu' }
                stages {
                    stage('Source') { source('App') { scm(); output 'AppSource'; namespace 'App' } }
                    stage('Build') {
                        build('Show') { input 'AppSource'; commands 'echo "reviewed, price $(cat price.txt), #{App.BranchName}"' }
                    }
                }
            }
            """;
    private static final String OLDER = DEFINITION
            .replace("executionMode QUEUED", "executionMode PARALLEL")
            .replace("variables { string 'REGION', defaultValue: 'eu' }", "")
            .replace("reviewed,", "of last year,");

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final FlagRule<Boolean> LOCAL_CHECKOUT =
            new FlagRule<>(() -> GitSCM.ALLOW_LOCAL_CHECKOUT, value -> GitSCM.ALLOW_LOCAL_CHECKOUT = value, true);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path files;
    private ShopRepository repository;
    private WorkflowJob job;
    private String lastYear;

    @Before
    public void openShop() throws Exception {
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.BUILD)
                .everywhere()
                .to("builder", "author")
                .grant(Item.CONFIGURE)
                .everywhere()
                .to("author"));
        User.getById("author", true); // as after a login
        files = folder.newFolder("shop").toPath();
        repository = ShopRepository.in(files);
        lastYear = repository.commit("Jenkinsfile", OLDER, "Release");
        repository.commit("Jenkinsfile", DEFINITION, "Ask for the region");
        repository.commit("price.txt", "200\n", "Raise the price");
        job = JENKINS.createProject(WorkflowJob.class);
        follow("main");
        JENKINS.buildAndAssertSuccess(job);
    }

    @After
    public void open() {
        JENKINS.jenkins.setAuthorizationStrategy(new hudson.security.AuthorizationStrategy.Unsecured());
    }

    private void follow(String branch) {
        job.setDefinition(new ReleasePipelineScmDefinition(new GitSCM(
                List.of(new UserRemoteConfig(repository.address(), null, null, null)),
                List.of(new BranchSpec(branch)),
                null,
                null,
                List.of())));
    }

    @Test
    public void ofAnotherBranchIsRefusedToWhoeverMayOnlyBuild() throws Exception {
        var unreviewed = pushUnreviewed();

        var run = build("builder", unreviewed, Result.FAILURE);

        JENKINS.assertLogContains("The commit " + unreviewed + " is on no branch that this job follows (main)", run);
        JENKINS.assertLogContains("may be chosen by those with Job/Configure only", run);
        JENKINS.assertLogNotContains("unreviewed,", run);
        JENKINS.assertLogNotContains("\tat ", run);
    }

    @Test
    public void ofAnotherBranchIsTakenForWhoeverMayChangeTheDefinitionAnyway() throws Exception {
        var run = build("author", pushUnreviewed(), Result.SUCCESS);

        JENKINS.assertLogContains("unreviewed, price 1", run);
        requireThatTheJobKeepsItsDefinition();
    }

    @Test
    public void ofAnotherBranchIsTakenForEverybodyWhereThereIsNoSecurity() throws Exception {
        open();

        JENKINS.assertLogContains("unreviewed, price 1", build(null, pushUnreviewed(), Result.SUCCESS));
    }

    @Test
    public void thatIsAnOlderOneBringsItsDefinitionForItsOwnExecutionOnly() throws Exception {
        var run = build("builder", lastYear, Result.SUCCESS);

        JENKINS.assertLogContains("of last year, price 100, main", run);
        JENKINS.assertLogContains("the job keeps the newest", run);
        requireThatTheJobKeepsItsDefinition();
        JENKINS.assertLogContains("reviewed, price 200, main", JENKINS.buildAndAssertSuccess(job));
    }

    @Test
    public void thatIsAnOlderOneOfABranchWithASlashIsTaken() throws Exception {
        try (var git = Git.open(files.toFile())) {
            git.branchCreate().setName("release/1").call();
        }
        follow("release/1");

        var run = build("builder", lastYear, Result.SUCCESS);

        JENKINS.assertLogContains("of last year, price 100, release/1", run);
    }

    @Test
    public void thatIsTheNewestIsTakenUpByTheJob() throws Exception {
        var newest = repository.commit("Jenkinsfile", OLDER.replace("last year", "today"), "Ask for nothing");

        var run = build("builder", newest, Result.SUCCESS);

        JENKINS.assertLogContains("of today, price 200, main", run);
        assertThat(mode()).isEqualTo(ExecutionMode.PARALLEL);
        assertThat(parameters()).containsExactly("App.revision");
    }

    private void requireThatTheJobKeepsItsDefinition() throws Exception {
        assertThat(mode()).isEqualTo(ExecutionMode.QUEUED);
        assertThat(parameters()).containsExactly("REGION", "App.revision");
    }

    private ExecutionMode mode() throws Exception {
        return Pipelines.get().of(job).state().definition().orElseThrow().executionMode();
    }

    private List<String> parameters() {
        return job.getProperty(ParametersDefinitionProperty.class).getParameterDefinitionNames();
    }

    /** On a branch that nobody has looked at, made of the branch that everybody follows. */
    private String pushUnreviewed() throws Exception {
        try (var git = Git.open(files.toFile())) {
            git.checkout().setCreateBranch(true).setName("a-feature").call();
            repository.commit("price.txt", "1\n", "Make it cheap");
            var commit = repository.commit(
                    "Jenkinsfile",
                    DEFINITION.replace("reviewed,", "unreviewed,").replace("QUEUED", "PARALLEL"),
                    "Take over");
            git.checkout().setName("main").call();
            return commit;
        }
    }

    private WorkflowRun build(String user, String commit, Result result) throws Exception {
        return JENKINS.assertBuildStatus(
                result,
                job.scheduleBuild2(
                        0,
                        new CauseAction(new Cause.UserIdCause(user)),
                        new ParametersAction(new RevisionParameter("App").createValue(commit))));
    }
}
