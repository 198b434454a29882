package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Result;
import io.jenkins.plugins.stagegate.object.S3Mock;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.InboundAgentRule;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.RealJenkinsRule;

/** Objects of a real server, by the part as administrators install it, in a Jenkins whose plugins are apart from each other. */
public class RealObjectsTest {
    @ClassRule
    public static final PackagedPart PART = new PackagedPart();

    @Rule
    public final RealJenkinsRule jenkins = new RealJenkinsRule();

    @Rule
    public final InboundAgentRule agents = new InboundAgentRule();

    @Test
    public void takesAnObjectWorksOnAnAgentAndPutsObjects() throws Throwable {
        try (var server = S3Mock.start();
                var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var in = server.newBucket();
            var out = server.newBucket();
            server.put(in, "prices.txt", "tea 3");
            var part = PackagedPart.JAR.toString();
            var definition = definition(server.endpoint(), in, out);
            var late = definition("http://127.0.0.1:" + silent.getLocalPort(), in, out);
            jenkins.startJenkins();
            agents.createAgent(jenkins, "worker");
            RealJenkinsRule.Step step = r -> release(r, part, definition, late, out);
            jenkins.runRemotely(step);

            assertThat(server.text(out, "site/page.txt")).isEqualTo("today tea 3");
            assertThat(server.text(out, "page.zip")).contains("page.txt");
        }
    }

    private static String definition(String endpoint, String in, String out) {
        var where = "endpoint: '" + endpoint + "', credentialsId: 's3'";
        return """
                releasePipeline {
                    stages {
                        stage('Source') {
                            source('Prices') { s3 bucket: '%s', key: 'prices.txt', %s; output 'PriceFiles'; namespace 'Prices'; timeout '20s' }
                        }
                        stage('Site') {
                            build('Page') { agent 'worker'; input 'PriceFiles'; commands '(printf "today "; cat prices.txt) > page.txt'; output 'Page', files: 'page.txt' }
                            deploy('Publish') { s3 bucket: '%s', key: 'site', cacheControl: 'no-cache', %s; input 'Page'; namespace 'Publish' }
                            deploy('Keep') { s3 bucket: '%s', key: 'page.zip', extract: false, %s; input 'Page' }
                            test('Told') { agent 'worker'; commands 'echo "#{Prices.ETag} is at #{Publish.ObjectKey}"' }
                        }
                    }
                }
                """
                .formatted(in, where, out, where, out, where);
    }

    private static void release(JenkinsRule r, String part, String definition, String late, String out)
            throws Throwable {
        PackagedPart.install(r, part);
        StageGateSettings.get().setAllowedHosts("127.0.0.1");
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new UsernamePasswordCredentialsImpl(
                        CredentialsScope.GLOBAL, "s3", "", "key", "secret-of-the-key"));
        var job = r.createProject(WorkflowJob.class, "release");
        job.setDefinition(new ReleasePipelineDefinition(definition));

        var run = r.buildAndAssertSuccess(job);

        r.assertLogContains("Put s3://" + out + "/site/page.txt", run);
        r.assertLogContains("is at site", run);
        r.assertLogContains("Running on worker", run);
        r.assertLogNotContains("secret-of-the-key", run);

        // A server that takes connections and says nothing: the source's timeout ends it, and not the server's
        // patience.
        job.setDefinition(new ReleasePipelineDefinition(late.replace("timeout '20s'", "timeout '2s'")));
        var failed = r.buildAndAssertStatus(Result.FAILURE, job);
        r.assertLogContains("Timeout", failed);
        assertThat(failed.getDuration()).isLessThan(50_000);
    }
}
