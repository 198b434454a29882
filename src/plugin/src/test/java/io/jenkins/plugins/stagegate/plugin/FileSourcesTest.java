package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.ParametersAction;
import hudson.model.Result;
import hudson.model.StringParameterValue;
import io.jenkins.plugins.stagegate.image.DockerRegistry;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import java.nio.file.Files;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.FlagRule;
import org.jvnet.hudson.test.JenkinsRule;

/** Sources that are no repositories. */
public class FileSourcesTest {
    private static final String ALLOWED = "io.jenkins.plugins.stagegate.ALLOW_LOCAL_REPOSITORIES";

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final DockerRegistry registry = new DockerRegistry();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final FlagRule<String> localRepositories = FlagRule.systemProperty(ALLOWED, null);

    @Before
    public void allowTheRegistry() {
        StageGateSettings.get().setAllowedHosts("127.0.0.1");
    }

    @After
    public void forget() {
        StageGateSettings.get().setAllowedHosts("");
    }

    private WorkflowJob job(String source) throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(
                """
                        releasePipeline {
                            stages {
                                stage('Source') { source('Base') { %s; output 'Files'; namespace 'Base' } }
                                stage('Show') { test('Show') { input 'Files'; commands 'cat *' } }
                            }
                        }
                        """
                        .formatted(source)));
        return job;
    }

    private String image(String... settings) {
        return "image '" + registry.host() + "/shop/base:1.2'" + String.join("", settings);
    }

    @Test
    public void takesAnImageByTheLoginOfJenkins() throws Exception {
        var digest = registry.push("shop/base", "1.2", "one");
        registry.restartWithLogin();
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new UsernamePasswordCredentialsImpl(
                        CredentialsScope.GLOBAL, "registry", "", "reader", "open sesame"));

        var run = JENKINS.buildAndAssertSuccess(job(image(", credentialsId: 'registry'")));

        JENKINS.assertLogContains("Took " + digest + ": " + registry.host() + "/shop/base:1.2", run);
        JENKINS.assertLogContains("\"ImageURI\" : \"" + registry.host() + "/shop/base@" + digest + "\"", run);
        JENKINS.assertLogNotContains("open sesame", run);
        var denied = JENKINS.buildAndAssertStatus(Result.FAILURE, job(image()));
        JENKINS.assertLogContains("it wants a login. Name one with `credentialsId`.", denied);
    }

    @Test
    public void takesTheImageThatIsChosenAtTheStart() throws Exception {
        var first = registry.push("shop/base", "1.2", "one");
        registry.push("shop/base", "1.2", "two");
        var job = job(image());
        JENKINS.buildAndAssertSuccess(job);

        var chosen = job.scheduleBuild2(0, new ParametersAction(new StringParameterValue("Base.revision", first)));

        JENKINS.assertLogContains("Took " + first, JENKINS.assertBuildStatusSuccess(chosen));
    }

    @Test
    public void asksNoRegistryThatAdministratorsDoNotAllow() throws Exception {
        StageGateSettings.get().setAllowedHosts("registry.example.com");
        var run = JENKINS.buildAndAssertStatus(Result.FAILURE, job(image()));
        JENKINS.assertLogContains("127.0.0.1", run);
        JENKINS.assertLogNotContains("does not answer", run);
    }

    @Test
    public void readsAFolderOfTheControllerOnlyIfAdministratorsAllowIt() throws Exception {
        Files.writeString(folder.getRoot().toPath().resolve("a.txt"), "from the folder");
        var job = job("folder '" + folder.getRoot() + "'");
        var refused = JENKINS.buildAndAssertStatus(Result.FAILURE, job);
        JENKINS.assertLogContains("is a folder of the controller, and pipelines may not read those", refused);
        JENKINS.assertLogNotContains("from the folder", refused);

        System.setProperty(ALLOWED, "true");
        JENKINS.assertLogContains("from the folder", JENKINS.buildAndAssertSuccess(job));
        assertThat(JENKINS.buildAndAssertSuccess(job).getResult()).isEqualTo(Result.SUCCESS);
    }
}
