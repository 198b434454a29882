package io.jenkins.plugins.stagegate.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.plugin.Eventually;
import io.jenkins.plugins.stagegate.plugin.ShopRepository;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** Servers that do not answer, and those who want something from others. */
public class SourceThreadsTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void aServerThatDoesNotAnswerKeepsOnlyItsOwnClientsWaiting() throws Exception {
        StageGateSettings.get().setAllowedHosts("127.0.0.1");
        var repository = ShopRepository.in(folder.newFolder("shop").toPath());
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var address = "http://127.0.0.1:" + silent.getLocalPort() + "/shop.git";
            WorkflowRun last = null;
            for (int i = 0; i <= SourceThreads.OF_A_SERVER; i++) {
                last = job(address).scheduleBuild2(0).waitForStart();
                JENKINS.waitForMessage(i < SourceThreads.OF_A_SERVER ? "Taking" : "begins", last);
            }
            var waiting = last;
            Eventually.of(() -> assertThat(statuses(waiting))
                    .contains("waits for its turn: others take something from the same server"));

            JENKINS.buildAndAssertSuccess(job(repository.address()));
        }
    }

    @Test
    public void aServerIsWhatItsAddressSays() {
        assertThat(SourceThreads.server("https://ada@git.example.com:8443/shop.git"))
                .isEqualTo("git.example.com");
        assertThat(SourceThreads.server("ssh://git@git.example.com/shop.git")).isEqualTo("git.example.com");
        assertThat(SourceThreads.server("git@git.example.com:shop.git")).isEqualTo("git.example.com");
        assertThat(SourceThreads.server("registry.example.com/shop:2")).isEqualTo("registry.example.com");
        assertThat(SourceThreads.server("file:///srv/shop")).isEqualTo("file");
    }

    @Test
    public void serversThatNobodyNamesAnyMoreAreForgotten() throws Exception {
        for (int i = 0; i < 20; i++) {
            SourceThreads.submit("https://host" + i + ".example.com/shop.git", () -> {})
                    .get(1, TimeUnit.MINUTES);
        }

        Eventually.of(() -> {
            SourceThreads.submit("https://git.example.com/shop.git", () -> {}).get(1, TimeUnit.MINUTES);
            assertThat(SourceThreads.servers()).isLessThan(10);
        });
    }

    private static java.util.List<String> statuses(WorkflowRun run) throws Exception {
        return run.getExecution().getCurrentExecutions(true).get(1, TimeUnit.MINUTES).stream()
                .map(StepExecution::getStatus)
                .toList();
    }

    private static WorkflowJob job(String address) throws Exception {
        var job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new ReleasePipelineDefinition(
                """
                        releasePipeline {
                            stages {
                                stage('Source') { source('App') { git url: '%s', branch: 'main'; output 'AppSource' } }
                                stage('Build') { build('Package') { agent none; steps { echo 'built' } } }
                            }
                        }
                        """
                        .formatted(address)));
        return job;
    }
}
