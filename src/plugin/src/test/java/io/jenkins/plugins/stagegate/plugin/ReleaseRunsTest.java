package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Computer;
import hudson.model.Label;
import hudson.model.Result;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.zip.ZipFile;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.FlagRule;
import org.jvnet.hudson.test.JenkinsRule;

public class ReleaseRunsTest {
    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    /** One test sets it; the next one finds it as it was. */
    @Rule
    public final FlagRule<String> localRepositories =
            FlagRule.systemProperty("io.jenkins.plugins.stagegate.ALLOW_LOCAL_REPOSITORIES", "true");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private ShopRepository repository;

    @Before
    public void openShop() throws Exception {
        repository = ShopRepository.in(folder.newFolder("shop").toPath());
    }

    @Test
    public void handsTheBytesOfAnArtifactFromAgentToAgent() throws Exception {
        jenkins.createOnlineSlave(Label.get("linux"));
        jenkins.createOnlineSlave(Label.get("deploy"));
        var production = folder.newFolder("production").toPath();
        var job = job(
                """
                stage('Build') {
                    build('Package') {
                        agent 'linux'
                        input 'AppSource'
                        commands 'mkdir dist', 'cp price.txt dist/', 'head -c 100000 /dev/urandom > dist/blob'
                        output 'Shop', files: 'dist/**'
                    }
                }
                stage('Production') {
                    deploy('Deploy') { agent 'deploy'; input 'Shop'; commands 'cp -r dist "%s"' }
                }
                """
                        .formatted(production));

        var run = jenkins.buildAndAssertSuccess(job);

        assertThat(run.getArtifacts())
                .extracting(artifact -> artifact.relativePath)
                .containsExactlyInAnyOrder("stage-gate/AppSource.zip", "stage-gate/Shop.zip");
        var kept = run.getArtifactManager().root().child("stage-gate/Shop.zip").toURI();
        try (var zip = new ZipFile(new java.io.File(kept));
                var blob = zip.getInputStream(zip.getEntry("dist/blob"))) {
            assertThat(Files.readAllBytes(production.resolve("dist/blob"))).isEqualTo(blob.readAllBytes());
        }
        assertThat(production.resolve("dist/price.txt")).hasContent("100\n");
    }

    @Test
    public void runsTheActionsOfAGroupInParallelAndSharesWhatTheyExport() throws Exception {
        jenkins.createSlave(Label.get("linux")).setNumExecutors(2);
        var job = job(
                """
                stage('Build') {
                    actionGroup {
                        build('Count') {
                            agent 'linux'
                            input 'AppSource'
                            commands 'LINES=$(wc -l < price.txt)', 'NAME="a b"'
                            exports 'LINES', 'NAME'
                            namespace 'Count'
                        }
                        test('Steps') {
                            agent 'linux'
                            input 'AppSource'
                            steps {
                                withEnv(['EXTRA=yes']) { sh 'PRICE=$(cat price.txt)-$EXTRA' }
                            }
                            exports 'PRICE'
                            namespace 'Steps'
                        }
                    }
                    actionGroup {
                        test('Say') { agent 'linux'; commands 'echo "lines=#{Count.LINES} name=#{Count.NAME} price=#{Steps.PRICE}"' }
                    }
                }
                """);

        var run = jenkins.buildAndAssertSuccess(job);

        jenkins.assertLogContains("lines=1 name=a b price=100-yes", run);
    }

    @Test
    public void givesEveryFurtherInputAFolderOfItsOwn() throws Exception {
        var job = job(
                """
                stage('Build') {
                    build('One') { commands 'echo one > one.txt'; output 'One' }
                    build('Two') { commands 'echo two > two.txt'; output 'Two' }
                    test('Both') { input 'One', 'Two'; commands 'ls', 'cat one.txt "$STAGE_GATE_INPUT_Two/two.txt"' }
                }
                """);

        var run = jenkins.buildAndAssertSuccess(job);

        jenkins.assertLogContains("two", run);
    }

    @Test
    public void refusesADefinitionWithItsProblemsInTheLogAndNoStackTrace() throws Exception {
        var job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new ReleasePipelineDefinition("releasePipeline {\n    stagges { }\n}\n"));

