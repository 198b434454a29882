package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import hudson.util.Secret;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.flow.GraphListener;
import org.jenkinsci.plugins.workflow.graph.FlowEndNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graph.FlowStartNode;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;

/** A release pipeline among the other things of a Jenkins: jobs, listeners of other plugins, credentials. */
public class OrdinaryJenkinsTest {
    private static final String SECRET = "s3cr3t-of-the-shop";

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private static final List<String> HEARD = new CopyOnWriteArrayList<>();
    private static final List<FlowNode> NODES = new CopyOnWriteArrayList<>();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private WorkflowJob job;
    private String repository;

    @Before
    public void openShop() throws Exception {
        repository = ShopRepository.in(folder.newFolder("shop").toPath()).address();
        job = JENKINS.createProject(WorkflowJob.class);
        HEARD.clear();
        NODES.clear();
    }

    private void define(String stages) {
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(repository, stages)));
    }

    @Test
    public void aJobMovesOverAndBackByItsDefinitionAlone() throws Exception {
        var before = new CpsFlowDefinition("node { echo 'as ever' }", true);
        job.setDefinition(before);
        JENKINS.buildAndAssertSuccess(job);

        define(Shop.NOTHING);
        var second = JENKINS.buildAndAssertSuccess(job);
        job.setDefinition(before);
        var third = JENKINS.buildAndAssertSuccess(job);

        JENKINS.assertLogContains("Stage 'Build' begins", second);
        JENKINS.assertLogContains("as ever", third);
        assertThat(job.getBuilds()).hasSize(3);
    }

    @Test
    public void listenersOfOtherPluginsHearOfBuildsAndNodesOnceAndInOrder() throws Exception {
        define(Shop.NOTHING);

        var run = JENKINS.buildAndAssertSuccess(job);

        Eventually.of(() -> assertThat(HEARD)
                .containsExactly("initialized " + run, "started " + run, "completed " + run, "finalized " + run));
        assertThat(NODES).doesNotHaveDuplicates();
        assertThat(NODES.get(0)).isInstanceOf(FlowStartNode.class);
        assertThat(NODES.get(NODES.size() - 1)).isInstanceOf(FlowEndNode.class);
        assertThat(NODES).allMatch(node -> node.getExecution() == run.getExecution());
    }

    @Test
    public void aSecretIsInNoFileOfTheJobAndOnNoPage() throws Exception {
        CredentialsProvider.lookupStores(JENKINS.jenkins)
                .iterator()
                .next()
                .addCredentials(
                        Domain.global(),
                        new StringCredentialsImpl(CredentialsScope.GLOBAL, "token", "", Secret.fromString(SECRET)));
        define(
                """
                stage('Build') {
                    build('Package') {
                        input 'AppSource'
                        steps {
                            withCredentials([string(credentialsId: 'token', variable: 'TOKEN')]) {
                                sh 'test "$TOKEN" = s3cr3t-"of-the-shop" && echo "with $TOKEN" && env'
                            }
                        }
                        output 'Shop', files: 'price.txt'
                    }
                    approval('Ask') { message 'Ship?' }
                }
                """);
        var run = job.scheduleBuild2(0).waitForStart();
        JENKINS.waitForMessage("Approval wanted", run);
        var line = Line.of(JENKINS, job);
        var state = line.get("state").getContentAsString();
        line.approve("Build", "Ask");
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));

        JENKINS.assertLogContains("with ****", run);
        assertThat(state).doesNotContain(SECRET);
        assertThat(line.get("executions").getContentAsString()).doesNotContain(SECRET);
        try (var files = Files.walk(job.getRootDir().toPath())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(SECRET);
            }
        }
    }

    /** Hears of builds. */
    @TestExtension
    public static final class Builds extends RunListener<Run<?, ?>> {
        @Override
        public void onInitialize(Run<?, ?> run) {
            HEARD.add("initialized " + run);
        }

        @Override
        public void onStarted(Run<?, ?> run, TaskListener listener) {
            HEARD.add("started " + run);
        }

        @Override
        public void onCompleted(Run<?, ?> run, TaskListener listener) {
            HEARD.add("completed " + run);
        }

        @Override
        public void onFinalized(Run<?, ?> run) {
            HEARD.add("finalized " + run);
        }
    }

    /** Hears of nodes. */
    @TestExtension
    public static final class Nodes implements GraphListener {
        @Override
        public void onNewHead(FlowNode node) {
            NODES.add(node);
        }
    }
}
