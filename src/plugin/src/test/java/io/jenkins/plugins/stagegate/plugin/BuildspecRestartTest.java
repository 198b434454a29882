package io.jenkins.plugins.stagegate.plugin;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.util.Secret;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsSessionRule;

public class BuildspecRestartTest {
    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void aBuildGoesOnOverARestartAndKeepsItsSecrets() throws Throwable {
        var repository = ShopRepository.in(folder.newFolder("shop").toPath());
        repository.commit(
                "buildspec.yml",
                """
                version: 0.2
                env: {parameter-store: {PASSWORD: password}, exported-variables: [VERSION]}
                phases:
                  build:
                    commands:
                      - 'echo "begun with $PASSWORD"; while [ ! -e "$GO" ]; do sleep 0.1; done'
                      - 'rm buildspec.yml; VERSION=1.2; echo "goes on with $PASSWORD"'
                artifacts: {files: '*.txt'}
                """,
                "Say how to build");
        Path go = folder.getRoot().toPath().resolve("go");
        sessions.then(jenkins -> {
            CredentialsProvider.lookupStores(jenkins.jenkins)
                    .iterator()
                    .next()
                    .addCredentials(
                            Domain.global(),
                            new StringCredentialsImpl(
                                    CredentialsScope.GLOBAL, "password", "", Secret.fromString("s3cr3t-value")));
            var job = jenkins.createProject(WorkflowJob.class, "shop");
            job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(
                    repository.address(),
                    """
                    stage('Build') {
                        build('Make') { input 'AppSource'; buildspec secrets: 'password'; environment GO: '%s'; output 'Prices'; namespace 'Make' }
                        test('Look') { input 'Prices'; commands 'echo "$(ls) of #{Make.VERSION}"' }
                    }
                    """
                            .formatted(go))));
            jenkins.waitForMessage("begun with ****", job.scheduleBuild2(0).waitForStart());
        });
        Files.createFile(go);
        sessions.then(jenkins -> {
            var run =
                    jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class).getBuildByNumber(1);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            jenkins.assertLogContains("goes on with ****", run);
            jenkins.assertLogNotContains("s3cr3t-value", run);
            jenkins.assertLogContains("price.txt of 1.2", run);
        });
    }
}
