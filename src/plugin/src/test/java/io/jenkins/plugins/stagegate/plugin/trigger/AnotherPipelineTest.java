package io.jenkins.plugins.stagegate.plugin.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.model.User;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.stagegate.plugin.Eventually;
import io.jenkins.plugins.stagegate.plugin.ShopRepository;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.time.Duration;
import java.time.Instant;
import jenkins.model.Jenkins;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockFolder;
import org.jvnet.hudson.test.MockQueueItemAuthenticator;

/** A pipeline that starts when another one has succeeded. */
public class AnotherPipelineTest {
    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private WorkflowJob shop;
    private WorkflowJob deploy;

    @Before
    public void define() throws Exception {
        var repository = ShopRepository.in(temporary.newFolder("shop").toPath());
        MockFolder folder = jenkins.createFolder("acme");
        shop = folder.createProject(WorkflowJob.class, "shop");
        shop.setDefinition(new ReleasePipelineDefinition(
                """
                releasePipeline {
                    stages {
                        stage('Source') { source('App') { git url: '%s', branch: 'main'; output 'Package' } }
                        stage('Build') { build('Check') { agent none; steps { echo 'checked' } } }
                    }
                }
                """
                        .formatted(repository.address())));
        deploy = folder.createProject(WorkflowJob.class, "deploy");
        deploy.setDefinition(
                new ReleasePipelineDefinition(
                        """
                releasePipeline {
                    triggers { pipeline 'shop' }
                    stages {
                        stage('Source') { source('Shop') { pipeline 'shop'; output 'Package'; namespace 'Shop' } }
                        stage('Deploy') {
                            deploy('Say') { agent none; steps { echo 'deployed #{Shop.PipelineName} no. #{Shop.ExecutionNumber}' } }
                        }
                    }
                }
                """));
        saved(shop);
        saved(deploy);
    }

    @Test
    public void takesFromTheExecutionWhoseSuccessStartedIt() throws Exception {
        tick();
        jenkins.buildAndAssertSuccess(shop);

        tick();
        Eventually.of(() -> assertThat(deploy.getBuilds()).hasSize(1));
        jenkins.waitUntilNoActivity();
        tick();
        jenkins.waitUntilNoActivity();

        assertThat(deploy.getBuilds()).hasSize(1);
        jenkins.assertBuildStatusSuccess(deploy.getLastBuild());
        jenkins.assertLogContains("Started by a trigger: pipeline acme/shop #1", deploy.getLastBuild());
        jenkins.assertLogContains("deployed acme/shop no. 1", deploy.getLastBuild());
    }

    @Test
    public void doesNotLearnOfAJobThatItsUserMayNotRead() throws Exception {
        tick();
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
        jenkins.buildAndAssertSuccess(shop);

        tick();
        jenkins.waitUntilNoActivity();

        assertThat(deploy.getBuilds()).isEmpty();
    }

    private static void saved(WorkflowJob job) throws Exception {
        job.save();
        ItemListener.fireOnUpdated(job);
    }

    private void tick() throws Exception {
        var triggers = Triggers.get().listen(Pipelines.get().of(deploy));
        triggers.tick(Instant.now(), Duration.ZERO);
        triggers.settle();
    }
}