        var run = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains("Jenkinsfile:2:5: error:", run);
        jenkins.assertLogContains("    stagges", run);
        jenkins.assertLogContains("^^^^^^^", run);
        jenkins.assertLogNotContains("\tat ", run);
        assertThat(Line.of(jenkins, job).json("state").get("executions")).isEmpty();
    }

    @Test
    public void failsWithTheReasonOfTheActionThatFailed() throws Exception {
        var job = job("stage('Build') { build('Package') { commands 'exit 3' } }");

        var run = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains("Action 'Package' failed: script returned exit code 3", run);
        jenkins.assertLogNotContains("\tat ", run);
    }

    @Test
    public void failsIfNoFileMatchesWhatAnActionIsToPutOut() throws Exception {
        var job = job("stage('Build') { build('Package') { commands 'touch a.jar'; output 'Jar', files: '*.war' } }");

        var run = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains("matches '*.war'", run);
        jenkins.assertLogContains("a.jar", run);
    }

    @Test
    public void failsIfTheSourceDoesNotExist() throws Exception {
        var job = jenkins.createProject(WorkflowJob.class, "shop");
        var nowhere = folder.getRoot().toPath().resolve("nowhere").toUri();
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(nowhere.toString(), Shop.NOTHING)));

        var run = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains("Action 'App' failed: ", run);
        jenkins.assertLogContains("nowhere", run);
        jenkins.assertLogNotContains("\tat ", run);
    }

    @Test
    public void keepsPipelinesOutOfFoldersOfTheController() throws Exception {
        System.setProperty("io.jenkins.plugins.stagegate.ALLOW_LOCAL_REPOSITORIES", "false");

        var run = jenkins.buildAndAssertStatus(Result.FAILURE, job(Shop.NOTHING));

        jenkins.assertLogContains("is a folder of the controller", run);
    }

    @Test
    public void endsAnActionThatTakesTooLong() throws Exception {
        var job = job("stage('Build') { build('Package') { timeout '1s'; commands 'sleep 300' } }");

        var run = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains("Action 'Package' failed: Timeout has been exceeded", run);
    }

    @Test
    public void waitsForAnApprovalWithoutAnExecutor() throws Exception {
        var job = job("stage('Approve') { approval('ShipIt') { message 'Ship #{App.CommitMessage}?' } }");
        var run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Approval wanted at 'ShipIt': Ship Open the shop?", run);

        Eventually.of(() -> assertThat(busyExecutors()).isZero());
        Eventually.of(() -> assertThat(run.getExecution().blocksRestart()).isFalse());

        assertThat(Line.of(jenkins, job).approve("Approve", "ShipIt").getStatusCode())
                .isEqualTo(200);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
    }

    @Test
    public void failsWhatIsRejected() throws Exception {
        var job = job("stage('Approve') { approval('ShipIt') { message 'Ship it?' } }");
        var run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Approval wanted", run);

        assertThat(Line.of(jenkins, job).decide("Approve", "ShipIt", "Rejected").getStatusCode())
                .isEqualTo(200);

        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
        jenkins.assertLogContains("Rejected by anonymous: seen", run);
    }

    @Test
    public void waitsInFrontOfAClosedTransition() throws Exception {
        var job = job("stage('Build') { build('Package') { commands 'true' } }");
        jenkins.buildAndAssertSuccess(job);
        var line = Line.of(jenkins, job);
        line.post("transition", "{'stageName':'Build','transitionType':'Inbound','enabled':false,'reason':'Audit'}");

        var run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Waits in front of 'Build'", run);
        jenkins.assertLogContains("Audit", run);
        assertThat(busyExecutors()).isZero();

        line.post("transition", "{'stageName':'Build','transitionType':'Inbound','enabled':true}");
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
    }

    @Test
    public void endsASupersededBuildAsNotBuilt() throws Exception {
        var job = job("stage('Build') { build('Package') { commands 'true' } }");
        jenkins.buildAndAssertSuccess(job);
        Line.of(jenkins, job)
                .post(
                        "transition",
                        "{'stageName':'Build','transitionType':'Inbound','enabled':false,'reason':'Audit'}");

        var older = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Waits in front of 'Build'", older);
        var newer = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Waits in front of 'Build'", newer);

        jenkins.assertBuildStatus(Result.NOT_BUILT, jenkins.waitForCompletion(older));
        jenkins.assertLogContains("Superseded in front of 'Build'", older);
        assertThat(newer.isBuilding()).isTrue();
        stop(newer);
    }

    @Test
    public void stopsTheExecutionOfABuildThatSomebodyAborts() throws Exception {
        var job = job("stage('Build') { build('Package') { commands 'echo begun', 'sleep 300' } }");
        var run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("begun", run);

        run.getExecutor().interrupt();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        assertThat(Line.of(jenkins, job)
                        .json("executions")
                        .at("/pipelineExecutionSummaries/0/status")
                        .asText())
                .isEqualTo("Stopped");
    }

    @Test
    public void retriesAFailedStageInANewBuildWithTheArtifactsOfTheOld() throws Exception {
        var flag = folder.getRoot().toPath().resolve("flag");
        var job = job(
                """
                stage('Build') { build('Package') { input 'AppSource'; commands 'cp price.txt out.txt'; output 'Shop', files: 'out.txt' } }
                stage('Production') { deploy('Deploy') { input 'Shop'; commands 'cat out.txt', 'test -f "%s"' } }
                """
                        .formatted(flag));
        jenkins.buildAndAssertStatus(Result.FAILURE, job);
        Files.createFile(flag);
        var line = Line.of(jenkins, job);
        var id = line.json("executions")
                .at("/pipelineExecutionSummaries/0/pipelineExecutionId")
                .asText();

        var answer = line.post(
                "retry",
                "{'pipelineExecutionId':'%s','stageName':'Production','retryMode':'FAILED_ACTIONS'}".formatted(id));

        assertThat(answer.getContentAsString()).contains(id);
        jenkins.waitUntilNoActivity();
        var second = job.getBuildByNumber(2);
        jenkins.assertBuildStatusSuccess(second);
        assertThat(line.json("executions")
                        .at("/pipelineExecutionSummaries/0/status")
                        .asText())
                .isEqualTo("Succeeded");
        jenkins.assertLogNotContains("Stage 'Build' begins", second);
    }

    @Test
    public void runsStepsThatNeedNoExecutorWithoutOne() throws Exception {
        jenkins.jenkins.setNumExecutors(0);
        var job = job("stage('Build') { test('Say') { agent none; steps { echo 'no executor here' } } }");

        var run = jenkins.buildAndAssertSuccess(job);

        jenkins.assertLogContains("no executor here", run);
    }

    @Test
    public void refusesCommandsThatHaveNoWorkspace() throws Exception {
        var job = job("stage('Build') { build('Package') { agent none; commands 'true' } }");

        var run = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains("The action `Package` runs commands, and `agent none` gives it no executor", run);
    }

    @Test
    public void stopsTheBuildOfAnExecutionThatSomebodyStops() throws Exception {
        var job = job("stage('Approve') { approval('ShipIt') { message 'Ship it?' } }");
        var run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Approval wanted", run);
        var line = Line.of(jenkins, job);
        var id = line.json("state").at("/executions/0/pipelineExecutionId").asText();

        line.post("stop", "{'pipelineExecutionId':'%s','abandon':true,'reason':'Not today'}".formatted(id));

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        jenkins.assertLogContains("Stopped by anonymous. Not today", run);
    }

    @Test
    public void saysWhatIsWrongWithADamagedJournal() throws Exception {
        var job = job(Shop.NOTHING);
        var journal = job.getRootDir().toPath().resolve("stage-gate/journal");
        Files.createDirectories(journal.getParent());
        Files.writeString(journal, "this is\nno journal\nat all\n");

        var run = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains("journal", run);
        jenkins.assertLogNotContains("\tat ", run);
        assertThat(Line.of(jenkins, job).get("state").getStatusCode()).isEqualTo(500);
    }

    @Test
    public void showsOnTheBuildWhatItWaitsFor() throws Exception {
        var job = job("stage('Approve') { approval('ShipIt') { message 'Ship it?' } }");
        var run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Approval wanted", run);

        var browser = jenkins.createWebClient().withJavaScriptEnabled(false);
        assertThat(browser.getPage(run).asNormalizedText()).contains("Waits for an approval at ShipIt.");

        stop(run);
        assertThat(browser.getPage(run).asNormalizedText()).doesNotContain("Waits for");
    }

    private long busyExecutors() {
        return Arrays.stream(jenkins.jenkins.getComputers())
                .mapToLong(Computer::countBusy)
                .sum();
    }

    private void stop(WorkflowRun run) throws Exception {
        run.getExecutor().interrupt();
        jenkins.waitForCompletion(run);
    }

    private WorkflowJob job(String stages) throws Exception {
        var job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(repository.address(), stages)));
        return job;
    }
}
