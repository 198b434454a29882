package io.jenkins.plugins.stagegate.plugin.provider;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.util.FormValidation;
import io.jenkins.plugins.stagegate.plugin.Eventually;
import io.jenkins.plugins.stagegate.plugin.ShopRepository;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.jenkinsci.plugins.workflow.actions.LogAction;
import org.jenkinsci.plugins.workflow.cps.nodes.StepAtomNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** The example of docs/extending.md at work: a provider that another plugin brings. */
public class BakeTest {
    private static final Path PAGE = Path.of("../../docs/extending.md");
    private static final Path SOURCE = Path.of("src/test/java/com/example/release/Bake.java");

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void isWhatThePageShows() throws Exception {
        var code = Files.readString(SOURCE);

        assertThat(Files.readString(PAGE)).contains("```java\n" + code + "```");
    }

    @Test
    public void performsAnActionAsAStepOfTheFlowAndGivesItsVariables() throws Throwable {
        sessions.then(jenkins -> {
            var job = job(
                    jenkins,
                    """
                    deploy('Stand') { provider 'Bake', Minutes: 0, Reason: 'Look at #{App.CommitMessage}'; namespace 'Stand' }
                    test('Say') { commands 'echo "it stood until #{Stand.Until}"' }
                    """);

            var run = jenkins.buildAndAssertSuccess(job);

            jenkins.assertLogContains("Look at Open the shop", run);
            assertThat(JenkinsRule.getLog(run)).containsPattern("\nit stood until 2[0-9-]+T");
            var nodes = StreamSupport.stream(
                            new DepthFirstScanner().allNodes(run.getExecution()).spliterator(), false)
                    .filter(node -> "Work of a provider".equals(node.getDisplayFunctionName())
                            || node.getDisplayName().equals("Work of a provider"))
                    .toList();
            assertThat(nodes).singleElement().isInstanceOf(StepAtomNode.class);
            FlowNode node = nodes.get(0);
            assertThat(node.getAction(LogAction.class)).isNotNull();
        });
    }

    @Test
    public void failsWithWhatTheProviderSays() throws Throwable {
        sessions.then(jenkins -> {
            var run = jenkins.buildAndAssertStatus(
                    Result.FAILURE, job(jenkins, "deploy('Stand') { provider 'Bake', Minutes: 'some' }"));

            jenkins.assertLogContains("'Minutes' is 'some'. Give a whole number, such as 30.", run);
        });
    }

    @Test
    public void goesOnAfterARestartAndEndsWhenItIsStopped() throws Throwable {
        sessions.then(jenkins -> {
            var run = job(jenkins, "deploy('Stand') { provider 'Bake', Minutes: 600 }")
                    .scheduleBuild2(0)
                    .waitForStart();
            jenkins.waitForMessage("Stands until", run);
        });
        sessions.then(jenkins -> {
            var run =
                    jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class).getBuildByNumber(1);
            assertThat(run.isBuilding()).isTrue();

            Eventually.of(() -> assertThat(run.getExecutor()).isNotNull());
            run.getExecutor().interrupt();

            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        });
    }

    @Test
    public void refusesWhatTheProviderDoesNotKnow() throws Throwable {
        sessions.then(jenkins -> {
            assertThat(check(jenkins, "deploy('Stand') { provider 'Bakee', Minutes: 1 }"))
                    .contains("No plugin of this Jenkins has the provider `Bakee`.", "Did you mean `Bake`?");
            assertThat(check(jenkins, "deploy('Stand') { provider 'Bake' }"))
                    .contains("The provider `Bake` needs the setting `Minutes`.");
            assertThat(check(jenkins, "deploy('Stand') { provider 'Bake', Minutes: 1, Reson: 'x' }"))
                    .contains("The provider `Bake` knows no setting `Reson`.", "Did you mean `Reason`?", "^^^");
            assertThat(check(jenkins, "deploy('Stand') { provider 'Bake', Minutes: 1; exports 'A' }"))
                    .contains("have no shell whose variables could be exported");
            assertThat(check(jenkins, "deploy('Stand') { provider 'Scanner', Level: 1; owner Custom }"))
                    .isEmpty();
        });
    }

    private static String check(JenkinsRule jenkins, String actions) throws Exception {
        var job = jenkins.createProject(WorkflowJob.class);
        var result = jenkins.jenkins
                .getDescriptorByType(ReleasePipelineDefinition.DescriptorImpl.class)
                .doCheckScript(job, pipeline("https://git.example.com/shop.git", actions));
        return result.kind == FormValidation.Kind.OK
                ? ""
                : result.renderHtml().replace("&#039;", "'").replace("&quot;", "\"");
    }

    private WorkflowJob job(JenkinsRule jenkins, String actions) throws Exception {
        var job = jenkins.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new ReleasePipelineDefinition(
                pipeline(ShopRepository.in(folder.newFolder("shop").toPath()).address(), actions)));
        return job;
    }

    private static String pipeline(String repository, String actions) {
        return """
                releasePipeline {
                    stages {
                        stage('Source') { source('App') { git url: '%s', branch: 'main'; output 'AppSource'; namespace 'App' } }
                        stage('Production') { %s }
                    }
                }
                """
                .formatted(repository, actions);
    }
}
