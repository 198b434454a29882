package io.jenkins.plugins.stagegate.plugin.job;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.listeners.ItemListener;
import hudson.plugins.git.BranchSpec;
import hudson.plugins.git.GitSCM;
import hudson.plugins.git.UserRemoteConfig;
import io.jenkins.plugins.stagegate.decision.Commit;
import io.jenkins.plugins.stagegate.plugin.Eventually;
import io.jenkins.plugins.stagegate.plugin.Line;
import io.jenkins.plugins.stagegate.plugin.ShopRepository;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.parameter.RevisionParameter;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.FlagRule;
import org.jvnet.hudson.test.JenkinsRule;

public class DefinitionFromScmTest {
    private static final String DEFINITION =
            """
            releasePipeline {
                stages {
                    stage('Source') { source('App') { scm(); output 'AppSource' } }
                    stage('Build') { build('Show') { input 'AppSource'; commands 'cat price.txt' } }
                }
            }
            """;

    private static final String JSON =
            """
            { 'name': 'shop', 'roleArn': 'arn:aws:iam::123456789012:role/release',
              'artifactStore': { 'type': 'S3', 'location': 'release-artifacts' },
              'stages': [
                { 'name': 'Source', 'actions': [ { 'name': 'Checkout',
                  'actionTypeId': { 'category': 'Source', 'owner': 'AWS', 'provider': 'Git', 'version': '1' },
                  'configuration': { 'url': '%s', 'branch': 'main' }, 'outputArtifacts': [ { 'name': 'Shop' } ] } ] },
                { 'name': 'Build', 'actions': [ { 'name': 'Package',
                  'actionTypeId': { 'category': 'Compute', 'owner': 'AWS', 'provider': 'Commands', 'version': '1' },
                  'commands': [ 'echo it costs $(cat price.txt)' ], 'inputArtifacts': [ { 'name': 'Shop' } ] } ] } ] }
            """;

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final FlagRule<Boolean> localCheckout =
            new FlagRule<>(() -> GitSCM.ALLOW_LOCAL_CHECKOUT, value -> GitSCM.ALLOW_LOCAL_CHECKOUT = value, true);

    private ShopRepository repository;
    private WorkflowJob job;
    private ReleasePipelineScmDefinition definition;

    @Before
    public void openShop() throws Exception {
        repository = ShopRepository.in(folder.newFolder("shop").toPath());
        repository.commit("release.groovy", DEFINITION, "Release with Stage Gate");
        job = jenkins.createProject(WorkflowJob.class, "shop");
        definition = new ReleasePipelineScmDefinition(new GitSCM(
                List.of(new UserRemoteConfig(repository.address(), null, null, null)),
                List.of(new BranchSpec("main")),
                null,
                null,
                List.of()));
        definition.setScriptPath("release.groovy");
        job.setDefinition(definition);
    }

    @Test
    public void readsTheFileAlone() throws Exception {
        var run = jenkins.buildAndAssertSuccess(job);

        jenkins.assertLogContains("Obtained release.groovy from", run);
        jenkins.assertLogContains("100", run);
    }

    @Test
    public void handsOnTheHistoryOfTheJobsOwnRepository() throws Exception {
        repository.commit(
                "release.groovy",
                DEFINITION
                        .replace("scm()", "scm fullClone: true")
                        .replace(
                                "'cat price.txt'",
                                "'echo $(git log --format=%s | tail -n 1) on $(git branch --show-current)', 'git diff --exit-code HEAD'"),
                "Ask git");

        var run = jenkins.buildAndAssertSuccess(job);

        jenkins.assertLogContains("on main", run);
    }

    @Test
    public void theLineTellsOfABuildThatCouldNotReadIt() throws Exception {
        repository.commit("release.groovy", "releasePipeline { nonsense }", "Write nonsense");
        var run = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        var line = Line.of(jenkins, job);

        assertThat(line.json("state").path("definitionProblem").asText())
                .isEqualTo("Build #1 could not read it, and started nothing. Its console output says what is wrong.");
        jenkins.assertLogContains("nonsense", run);
        repository.commit("release.groovy", DEFINITION, "Mend it");
        jenkins.buildAndAssertSuccess(job);
        assertThat(line.json("state").has("definitionProblem")).isFalse();
    }

    @Test
    public void tellsWhatCameSinceTheExecutionBefore() throws Exception {
        jenkins.buildAndAssertSuccess(job);
        repository.commit("price.txt", "90\n", "Lower the price");
        repository.commit("price.txt", "80\n", "Lower it once more");
        jenkins.buildAndAssertSuccess(job);

        var state = Pipelines.get().of(job).state();
        var newest = state.executions().values().stream()
                .filter(one -> one.start().number() == 2)
                .findFirst()
                .orElseThrow();
        assertThat(newest.revisions().get(0).since().orElseThrow().listed())
                .extracting(Commit::summary)
                .containsExactly("Lower it once more", "Lower the price");
    }

