package io.jenkins.plugins.stagegate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.local.Eventually;
import java.nio.file.Files;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A pipeline that releases what another one has built. */
public class AnotherPipelineTest {
    private static final String SHOP =
            """
            releasePipeline {
                stages {
                    stage('Source') { source('Checkout') { scm(); output 'Repository' } }
                    stage('Build') {
                        build('Package') {
                            commands 'echo "built $STAGE_GATE_EXECUTION_NUMBER" > app.txt'
                            output 'Package', files: 'app.txt'
                        }
                    }
                }
            }
            """;

    private static final String DEPLOY =
            """
            releasePipeline {
                triggers { pipeline 'shop' }
                stages {
                    stage('Source') {
                        source('Shop') { pipeline 'shop', artifact: 'Package'; output 'App'; namespace 'Upstream' }
                    }
                    stage('Deploy') {
                        deploy('Copy') {
                            input 'App'
                            commands 'echo "$(cat app.txt), of #{Upstream.PipelineName} ##{Upstream.ExecutionNumber}" >> "$PROJECT/deployed.txt"'
                        }
                    }
                }
            }
            """;

    @Rule
    public final Project project = new Project();

    @Before
    public void define() throws Exception {
        project.commit("Jenkinsfile", SHOP);
        project.commit("deploy/Jenkinsfile", DEPLOY);
    }

    @Test
    public void takesTheNewestReleaseOfAPipelineWhoseStateLiesInTheSameFolder() throws Exception {
        assertThat(project.start("run", "--state", "state").exitCode()).isZero();
        assertThat(project.start("run", "--state", "state").exitCode()).isZero();

        var deploy = project.start("run", "--state", "state", "deploy/Jenkinsfile");

        assertThat(deploy.exitCode()).as(deploy.text()).isZero();
        assertThat(project.written("deployed.txt")).isEqualTo("built 2, of shop #2\n");
    }

    @Test
    public void saysWhichPipelinesThereAreIfItIsNotThere() throws Exception {
        var deploy = project.start("run", "deploy/Jenkinsfile");

        assertThat(deploy.exitCode()).isEqualTo(1);
        assertThat(deploy.text()).contains("There is no pipeline 'shop' here, but deploy.");
    }

    @Test
    public void startsByItselfWhenTheOtherHasSucceededWithWhatThatPutOut() throws Exception {
        project.start("serve", "--port", "0", "Jenkinsfile", "deploy/Jenkinsfile")
                .says("key=");
        Eventually.until(
                () -> Files.exists(project.folder().resolve("deploy/.stage-gate/deploy/triggers/seen.json")),
                () -> "nothing of it");

        assertThat(project.start("start-pipeline-execution", "--pipeline-name", "shop")
                        .exitCode())
                .isZero();

        Eventually.until(() -> !project.written("deployed.txt").isEmpty(), () -> "nothing of it");
        assertThat(project.written("deployed.txt")).isEqualTo("built 1, of shop #1\n");
        var list = project.start("list-pipeline-executions", "--state", "deploy/.stage-gate");
        assertThat(list.exitCode()).as(list.text()).isZero();
        assertThat(list.text()).contains("pipeline shop #1");
    }

    @Test
    public void anActionStartsAnotherPipelineWithVariablesAndDoesNotWaitForIt() throws Exception {
        project.commit(
                "Jenkinsfile",
                """
                releasePipeline {
                    stages {
                        stage('Source') { source('Checkout') { scm(); output 'Repository'; namespace 'Checkout' } }
                        stage('Start') {
                            invoke('Deploy') { pipeline 'deploy', WHERE: 'eu #{Checkout.BranchName}'; namespace 'Started' }
                            test('Note') { commands 'echo "#{Started.PipelineName} #{Started.ExecutionId}" > "$PROJECT/started.txt"' }
                        }
                    }
                }
                """);
        project.commit(
                "deploy/Jenkinsfile",
                """
                releasePipeline {
                    variables { string 'WHERE', defaultValue: 'nowhere' }
                    stages {
                        stage('Source') { source('Checkout') { scm(); output 'Repository' } }
                        stage('Deploy') {
                            deploy('Copy') {
                                commands 'echo "$STAGE_GATE_EXECUTION_ID #{variables.WHERE}" > "$PROJECT/deployed.txt"'
                            }
                        }
                    }
                }
                """);
        project.start("serve", "--port", "0", "Jenkinsfile", "deploy/Jenkinsfile")
                .says("key=");

        assertThat(project.start("start-pipeline-execution", "--pipeline-name", "shop")
                        .exitCode())
                .isZero();
        Eventually.until(() -> !project.written("deployed.txt").isEmpty(), () -> "nothing of it");
        Eventually.until(() -> !project.written("started.txt").isEmpty(), () -> "nothing of it");

        assertThat(project.written("deployed.txt")).endsWith(" eu main\n");
        assertThat(project.written("started.txt"))
                .isEqualTo("deploy " + project.written("deployed.txt").split(" ", 2)[0] + "\n");
    }

    @Test
    public void aPipelineThatNobodyPerformsCannotBeStarted() throws Exception {
        project.define("stage('Start') { invoke('Deploy') { pipeline 'deploy' } }");

        var run = project.start("run");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.text()).contains("'deploy' cannot be started from here: this program does not perform it.");
    }
}
