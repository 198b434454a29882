package io.jenkins.plugins.stagegate.plugin.multibranch;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.computed.DefaultOrphanedItemStrategy;
import hudson.model.Result;
import hudson.plugins.git.GitSCM;
import io.jenkins.plugins.stagegate.plugin.Eventually;
import io.jenkins.plugins.stagegate.plugin.Line;
import io.jenkins.plugins.stagegate.plugin.ShopRepository;
import io.jenkins.plugins.stagegate.plugin.gate.FolderGates;
import io.jenkins.plugins.stagegate.plugin.gate.ImposedGate;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jenkins.branch.BranchSource;
import jenkins.plugins.git.GitSCMSource;
import jenkins.plugins.git.traits.BranchDiscoveryTrait;
import org.eclipse.jgit.api.Git;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.FlagRule;
import org.jvnet.hudson.test.JenkinsRule;

/** Branches of a real repository, each a release pipeline of its own. */
public class MultibranchTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final FlagRule<Boolean> LOCAL_CHECKOUT =
            new FlagRule<>(() -> GitSCM.ALLOW_LOCAL_CHECKOUT, value -> GitSCM.ALLOW_LOCAL_CHECKOUT = value, true);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path files;
    private ShopRepository repository;
    private WorkflowMultiBranchProject project;

    @Before
    public void openShop() throws Exception {
        files = folder.newFolder("shop").toPath();
        repository = ShopRepository.in(files);
        repository.commit("Jenkinsfile", pipeline("from main"), "Release main");
        try (var git = Git.open(files.toFile())) {
            git.branchCreate().setName("bare").setStartPoint("HEAD~1").call();
            git.checkout().setCreateBranch(true).setName("next").call();
        }
        repository.commit("Jenkinsfile", pipeline("from next"), "Release next");
        repository.commit("price.txt", "200\n", "Raise the price");
        project = JENKINS.createProject(WorkflowMultiBranchProject.class);
        follow();
    }

    private void follow() {
        project.setProjectFactory(new ReleaseBranchFactory());
        var source = new GitSCMSource(repository.address());
        source.setTraits(List.of(new BranchDiscoveryTrait()));
        project.getSourcesList().add(new BranchSource(source));
    }

    @Test
    public void isGuardedByTheGatesOfTheFolderAbove() throws Exception {
        var guarded = JENKINS.createProject(Folder.class);
        guarded.addProperty(new FolderGates(List.of(new ImposedGate("Board", "*"))));
        project = guarded.createProject(WorkflowMultiBranchProject.class, "web");
        follow();

        project.scheduleBuild2(0).getFuture().get(100, TimeUnit.SECONDS);
        var job = project.getItem("main");
        Eventually.of(() -> assertThat(job.getLastBuild()).isNotNull());
        var run = job.getLastBuild();

        JENKINS.waitForMessage("Approval wanted at 'Board@" + guarded.getName() + "'", run);
        project.getItems().forEach(branch -> branch.getLastBuild().doKill());
    }

    @Test
    public void makesAPipelineOfEachBranchThatHasTheFile() throws Exception {
        scan();

        assertThat(project.getItems()).extracting(job -> job.getName()).containsExactlyInAnyOrder("main", "next");
        JENKINS.assertLogContains("from main, price 100", first("main"));
        JENKINS.assertLogContains("from next, price 200", first("next"));
    }

    /** Whoever asks whether this is `main` must not be told so of `mallory/main`. */
    @Test
    public void namesABranchAsItIsNamedSlashesIncluded() throws Exception {
        try (var git = Git.open(files.toFile())) {
            git.checkout().setCreateBranch(true).setName("mallory/main").call();
        }
        repository.commit(
                "Jenkinsfile", pipeline("released").replace("#{App.CommitId}", "branch #{App.BranchName}."), "Name it");

        scan();

        JENKINS.assertLogContains(
                "at branch mallory/main.",
                JENKINS.waitForCompletion(
                        project.getItemByBranchName("mallory/main").getBuildByNumber(1)));
    }

    @Test
    public void takesCodePipelinesJsonInTheFilesPlace() throws Exception {
        var json =
                """
                { "pipeline": { "name": "shop", "roleArn": "arn:aws:iam::123456789012:role/release",
                  "artifactStore": { "type": "S3", "location": "artifacts" },
                  "stages": [
                    { "name": "Source", "actions": [ { "name": "App", "outputArtifacts": [ { "name": "Shop" } ],
                      "actionTypeId": { "category": "Source", "owner": "AWS", "provider": "Git", "version": "1" },
                      "configuration": { "scm": "true" } } ] },
                    { "name": "Build", "actions": [ { "name": "Package", "inputArtifacts": [ { "name": "Shop" } ],
                      "actionTypeId": { "category": "Compute", "owner": "AWS", "provider": "Commands", "version": "1" },
                      "commands": [ "echo by CodePipeline, price $(cat price.txt)" ] } ] } ] } }
                """;
        repository.commit("pipeline.json", json, "Release with CodePipeline's words");
        var factory = new ReleaseBranchFactory();
        factory.setScriptPath("pipeline.json");
        project.setProjectFactory(factory);

        scan();

        assertThat(project.getItems()).extracting(job -> job.getName()).containsExactly("next");
        JENKINS.assertLogContains("by CodePipeline, price 200", first("next"));
    }

    @Test
    public void takesTheSourceAtTheRevisionOfTheDefinition() throws Exception {
        scan();
        var main = project.getItem("main");
        first("main");
        try (var git = Git.open(files.toFile())) {
            git.checkout().setName("main").call();
        }
        var commit = repository.commit("price.txt", "300\n", "Raise it again");

        scan();
        var second = JENKINS.waitForCompletion(main.getBuildByNumber(2));

        JENKINS.assertBuildStatusSuccess(second);
        JENKINS.assertLogContains("from main, price 300 at " + commit, second);
    }

    @Test
    public void goesOnInABranchThatIsRemovedWhileItWaitsAtAGateAndIsDeletedAfterwards() throws Exception {
        var run = waitingIn("next");
        remove("next");

        look();

        assertThat(project.getItem("next")).isNotNull();
        assertThat(run.isBuilding()).isTrue();
        Line.of(JENKINS, run.getParent()).approve("Approve", "ShipIt");
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));

        look();
        assertThat(project.getItem("next")).isNull();
    }

    @Test
    public void stopsWhatWaitsInARemovedBranchIfTheProjectAbortsBuilds() throws Exception {
        var run = waitingIn("next");
        var strategy = new DefaultOrphanedItemStrategy(true, -1, -1);
        strategy.setAbortBuilds(true);
        project.setOrphanedItemStrategy(strategy);
        remove("next");

        look();

        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(run));
    }

    /** Scans, and does not wait for what comes of it. */
    private void look() throws Exception {
        project.scheduleBuild2(0).getFuture().get(100, TimeUnit.SECONDS);
    }

    private WorkflowRun waitingIn(String branch) throws Exception {
        repository.commit(
                "Jenkinsfile",
                pipeline("behind the gate")
                        .replace(
                                "stage('Build')",
                                "stage('Approve') { approval('ShipIt') { message 'Ship it?' } }\n        stage('Build')"),
                "Ask");
        look();
        Eventually.of(() -> assertThat(project.getItem(branch).getLastBuild()).isNotNull());
        var run = project.getItem(branch).getLastBuild();
        JENKINS.waitForMessage("Approval wanted", run);
        return run;
    }

    private void remove(String branch) throws Exception {
        try (var git = Git.open(files.toFile())) {
            git.checkout().setName("main").call();
            git.branchDelete().setBranchNames(branch).setForce(true).call();
        }
    }

    @Test
    public void refusesABranchWhoseFileIsNoReleasePipelineAndSaysWhatToDo() throws Exception {
        repository.commit("Jenkinsfile", "node { echo 'x' }\n", "Go back to scripts");
        scan();

        var run = JENKINS.waitForCompletion(project.getItem("next").getLastBuild());

        JENKINS.assertBuildStatus(Result.FAILURE, run);
        JENKINS.assertLogContains("Start the file with `releasePipeline {`", run);
    }

    @Test
    public void showsInABranchWhichFileItFollows() throws Exception {
        repository.commit("release.groovy", pipeline("from a file of its own"), "Release");
        var factory = new ReleaseBranchFactory();
        factory.setScriptPath("release.groovy");
        project.setProjectFactory(factory);
        scan();

        var page = JENKINS.createWebClient().withJavaScriptEnabled(false).getPage(project.getItem("next"), "configure");

        assertThat(page.getElementsByName("_.scriptPath"))
                .extracting(field -> field.getAttribute("value"))
                .contains("release.groovy");
    }

    @Test
    public void keepsTheFactoryAsTheFormShowsIt() throws Exception {
        var factory = new ReleaseBranchFactory();
        factory.setScriptPath("release/Jenkinsfile");
        project.setProjectFactory(factory);

        JENKINS.configRoundtrip(project);

        assertThat(((ReleaseBranchFactory) project.getProjectFactory()).getScriptPath())
                .isEqualTo("release/Jenkinsfile");
    }

    private void scan() throws Exception {
        BranchVerdicts.scan(JENKINS, project);
    }

    private WorkflowRun first(String branch) throws Exception {
        return JENKINS.assertBuildStatusSuccess(
                JENKINS.waitForCompletion(project.getItem(branch).getBuildByNumber(1)));
    }

    private static String pipeline(String words) {
        return """
                releasePipeline {
                    stages {
                        stage('Source') { source('App') { scm(); output 'AppSource'; namespace 'App' } }
                        stage('Build') {
                            build('Say') { input 'AppSource'; commands 'echo "%s, price $(cat price.txt) at #{App.CommitId}"' }
                        }
                    }
                }
                """
                .formatted(words);
    }
}
