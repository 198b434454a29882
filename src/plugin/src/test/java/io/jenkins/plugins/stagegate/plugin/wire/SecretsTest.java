package io.jenkins.plugins.stagegate.plugin.wire;

import static io.jenkins.plugins.stagegate.plugin.wire.Declared.safe;
import static io.jenkins.plugins.stagegate.plugin.wire.Declared.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.ModelObject;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.stagegate.plugin.ShopRepository;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import jenkins.model.Jenkins;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.*;

/** Secret settings of actions: workers are told them, and nobody else. */
@SuppressWarnings("unchecked") // The SDK takes its builders as generic varargs.
public class SecretsTest {
    private static final String SECRET = "open, Sesame-1001";

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static final Clients CLIENTS = new Clients();
    private static CodePipelineClient ada;
    private static Stories stories;
    private static String repository;

    @BeforeClass
    public static void makeASafe() throws Exception {
        repository = ShopRepository.in(FOLDER.newFolder("shop").toPath()).address();
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("ada"));
        ada = CLIENTS.of(JENKINS, "ada");
        stories = new Stories(ada);
        ada.createCustomActionType(call -> call.category(ActionCategory.DEPLOY)
                .provider("Safe")
                .version("1")
                .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(5))
                .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(0))
                .configurationProperties(property ->
                        property.name("Code").required(true).key(false).secret(true)));
    }

    @AfterClass
    public static void everyAnswerHadTheShapeOfTheService() {
        assertThat(CLIENTS.wrong()).isEmpty();
    }

    /** A pipeline whose safe waits for its worker. */
    private static WorkflowJob create(String name, String code) throws Exception {
        ada.createPipeline(
                call -> call.pipeline(Declared.pipeline(name, repository, stage("Open", safe("Open", code)))));
        stories.awaitIn(name, "Open", ActionExecutionStatus.IN_PROGRESS);
        return JENKINS.jenkins.getItemByFullName(name.replace('@', '/'), WorkflowJob.class);
    }

    private static List<Job> poll() {
        return ada.pollForJobs(call -> call.maxBatchSize(1).actionTypeId(id -> id.category(ActionCategory.DEPLOY)
                        .owner(ActionOwner.CUSTOM)
                        .provider("Safe")
                        .version("1")))
                .jobs();
    }

    private static Job take() {
        var job = poll().get(0);
        ada.acknowledgeJob(call -> call.jobId(job.id()).nonce(job.nonce()));
        return job;
    }

    private static Map<String, String> told(Job job) {
        return job.data().actionConfiguration().configuration();
    }

    private static List<Path> filesWithTheSecret() throws IOException {
        var found = new ArrayList<Path>();
        Files.walkFileTree(JENKINS.jenkins.getRootDir().toPath(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                try {
                    if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(SECRET)) {
                        found.add(file);
                    }
                } catch (NoSuchFileException e) {
                    return visitFileFailed(file, e);
                }
                return FileVisitResult.CONTINUE;
            }

            /** Jenkins writes beside, and moves what it has written. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private static String get(String path) throws Exception {
        try (var browser =
                JENKINS.createWebClient().withJavaScriptEnabled(false).login("ada")) {
            WebResponse response = browser.goTo(path, null).getWebResponse();
            return response.getContentAsString();
        }
    }

    @Test
    public void keepsASecretOutOfEveryFileAndEveryAnswer() throws Exception {
        var job = create("guarded", SECRET);
        var first = take();
        assertThat(told(first)).containsEntry("Code", SECRET);
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> ada.putJobSuccessResult(
                        call -> call.jobId(first.id()).outputVariables(Map.of("Said", SECRET + "!"))))
                .withMessageContaining("The output variable 'Said' holds the secret setting 'Code'");
        ada.putJobSuccessResult(call -> call.jobId(first.id())
                .executionDetails(details -> details.summary("I said " + SECRET).externalExecutionId("1")));
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(job.getBuildByNumber(1)));

        var declared = ada.getPipeline(call -> call.name("guarded")).pipeline();
        assertThat(declared.stages().get(1).actions().get(0).configuration()).containsEntry("Code", "****");
        // Whoever sends the mask back keeps what it stands for.
        ada.updatePipeline(call -> call.pipeline(declared));
        ada.startPipelineExecution(call -> call.name("guarded"));
        stories.awaitIn("guarded", "Open", ActionExecutionStatus.IN_PROGRESS);
        var second = take();
        assertThat(told(second)).containsEntry("Code", SECRET);
        ada.putJobFailureResult(call -> call.jobId(second.id())
                .failureDetails(details -> details.type(FailureType.JOB_FAILED).message("Nobody heard " + SECRET)));
        var failed = JENKINS.assertBuildStatus(Result.FAILURE, JENKINS.waitForCompletion(job.getBuildByNumber(2)));
        JENKINS.assertLogContains("Nobody heard ****", failed);

        assertThat(filesWithTheSecret()).isEmpty();
        assertThat(ada.listActionExecutions(call -> call.pipelineName("guarded"))
                        .toString())
                .contains("****")
                .doesNotContain(SECRET);
        assertThat(ada.getPipelineState(call -> call.name("guarded")).toString())
                .doesNotContain(SECRET);
        for (String page : List.of(
                "job/guarded/",
                "job/guarded/config.xml",
                "job/guarded/configure",
                "job/guarded/stage-gate/",
                "job/guarded/stage-gate/state",
                "job/guarded/stage-gate/executions",
                "job/guarded/2/consoleText",
                "job/guarded/2/api/json?depth=2")) {
            assertThat(get(page)).as(page).doesNotContain(SECRET);
        }
    }

    @Test
    public void keepsTheSecretWithItsJobAndGivesACopyNone() throws Exception {
        var job = create("renamed", SECRET);
        var first = take();
        ada.putJobSuccessResult(call -> call.jobId(first.id()));
        JENKINS.waitForCompletion(job.getBuildByNumber(1));
        var copy = JENKINS.createProject(WorkflowJob.class, "copied");
        var text = ((ReleasePipelineDefinition) job.getDefinition()).getScript();
        assertThat(text).contains("secret:");
        copy.setDefinition(new ReleasePipelineDefinition(text));
        job.renameTo("renewed");

        ada.startPipelineExecution(call -> call.name("renewed"));
        stories.awaitIn("renewed", "Open", ActionExecutionStatus.IN_PROGRESS);
        var second = take();
        assertThat(told(second)).containsEntry("Code", SECRET);
        ada.putJobSuccessResult(call -> call.jobId(second.id()));

        var build = copy.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("'Open' waits for a job worker", build);
        assertThat(poll()).isEmpty();
        var failed = JENKINS.assertBuildStatus(Result.FAILURE, JENKINS.waitForCompletion(build));
        JENKINS.assertLogContains("The setting 'Code' is a secret that this pipeline was never given.", failed);
    }

    private static void add(ModelObject where, CredentialsScope scope, String id) throws IOException {
        CredentialsStore store = StreamSupport.stream(
                        CredentialsProvider.lookupStores(where).spliterator(), false)
                .filter(one -> one.getContext() == where)
                .findFirst()
                .orElseThrow();
        store.addCredentials(Domain.global(), new StringCredentialsImpl(scope, id, "", Secret.fromString(SECRET)));
    }

    @Test
    public void tellsACredentialOfTheJobsFolderToWorkersOfThatFolder() throws Exception {
        var team = JENKINS.createProject(Folder.class, "team");
        add(team, CredentialsScope.GLOBAL, "rocket-code");
        var inside = create("team@launch", "credentials:rocket-code");
        var job = take();
        assertThat(told(job)).containsEntry("Code", SECRET);
        ada.putJobSuccessResult(call -> call.jobId(job.id())
                .executionDetails(details -> details.summary("Used " + SECRET).externalExecutionId("1")));
        var run = JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(inside.getBuildByNumber(1)));
        JENKINS.assertLogNotContains(SECRET, run);
        assertThat(stories.latest("team@launch", "Open").summary()).isEqualTo("Used ****");

        refused("outside", "credentials:rocket-code");
        assertThat(filesWithTheSecret()).isEmpty();
    }

    @Test
    public void saysWhichCredentialIsMissing() throws Exception {
        refused("lost", "credentials:nobody-s-code");
        // Those of the scope "System" are for Jenkins itself, and not for jobs.
        add(JENKINS.jenkins, CredentialsScope.SYSTEM, "system-code");
        refused("too-high", "credentials:system-code");
    }

    private static void refused(String name, String code) throws Exception {
        var job = create(name, code);
        assertThat(poll()).isEmpty();
        var run = JENKINS.assertBuildStatus(Result.FAILURE, JENKINS.waitForCompletion(job.getBuildByNumber(1)));
        JENKINS.assertLogContains("which this pipeline cannot see. Add a credential of the kind 'Secret text'", run);
        assertThat(stories.latest(name, "Open").errorDetails().message()).contains(code.replace("credentials:", ""));
    }

    @Test
    public void refusesADefinitionThatHoldsASecret() throws Exception {
        var groovy = JENKINS.createProject(WorkflowJob.class);
        groovy.setDefinition(new ReleasePipelineDefinition(
                """
                releasePipeline {
                    stages {
                        stage('Source') { source('App') { git url: '%s'; output 'App' } }
                        stage('Open') { deploy('Open') { provider 'Safe', Code: 'plain words'; owner Custom; version '1'; input 'App' } }
                    }
                }
                """
                        .formatted(repository)));
        var run = JENKINS.buildAndAssertStatus(Result.FAILURE, groovy);
        JENKINS.assertLogContains("The setting `Code` is a secret", run);
        JENKINS.assertLogContains("'credentials:ID'", run);

        var json = JENKINS.createProject(WorkflowJob.class);
        json.setDefinition(
                new ReleasePipelineDefinition(
                        """
                { "name": "safe", "roleArn": "arn:aws:iam::123456789012:role/r",
                  "artifactStore": { "type": "S3", "location": "artifacts" },
                  "stages": [
                    { "name": "Source", "actions": [ { "name": "App", "outputArtifacts": [ { "name": "App" } ],
                      "actionTypeId": { "category": "Source", "owner": "ThirdParty", "provider": "GitHub", "version": "1" },
                      "configuration": { "Owner": "a", "Repo": "b", "Branch": "main", "OAuthToken": "ghp_plain" } } ] },
                    { "name": "Open", "actions": [ { "name": "Open", "inputArtifacts": [ { "name": "App" } ],
                      "actionTypeId": { "category": "Deploy", "owner": "Custom", "provider": "Safe", "version": "1" },
                      "configuration": { "Code": "plain words" } } ] } ] }
                """));
        var refused = JENKINS.buildAndAssertStatus(Result.FAILURE, json);
        JENKINS.assertLogContains("A secret does not stand in a definition", refused);
        JENKINS.assertLogContains("'OAuthToken' of Source/App, 'Code' of Open/Open", refused);
        JENKINS.assertLogNotContains("ghp_plain", refused);
    }

    @Test
    public void failsAnActionThatExportsACredential() throws Exception {
        add(JENKINS.jenkins, CredentialsScope.GLOBAL, "token");
        var job = JENKINS.createProject(WorkflowJob.class, "leak");
        job.setDefinition(new ReleasePipelineDefinition(
                """
                releasePipeline {
                    stages {
                        stage('Source') { source('App') { git url: '%s'; output 'App' } }
                        stage('Build') {
                            build('Leak') {
                                input 'App'
                                steps {
                                    withCredentials([string(credentialsId: 'token', variable: 'TOKEN')]) { sh 'LOGIN="ann:$TOKEN"' }
                                }
                                exports 'LOGIN'
                            }
                        }
                    }
                }
                """
                        .formatted(repository)));
        var run = JENKINS.buildAndAssertStatus(Result.FAILURE, job);
        JENKINS.assertLogContains("The exported variable 'LOGIN' holds the secret of the credential 'token'", run);
        assertThat(filesWithTheSecret()).isEmpty();
    }
}