    @Test
    public void takesTheCommitOfTheJobsOwnRepositoryThatSomebodyChose() throws Exception {
        var old = repository.commit("price.txt", "90\n", "Lower the price");
        repository.commit("price.txt", "200\n", "Raise the price");
        jenkins.buildAndAssertSuccess(job);

        var run = jenkins.assertBuildStatusSuccess(job.scheduleBuild2(
                0, new ParametersAction(new RevisionParameter("App").createValue(old.substring(0, 12)))));

        jenkins.assertLogContains("90\n", run);
        assertThat(parameters()).containsExactly("App.revision");
        assertThat(newestRevision()).isEqualTo(old);
    }

    @Test
    public void refusesARevisionOfTheJobsOwnRepositoryThatIsNoCommit() throws Exception {
        jenkins.buildAndAssertSuccess(job);

        var run = jenkins.assertBuildStatus(
                Result.FAILURE,
                job.scheduleBuild2(0, new ParametersAction(new RevisionParameter("App").createValue("--help")))
                        .get());

        jenkins.assertLogContains("by a commit's id of 7 to 40 digits", run);
    }

    @Test
    public void asksForParametersBeforeTheFirstBuild() throws Exception {
        ItemListener.fireOnUpdated(job);

        Eventually.of(() -> assertThat(parameters()).containsExactly("App.revision"));
    }

    private List<String> parameters() {
        var property = job.getProperty(ParametersDefinitionProperty.class);
        return property == null ? List.of() : property.getParameterDefinitionNames();
    }

    private String newestRevision() throws Exception {
        return Pipelines.get()
                .of(job)
                .engine()
                .latest(Long.MAX_VALUE, 1)
                .get(0)
                .revisions()
                .get(0)
                .id();
    }

    @Test
    public void checksOutWhatCannotBeReadAlone() throws Exception {
        definition.setLightweight(false);

        jenkins.buildAndAssertSuccess(job);
    }

    @Test
    public void takesCodePipelinesJsonInItsPlace() throws Exception {
        var json = JSON.replace("'", "\"").formatted(repository.address());
        repository.commit("pipeline.json", json, "Release with CodePipeline's words");
        definition.setScriptPath("pipeline.json");

        var run = jenkins.buildAndAssertSuccess(job);

        jenkins.assertLogContains("it costs 100", run);
        assertThat(Pipelines.get().of(job).declarations().read(1))
                .hasValueSatisfying(words ->
                        assertThat(words.path("roleArn").asText()).isEqualTo("arn:aws:iam::123456789012:role/release"));
    }

    @Test
    public void runsWhatAnAdministratorSaysInPlaceOfAService() throws Exception {
        StageGateSettings.get()
                .setPerformers(
                        "{ \"Deploy/CodeDeploy\": { \"commands\": [\"echo {ApplicationName} costs $(cat price.txt)\"] } }");
        var json = JSON.replace("'", "\"")
                .formatted(repository.address())
                .replace("\"Compute\"", "\"Deploy\"")
                .replace("\"provider\": \"Commands\"", "\"provider\": \"CodeDeploy\"")
                .replaceFirst("\"commands\": \\[[^]]*]", "\"configuration\": { \"ApplicationName\": \"shop\" }");
        repository.commit("pipeline.json", json, "Deploy with CodeDeploy");
        definition.setScriptPath("pipeline.json");

        var run = jenkins.buildAndAssertSuccess(job);

        jenkins.assertLogContains("shop costs 100", run);
    }

    @Test
    public void saysWhatIsWrongWithTheJson() throws Exception {
        definition.setScriptPath("pipeline.json");
        repository.commit("pipeline.json", "{\"name\": \"shop\", \"stages\": []}", "Forget the stages");
        var run = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains("pipeline.json: ", run);
        jenkins.assertLogContains("Value null at 'roleArn' failed to satisfy constraint", run);
        jenkins.assertLogNotContains("\tat ", run);
    }

    @Test
    public void saysWhereTheFileIsMissing() throws Exception {
        for (boolean lightweight : new boolean[] {true, false}) {
            definition.setScriptPath("nothing.groovy");
            definition.setLightweight(lightweight);

            var run = jenkins.buildAndAssertStatus(Result.FAILURE, job);

            jenkins.assertLogContains("There is no file 'nothing.groovy' in git ", run);
            jenkins.assertLogNotContains("\tat ", run);
        }
    }

    @Test
    public void readsNoMoreOfAFileThanADefinitionMayHave() throws Exception {
        for (boolean lightweight : new boolean[] {true, false}) {
            repository.commit("release.groovy", DEFINITION + " ".repeat(4 * 1024 * 1024), "Write " + lightweight);
            definition.setLightweight(lightweight);

            var run = jenkins.buildAndAssertStatus(Result.FAILURE, job);

            jenkins.assertLogContains(
                    "'release.groovy' is too long for a definition, which may have 262,144 characters at most.", run);
            jenkins.assertLogNotContains("\tat ", run);
            repository.commit("release.groovy", DEFINITION, "Mend it");
        }
    }

    @Test
    public void staysInTheRepository() throws Exception {
        definition.setScriptPath("../secret");
        definition.setLightweight(false);

        var run = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains("The path '../secret' leads out of the repository", run);
    }
}
