package io.jenkins.plugins.stagegate.plugin;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Result;
import io.jenkins.plugins.stagegate.image.DockerRegistry;
import io.jenkins.plugins.stagegate.image.EcrStandIn;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.RealJenkinsRule;

/** Images of ECR by an access key that Jenkins has, and never by what the controller itself may do. */
public class RealEcrTest {
    @ClassRule
    public static final PackagedPart PART = new PackagedPart();

    private final DockerRegistry registry = new DockerRegistry();
    private final RealJenkinsRule jenkins = new RealJenkinsRule();

    @Rule
    public final RuleChain rules = RuleChain.outerRule(registry).around(jenkins);

    @Test
    public void takesAnImageByAnAccessKey() throws Throwable {
        var digest = registry.push("shop/base", "1.2", "one");
        try (var ecr = new EcrStandIn(registry)) {
            var part = PackagedPart.JAR.toString();
            var image = ecr.host() + "/shop/base:1.2";
            jenkins.javaOptions(ecr.javaOptions().toArray(String[]::new))
                    .extraEnv(EcrStandIn.ENDPOINT, ecr.endpoint())
                    .extraEnv("AWS_ACCESS_KEY_ID", EcrStandIn.KEY.id())
                    .extraEnv("AWS_SECRET_ACCESS_KEY", EcrStandIn.KEY.secret())
                    .startJenkins();
            RealJenkinsRule.Step step = r -> release(r, part, image, digest);
            jenkins.runRemotely(step);
        }
    }

    private static void release(JenkinsRule r, String part, String image, String digest) throws Throwable {
        PackagedPart.install(r, part);
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new UsernamePasswordCredentialsImpl(
                        CredentialsScope.GLOBAL, "ecr", "", EcrStandIn.KEY.id(), EcrStandIn.KEY.secret()));
        var registry = image.replaceFirst(":.*", "");
        var job = r.createProject(WorkflowJob.class, "release");

        StageGateSettings.get().setAllowedHosts(registry);
        job.setDefinition(definition(image, ", credentialsId: 'ecr'"));
        r.assertLogContains("api.ecr.eu-west-1.amazonaws.com", r.buildAndAssertStatus(Result.FAILURE, job));

        StageGateSettings.get().setAllowedHosts(registry + " api.ecr.eu-west-1.amazonaws.com");
        var run = r.buildAndAssertSuccess(job);
        r.assertLogContains("Took " + digest, run);
        r.assertLogNotContains(EcrStandIn.KEY.secret(), run);

        job.setDefinition(definition(image, ""));
        r.assertLogContains(
                "it wants a login. Name one with `credentialsId`.", r.buildAndAssertStatus(Result.FAILURE, job));
    }

    private static ReleasePipelineDefinition definition(String image, String more) throws Exception {
        return new ReleasePipelineDefinition(
                """
                releasePipeline {
                    stages {
                        stage('Source') { source('Base') { image '%s'%s; output 'Image' } }
                        stage('Build') { build('Nothing') { commands 'true' } }
                    }
                }
                """
                        .formatted(image, more));
    }
}
