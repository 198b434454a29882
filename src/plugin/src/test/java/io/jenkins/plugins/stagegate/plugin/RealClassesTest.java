package io.jenkins.plugins.stagegate.plugin;

import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import io.jenkins.plugins.stagegate.source.GitSshServer;
import java.net.URI;
import java.nio.file.Path;
import org.jenkinsci.plugins.gitclient.GitHostKeyVerificationConfiguration;
import org.jenkinsci.plugins.gitclient.verifier.ManuallyProvidedKeyVerificationStrategy;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.RealJenkinsRule;

/** What needs classes of several plugins finds them in a Jenkins whose plugins are apart from each other. */
public class RealClassesTest {
    @Rule
    public final RealJenkinsRule jenkins = new RealJenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void takesASourceOverSshAndStartsAnotherJob() throws Throwable {
        var repository = ShopRepository.in(folder.newFolder("shop").toPath());
        repository.commit(
                "buildspec.yml", "version: 0.2\nphases: {build: {commands: [cat price.txt]}}\n", "Say how to build");
        var pair = Keys.rsa();
        try (var server = new GitSshServer(pair.getPublic())) {
            var address = server.address(Path.of(URI.create(repository.address())));
            var known = server.knownHost();
            var key = Keys.text(pair, null);
            jenkins.startJenkins();
            RealJenkinsRule.Step step = r -> release(r, address, known, key);
            jenkins.runRemotely(step);
        }
    }

    private static void release(JenkinsRule r, String address, String known, String key) throws Throwable {
        GitHostKeyVerificationConfiguration.get()
                .setSshHostKeyVerificationStrategy(new ManuallyProvidedKeyVerificationStrategy(known));
        CredentialsProvider.lookupStores(r.jenkins)
                .iterator()
                .next()
                .addCredentials(
                        Domain.global(),
                        new BasicSSHUserPrivateKey(
                                CredentialsScope.GLOBAL,
                                "git",
                                "git",
                                new BasicSSHUserPrivateKey.DirectEntryPrivateKeySource(key),
                                null,
                                ""));
        StageGateSettings.get().setAllowedHosts("127.0.0.1");
        r.createFreeStyleProject("deploy");
        var job = r.createProject(WorkflowJob.class, "release");
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(
                        address,
                        "stage('Production') { build('Build') { input 'AppSource'; buildspec() }; deploy('Deploy') { job 'deploy' } }")
                .replace("branch: 'main'", "branch: 'main', credentialsId: 'git'")));

        var run = r.buildAndAssertSuccess(job);

        r.assertLogContains("deploy #1 has ended: SUCCESS", run);
    }
}
