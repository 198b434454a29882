package io.jenkins.plugins.stagegate.plugin.provider;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.Label;
import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.stagegate.decision.ActionProgress;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.plugin.ShopRepository;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecutions;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;
import org.jvnet.hudson.test.TestExtension;

/** What a provider can do with an action. */
public class ProvidedActionTest {
    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void worksInAWorkspaceWithInputsWhoseFilesArePutOut() throws Throwable {
        sessions.then(jenkins -> {
            jenkins.createOnlineSlave(Label.get("linux"));
            var run = jenkins.buildAndAssertSuccess(
                    job(
                            jenkins,
                            """
                    test('Count') { agent 'linux'; provider 'Count', File: 'price.txt'; input 'AppSource'; output 'Report', files: 'report.txt'; namespace 'Count' }
                    test('See') { input 'Report'; commands 'echo "report: $(cat report.txt), variable: #{Count.Length}"', 'ls' }
                    """));

            jenkins.assertLogContains("report: 4, variable: 4", run);
            jenkins.assertLogContains("Counts price.txt", run);
        });
    }

    @Test
    public void takesInAndPutsOutOnTheControllerWithoutAnExecutor() throws Throwable {
        sessions.then(jenkins -> {
            jenkins.jenkins.setNumExecutors(0);
            var run = jenkins.buildAndAssertSuccess(job(
                    jenkins, "deploy('Copy') { provider 'Copy'; input 'AppSource'; output 'Copied', files: '*.txt' }"));

            assertThat(run.getArtifacts())
                    .extracting(artifact -> artifact.relativePath)
                    .contains("stage-gate/Copied.zip");
            jenkins.assertLogContains("Took in the artifact AppSource", run);
        });
    }

    @Test
    public void failsWithTheReasonIfItCannotGoOnAfterARestart() throws Throwable {
        sessions.then(jenkins -> {
            var run = job(jenkins, "deploy('Hang') { provider 'Hang' }")
                    .scheduleBuild2(0)
                    .waitForStart();
            jenkins.waitForMessage("Hangs", run);
        });
        sessions.then(jenkins -> {
            var run =
                    jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class).getBuildByNumber(1);

            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
            jenkins.assertLogContains("Jenkins was restarted in the middle of something that cannot go on", run);
        });
    }

    @Test
    public void isRefusedForACategoryThatTheProviderDoesNotPerform() throws Throwable {
        sessions.then(jenkins -> {
            var run = jenkins.buildAndAssertStatus(
                    Result.FAILURE, job(jenkins, "deploy('Count') { provider 'Count', File: 'a' }"));

            jenkins.assertLogContains("The provider `Count` performs no actions of the category Deploy.", run);
            jenkins.assertLogContains("expected: Test", run);
        });
    }

    private WorkflowJob job(JenkinsRule jenkins, String actions) throws Exception {
        var job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new ReleasePipelineDefinition(
                """
                releasePipeline {
                    stages {
                        stage('Source') { source('App') { git url: '%s', branch: 'main'; output 'AppSource'; namespace 'App' } }
                        stage('Production') { %s }
                    }
                }
                """
                        .formatted(
                                ShopRepository.in(folder.newFolder("shop").toPath())
                                        .address(),
                                actions)));
        return job;
    }

    /** Counts the characters of a file of the workspace. */
    @TestExtension
    public static final class Count extends ActionProvider {
        @Override
        public String name() {
            return "Count";
        }

        @Override
        public List<Setting> settings() {
            return List.of(Setting.required("File"));
        }

        @Override
        public Set<ActionCategory> categories() {
            return Set.of(ActionCategory.TEST);
        }

        @Override
        public boolean needsWorkspace() {
            return true;
        }

        @Override
        public StepExecution start(ProvidedAction action) {
            return StepExecutions.synchronousNonBlockingVoid(action.context(), context -> {
                var file = action.settings().get("File");
                context.get(TaskListener.class).getLogger().println("Counts " + file);
                var workspace = context.get(FilePath.class);
                var length = String.valueOf(workspace.child(file).readToString().length());
                workspace.child("report.txt").write(length, "UTF-8");
                action.give(Map.of("Length", length));
            });
        }
    }

    /** Puts out what it takes in. */
    @TestExtension
    public static final class Copy extends ActionProvider {
        @Override
        public String name() {
            return "Copy";
        }

        @Override
        public List<Setting> settings() {
            return List.of();
        }

        @Override
        public StepExecution start(ProvidedAction action) {
            return StepExecutions.synchronousNonBlockingVoid(action.context(), context -> {
                action.progressed(ActionProgress.summary("copying"));
                var folder = Jenkins.get().getRootPath().createTempDir("copy", "");
                action.takeIn(action.inputs().get(0), folder);
                for (String output : action.outputs().keySet()) {
                    action.putOut(output, folder);
                }
                folder.deleteRecursive();
            });
        }
    }

    /** Never ends by itself. */
    @TestExtension
    public static final class Hang extends ActionProvider {
        @Override
        public String name() {
            return "Hang";
        }

        @Override
        public List<Setting> settings() {
            return List.of();
        }

        @Override
        public StepExecution start(ProvidedAction action) {
            return StepExecutions.synchronousNonBlockingVoid(action.context(), context -> {
                context.get(TaskListener.class).getLogger().println("Hangs");
                new CountDownLatch(1).await();
            });
        }
    }
}
