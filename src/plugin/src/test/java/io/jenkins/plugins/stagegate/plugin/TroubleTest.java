package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.stagegate.decision.ExecutionStatus;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.plugin.host.JobPipeline;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.provider.ActionProvider;
import io.jenkins.plugins.stagegate.plugin.provider.ProvidedAction;
import io.jenkins.plugins.stagegate.plugin.provider.Setting;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jenkins.model.ArtifactManager;
import jenkins.model.ArtifactManagerConfiguration;
import jenkins.model.ArtifactManagerFactory;
import jenkins.model.StandardArtifactManager;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecutions;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestBuilder;
import org.jvnet.hudson.test.TestExtension;

/** A build goes on, or fails and says why, when a plugin does not fit the others, or the disk is full for a moment. */
public class TroubleTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    /** Whether plugins of this test lack what others want of them, as after half an update. */
    private static volatile boolean halfUpdated;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @After
    public void mend() throws Exception {
        halfUpdated = false;
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().clear();
        for (var item : JENKINS.jenkins.getItems()) {
            item.delete();
        }
    }

    @Test
    public void runsCommandsBesideAProviderThatDoesNotFit() throws Exception {
        halfUpdated = true;
        JENKINS.buildAndAssertSuccess(job("test('Check') { commands 'true' }"));
    }

    @Test
    public void failsTheActionWhoseProviderDoesNotFit() throws Exception {
        var run = JENKINS.buildAndAssertStatus(
                Result.FAILURE, job("test('Update') { provider 'Update' }; test('Check') { provider 'Update' }"));
        JENKINS.assertLogContains("java.lang.NoSuchMethodError: Update.needsWorkspace()", run);
        assertThat(status(run)).isEqualTo(ExecutionStatus.FAILED);
    }

    @Test
    public void failsTheSourceThatCannotBeKeptForWantOfAClass() throws Exception {
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().add(new HalfStore());
        halfUpdated = true;
        var run = JENKINS.buildAndAssertStatus(Result.FAILURE, job("test('Check') { commands 'true' }"));
        JENKINS.assertLogContains("HalfStore/Client", run);
        assertThat(status(run)).isEqualTo(ExecutionStatus.FAILED);
    }

    @Test
    public void failsTheActionWhoseJobLeavesWhatCannotBeKeptForWantOfAClass() throws Exception {
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().add(new HalfStore());
        var deploy = JENKINS.createProject(FreeStyleProject.class, "deploy");
        deploy.getBuildersList().add(new Updating());
        var run = JENKINS.buildAndAssertStatus(
                Result.FAILURE, job("deploy('Deploy') { job 'deploy'; output 'Report', files: '*.txt' }"));
        assertThat(deploy.getLastBuild().getNumber()).isEqualTo(1);
        assertThat(status(run)).isEqualTo(ExecutionStatus.FAILED);
    }

    @Test
    public void goesOnAfterAnActionThatEndedWhileTheDiskWasFull() throws Exception {
        var gate = new File(folder.getRoot(), "gate");
        var run =
                job("test('Wait') { commands 'echo begun', 'until [ -f %s ]; do sleep 0.1; done' }; deploy('Ship') { commands 'echo shipped' }"
                                .formatted(gate))
                        .scheduleBuild2(0)
                        .waitForStart();
        JENKINS.waitForMessage("+ echo begun", run);
        try (var full = FullDisk.below(pipeline(run).engine())) {
            assertThat(gate.createNewFile()).isTrue();
            Eventually.of(() -> assertThat(full.refused()).isPositive());
            assertThat(run.isBuilding()).isTrue();
        }
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        JENKINS.assertLogContains("shipped", run);
        assertThat(status(run)).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    public void freesTheStageOfABuildThatWasKilledWhileTheDiskWasFull() throws Exception {
        var run = job("test('Wait') { commands 'echo begun', 'sleep 1000' }")
                .scheduleBuild2(0)
                .waitForStart();
        JENKINS.waitForMessage("+ echo begun", run);
        try (var full = FullDisk.below(pipeline(run).engine())) {
            run.doKill();
            JENKINS.waitForCompletion(run);
            Eventually.of(() -> assertThat(full.refused()).isPositive());
            assertThat(status(run)).isEqualTo(ExecutionStatus.IN_PROGRESS);
        }
        Eventually.of(() -> assertThat(status(run)).isEqualTo(ExecutionStatus.STOPPED));
    }

    private WorkflowJob job(String actions) throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        var repository = ShopRepository.in(folder.newFolder().toPath());
        job.setDefinition(new ReleasePipelineDefinition(
                Shop.pipeline(repository.address(), "stage('Production') { " + actions + " }")));
        return job;
    }

    private static JobPipeline pipeline(WorkflowRun run) throws Exception {
        return Pipelines.get().of(run.getParent());
    }

    private static ExecutionStatus status(WorkflowRun run) throws Exception {
        return pipeline(run).engine().latest(Long.MAX_VALUE, 1).get(0).status();
    }

    /** Its first action updates the plugins, by half. */
    @TestExtension
    public static final class Update extends ActionProvider {
        @Override
        public String name() {
            return "Update";
        }

        @Override
        public List<Setting> settings() {
            return List.of();
        }

        @Override
        public Set<ActionCategory> categories() {
            return Set.of(ActionCategory.TEST);
        }

        @Override
        public boolean needsWorkspace() {
            if (halfUpdated) {
                throw new NoSuchMethodError("Update.needsWorkspace()");
            }
            return false;
        }

        @Override
        public StepExecution start(ProvidedAction action) {
            return StepExecutions.synchronousNonBlockingVoid(action.context(), context -> halfUpdated = true);
        }
    }

    /** Does not even know its name. */
    @TestExtension
    public static final class Nameless extends ActionProvider {
        @Override
        public String name() {
            if (halfUpdated) {
                throw new NoSuchMethodError("Nameless.name()");
            }
            return "Nameless";
        }

        @Override
        public List<Setting> settings() {
            return List.of();
        }

        @Override
        public StepExecution start(ProvidedAction action) {
            throw new UnsupportedOperationException();
        }
    }

    /** A store that misses a class of its client. */
    public static final class HalfStore extends ArtifactManagerFactory {
        @Override
        public ArtifactManager managerFor(Run<?, ?> build) {
            return new Manager(build);
        }

        private static final class Manager extends StandardArtifactManager {
            Manager(Run<?, ?> build) {
                super(build);
            }

            @Override
            public void archive(
                    FilePath workspace, Launcher launcher, BuildListener listener, Map<String, String> artifacts)
                    throws IOException, InterruptedException {
                if (halfUpdated) {
                    throw new NoClassDefFoundError("HalfStore/Client");
                }
                super.archive(workspace, launcher, listener, artifacts);
            }
        }
    }

    /** Archives a file, and updates the plugins by half. */
    private static final class Updating extends TestBuilder {
        @Override
        public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
                throws IOException, InterruptedException {
            build.getWorkspace().child("report.txt").write("fine", "UTF-8");
            build.pickArtifactManager()
                    .archive(build.getWorkspace(), launcher, listener, Map.of("report.txt", "report.txt"));
            halfUpdated = true;
            return true;
        }
    }
}
