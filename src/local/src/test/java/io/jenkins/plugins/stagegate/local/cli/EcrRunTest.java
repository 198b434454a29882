package io.jenkins.plugins.stagegate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.image.DockerRegistry;
import io.jenkins.plugins.stagegate.image.EcrStandIn;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Images of ECR by access keys, in the program as users have it, which finds the stand-in where AWS's own clients would. */
public class EcrRunTest {
    @Rule
    public final Project project = new Project();

    @Rule
    public final DockerRegistry registry = new DockerRegistry();

    private EcrStandIn ecr;
    private String digest;

    @Before
    public void begin() throws Exception {
        digest = registry.push("shop/base", "1.2", "one");
        ecr = new EcrStandIn(registry);
        project.with("JAVA_TOOL_OPTIONS", String.join(" ", ecr.javaOptions()))
                .with(EcrStandIn.ENDPOINT, ecr.endpoint())
                .with("AWS_EC2_METADATA_DISABLED", "true");
    }

    @After
    public void end() {
        if (ecr != null) {
            ecr.close();
        }
    }

    private Project.Running run(String more) throws Exception {
        project.commit(
                "Jenkinsfile",
                """
                releasePipeline {
                    stages {
                        stage('Source') { source('Base') { image '%s/shop/base:1.2'%s; output 'Image'; namespace 'Base' } }
                        stage('Told') { test('Told') { input 'Image'; commands 'echo "#{Base.RegistryId} #{Base.ImageDigest}" > $PROJECT/said' } }
                    }
                }
                """
                        .formatted(ecr.host(), more));
        return project.start("run", "--log");
    }

    @Test
    public void theMachinesOwnAccessToAwsIsEnough() throws Exception {
        project.with("AWS_ACCESS_KEY_ID", EcrStandIn.KEY.id()).with("AWS_SECRET_ACCESS_KEY", EcrStandIn.KEY.secret());
        var run = run("");
        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(project.written("said")).isEqualTo("123456789012 " + digest + "\n");
        assertThat(run.text()).doesNotContain(EcrStandIn.KEY.secret(), "open sesame");
    }

    @Test
    public void anAccessKeyThatIsNamedIsExchanged() throws Exception {
        project.with("STAGE_GATE_CREDENTIALS_ECR", EcrStandIn.KEY.id() + ":" + EcrStandIn.KEY.secret());
        var run = run(", credentialsId: 'ecr'");
        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(project.written("said")).isEqualTo("123456789012 " + digest + "\n");
    }

    @Test
    public void aPasswordThatWasFetchedByHandWorksWithoutAnExchange() throws Exception {
        project.with("STAGE_GATE_CREDENTIALS_ECR", "AWS:open sesame");
        ecr.close();
        var run = run(", credentialsId: 'ecr'");
        assertThat(run.exitCode()).as(run.text()).isZero();
    }

    @Test
    public void anAccessKeyThatIsWrongFailsAtOnceWithWhatItNeeds() throws Exception {
        project.with("STAGE_GATE_CREDENTIALS_ECR", EcrStandIn.KEY.id() + ":hush-hush");
        var run = run(", credentialsId: 'ecr'");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.text())
                .contains("ECR in eu-west-1 gave no login (400 InvalidSignatureException")
                .doesNotContain("hush-hush");
    }
}
