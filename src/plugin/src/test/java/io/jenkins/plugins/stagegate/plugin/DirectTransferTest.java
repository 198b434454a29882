package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.util.List;
import jenkins.model.ArtifactManager;
import jenkins.model.ArtifactManagerConfiguration;
import jenkins.model.ArtifactManagerFactory;
import jenkins.model.ArtifactManagerFactoryDescriptor;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.InboundAgentRule;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;

/** Artifacts that the artifact manager lets agents send and take by themselves. */
public class DirectTransferTest {
    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    private static final JenkinsRule JENKINS = new JenkinsRule();
    private static final InboundAgentRule AGENTS = new InboundAgentRule();

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(JENKINS).around(AGENTS);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private StoreOfAgents store;

    @Before
    public void openStore() throws Exception {
        store = new StoreOfAgents();
        var factories = ArtifactManagerConfiguration.get().getArtifactManagerFactories();
        factories.clear();
        factories.add(new Factory());
        if (JENKINS.jenkins.getNode("worker") == null) {
            // By this property the agent's HTTP clients say who they are.
            AGENTS.createAgent(
                    JENKINS,
                    InboundAgentRule.Options.newBuilder()
                            .name("worker")
                            .javaOptions("-Dhttp.agent=worker")
                            .build());
        }
    }

    @After
    public void closeStore() {
        store.close();
    }

    private WorkflowJob job() throws Exception {
        var repository = ShopRepository.in(folder.newFolder().toPath());
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(
                new ReleasePipelineDefinition(
                        Shop.pipeline(
                                repository.address(),
                                """
                stage('Build') { build('Package') { agent 'worker'; input 'AppSource'; commands 'cp price.txt app.txt'; output 'Page', files: 'app.txt' } }
                stage('Production') { deploy('Deploy') { agent 'worker'; input 'Page'; commands 'cat app.txt' } }
                """)));
        return job;
    }

    @Test
    public void goFromTheAgentToTheStoreAndBackPastTheController() throws Exception {
        var run = JENKINS.buildAndAssertSuccess(job());

        JENKINS.assertLogContains("100", run);
        assertThat(store.requests())
                .filteredOn(request -> request.contains(" Page.zip "))
                .containsExactly("PUT Page.zip by worker", "GET Page.zip by worker");
        assertThat(store.requests())
                .as("the source is taken on the controller")
                .filteredOn(request -> request.contains(" AppSource.zip "))
                .hasSize(2)
                .contains("GET AppSource.zip by worker")
                .noneMatch(request -> request.startsWith("PUT") && request.endsWith("worker"));
    }

    @Test
    public void areNotUnpackedIfTheStoreGivesOthersThanItGot() throws Exception {
        store.spoil("Page.zip");
        var run = JENKINS.buildAndAssertStatus(Result.FAILURE, job());
        JENKINS.assertLogContains("The artifact 'Page' is not what was put out", run);
        JENKINS.assertLogNotContains("+ cat app.txt", run);
    }

    @Test
    public void areDeletedFromTheStoreWithTheirBuild() throws Exception {
        var job = job();
        var first = JENKINS.buildAndAssertSuccess(job);
        JENKINS.buildAndAssertSuccess(job);

        first.delete();

        var below = "/" + job.getName() + "/2/stage-gate/";
        assertThat(store.paths())
                .containsExactlyInAnyOrderElementsOf(List.of(below + "Page.zip", below + "AppSource.zip"));
    }

    /** Takes the store for every build. */
    public static final class Factory extends ArtifactManagerFactory {
        @Override
        public ArtifactManager managerFor(Run<?, ?> build) {
            return StoreOfAgents.manager(build);
        }

        @TestExtension
        public static final class DescriptorImpl extends ArtifactManagerFactoryDescriptor {}
    }
}
