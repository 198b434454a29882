package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Label;
import hudson.model.Result;
import io.jenkins.plugins.stagegate.decision.ActionStatus;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.util.Map;
import java.util.Set;
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

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final FlagRule<String> localRepositories =
            FlagRule.systemProperty("io.jenkins.plugins.stagegate.ALLOW_LOCAL_REPOSITORIES", "true");

    private ShopRepository repository;

    @Before
    public void openShop() throws Exception {
        repository = ShopRepository.in(folder.newFolder("shop").toPath());
    }

    @Test
    public void handsTheBytesOfAnArtifactFromAgentToAgent() throws Exception {
        jenkins.createOnlineSlave(Label.get("linux"));
        jenkins.createOnlineSlave(Label.get("deploy"));
        var job = job("""
                releasePipeline {
                    stages {
                        stage('Source') {
                            source('App') { git url: '%s', branch: 'main'; output 'AppSource'; namespace 'App' }
                        }
                        stage('Build') {
                            build('Package') {
                                agent 'linux'
                                input 'AppSource'
                                commands 'mkdir dist', 'cp price.txt dist/', 'PRICE=$(cat price.txt)', 'head -c 100000 /dev/urandom > dist/blob', 'sha256sum dist/blob'
                                output 'Shop', files: 'dist/**'
                                exports 'PRICE'
                                namespace 'Package'
                            }
                        }
                        stage('Production') {
                            deploy('Deploy') { agent 'deploy'; input 'Shop'; commands 'find . -type f', 'sha256sum dist/blob', 'echo price is #{Package.PRICE}' }
                        }
                    }
                }
                """.formatted(repository.address()));

        var run = jenkins.buildAndAssertSuccess(job);

        jenkins.assertLogContains("price is 100", run);
        assertThat(run.getArtifacts()).extracting(artifact -> artifact.relativePath)
                .containsExactlyInAnyOrder("stage-gate/AppSource.zip", "stage-gate/Shop.zip");
    }

    private WorkflowJob job(String definition) throws Exception {
        var job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new ReleasePipelineDefinition(definition));
        return job;
    }
}
