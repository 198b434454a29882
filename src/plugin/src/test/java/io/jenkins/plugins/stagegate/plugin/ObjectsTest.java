package io.jenkins.plugins.stagegate.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Result;
import io.jenkins.plugins.stagegate.object.ObjectStores;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import java.nio.file.Files;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;
import org.jvnet.hudson.test.JenkinsRule;

/** Objects of buckets in Jenkins. What speaks S3 itself has tests of its own; here buckets are in memory. */
@FixMethodOrder(MethodSorters.NAME_ASCENDING) // The part is loaded once in the life of a Jenkins.
public class ObjectsTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @After
    public void forget() {
        StageGateSettings.get().setAllowedHosts("");
        MemoryStores.OBJECTS.clear();
    }

    private static WorkflowJob job() throws Exception {
        var where = "endpoint: 'https://minio.example.com', credentialsId: 's3'";
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(
                """
                        releasePipeline {
                            stages {
                                stage('Source') { source('Prices') { s3 bucket: 'prices', key: 'tea.txt', %s; output 'PriceFiles'; namespace 'Prices' } }
                                stage('Site') {
                                    deploy('Publish') { s3 bucket: 'site', key: 'now', %s; input 'PriceFiles'; namespace 'Publish' }
                                    deploy('Keep') { s3 bucket: 'site', key: '#{Prices.ETag}.zip', extract: false, %s; input 'PriceFiles' }
                                    test('Told') { commands 'echo "published at #{Publish.ObjectKey}"' }
                                }
                            }
                        }
                        """
                        .formatted(where, where, where)));
        return job;
    }

    /** Puts a part into Jenkins' home, as an administrator does. */
    private static void install() throws Exception {
        var folder = JENKINS.jenkins.getRootDir().toPath().resolve("stage-gate");
        Files.createDirectories(folder);
        try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve("stage-gate-s3.jar")))) {
            jar.putNextEntry(new ZipEntry("META-INF/services/" + ObjectStores.class.getName()));
            jar.write(MemoryStores.class.getName().getBytes(UTF_8));
        }
    }

    @Test
    public void aSaysWhereThePartBelongsIfItIsNotThere() throws Exception {
        StageGateSettings.get().setAllowedHosts("minio.example.com");
        var run = JENKINS.buildAndAssertStatus(Result.FAILURE, job());
        JENKINS.assertLogContains("stage-gate/stage-gate-s3.jar", run);
    }

    @Test
    public void bTakesAnObjectAndPutsObjectsByTheLoginOfJenkins() throws Exception {
        install();
        StageGateSettings.get().setAllowedHosts("minio.example.com");
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "s3", "", "key", "hush-hush"));
        MemoryStores.OBJECTS.put("prices/tea.txt", "tea 3".getBytes(UTF_8));

        var run = JENKINS.buildAndAssertSuccess(job());

        assertThat(MemoryStores.OBJECTS.get("site/now/tea.txt")).asString(UTF_8).isEqualTo("tea 3");
        assertThat(MemoryStores.OBJECTS.keySet()).anyMatch(key -> key.matches("site/etag-?[0-9]+\\.zip"));
        assertThat(MemoryStores.last.login().orElseThrow().password()).isEqualTo("hush-hush");
        assertThat(MemoryStores.last.ambient())
                .as("the controller's own rights")
                .isFalse();
        JENKINS.assertLogContains("published at now", run);
        JENKINS.assertLogContains("Put s3://site/now/tea.txt", run);
        JENKINS.assertLogNotContains("hush-hush", run);
    }

    @Test
    public void cAddressesNoServerThatAdministratorsDoNotAllow() throws Exception {
        StageGateSettings.get().setAllowedHosts("s3.example.com");
        MemoryStores.OBJECTS.put("prices/tea.txt", "tea 3".getBytes(UTF_8));
        var run = JENKINS.buildAndAssertStatus(Result.FAILURE, job());
        JENKINS.assertLogContains("minio.example.com", run);
        JENKINS.assertLogNotContains("Took ", run);
    }
}
