package io.jenkins.plugins.stagegate.plugin;

import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Result;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import io.jenkins.plugins.stagegate.source.GitSshServer;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import org.jenkinsci.plugins.gitclient.GitHostKeyVerificationConfiguration;
import org.jenkinsci.plugins.gitclient.verifier.ManuallyProvidedKeyVerificationStrategy;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** Sources over ssh, from a server that asks for a key. */
public class SshSourceTest {
    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private ShopRepository repository;
    private KeyPair pair;
    private GitSshServer server;

    @Before
    public void serve() throws Exception {
        repository = ShopRepository.in(folder.newFolder("shop").toPath());
        pair = Keys.rsa();
        server = new GitSshServer(pair.getPublic());
        know(server.knownHost());
        StageGateSettings.get().setAllowedHosts("127.0.0.1");
    }

    @After
    public void stop() throws Exception {
        server.close();
    }

    @Test
    public void takesARevisionWithAPrivateKey() throws Exception {
        add(key(pair, null));

        var run = jenkins.buildAndAssertSuccess(job(address()));

        jenkins.assertLogContains("price 100", run);
        jenkins.assertLogContains("Git Host Key Verification Configuration (Manually provided keys)", run);
    }

    @Test
    public void takesTheUserOfTheKeyIfTheAddressHasNoneAndAPassphrase() throws Exception {
        add(key(pair, "open sesame"));

        jenkins.buildAndAssertSuccess(job(address().replace("git@", "")));
    }

    @Test
    public void talksToNoServerThatIsNotKnown() throws Exception {
        add(key(pair, null));
        know("");

        var run = jenkins.buildAndAssertStatus(Result.FAILURE, job(address()));

        jenkins.assertLogContains("is not among the known hosts", run);
        jenkins.assertLogContains("Manage Jenkins, Security, Git Host Key Verification Configuration", run);
    }

    @Test
    public void saysWhatToDoAboutCredentialsThatAreMissingOrOfAnotherKind() throws Exception {
        var missing = jenkins.buildAndAssertStatus(Result.FAILURE, job(address()));
        jenkins.assertLogContains(
                "can see no credentials 'git'. Add them to its folder, or for all of Jenkins, as 'SSH Username with private key'",
                missing);

        add(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "git", "", "git", "a-long-password"));
        var other = jenkins.buildAndAssertStatus(Result.FAILURE, (WorkflowJob) missing.getParent());
        jenkins.assertLogContains("Name credentials of the kind 'SSH Username with private key'.", other);
    }

    @Test
    public void saysWhatToDoAboutAKeyThatTheServerRefuses() throws Exception {
        add(key(Keys.rsa(), null));

        var run = jenkins.buildAndAssertStatus(Result.FAILURE, job(address()));

        jenkins.assertLogContains("The login 'git' was refused. It is wrong or has expired", run);
    }

    @Test
    public void keepsPipelinesAwayFromTheKeysOfTheController() throws Exception {
        var job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(address(), Shop.NOTHING)));

        jenkins.assertLogContains(
                "The keys of the controller itself are not for pipelines.",
                jenkins.buildAndAssertStatus(Result.FAILURE, job));
    }

    @Test
    public void tellsWhatWasNotTaken() throws Exception {
        add(key(pair, null));
        repository.commit(".gitattributes", "*.psd filter=lfs diff=lfs merge=lfs -text\n", "Paint");

        jenkins.assertLogContains("Files of Git LFS are not taken", jenkins.buildAndAssertSuccess(job(address())));
    }

    private String address() {
        return server.address(Path.of(URI.create(repository.address())));
    }

    private WorkflowJob job(String address) throws Exception {
        var job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(
                        address,
                        "stage('Build') { build('Package') { input 'AppSource'; commands 'echo price $(cat price.txt)' } }")
                .replace("branch: 'main'", "branch: 'main', credentialsId: 'git'")));
        return job;
    }

    private static void know(String keys) {
        GitHostKeyVerificationConfiguration.get()
                .setSshHostKeyVerificationStrategy(new ManuallyProvidedKeyVerificationStrategy(keys));
    }

    private void add(Credentials credentials) throws Exception {
        CredentialsProvider.lookupStores(jenkins.jenkins)
                .iterator()
                .next()
                .addCredentials(Domain.global(), credentials);
    }

    private static Credentials key(KeyPair pair, String passphrase) throws Exception {
        return new BasicSSHUserPrivateKey(
                CredentialsScope.GLOBAL,
                "git",
                "git",
                new BasicSSHUserPrivateKey.DirectEntryPrivateKeySource(Keys.text(pair, passphrase)),
                passphrase,
                "");
    }
}
