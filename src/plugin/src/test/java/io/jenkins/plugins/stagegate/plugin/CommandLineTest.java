package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.cli.CLICommand;
import hudson.cli.CLICommandInvoker;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.ui.StageGatePermissions;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.FlagRule;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.kohsuke.args4j.Option;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;

/** CodePipeline's verbs on Jenkins' own command line. */
public class CommandLineTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final FlagRule<String> LOCAL_REPOSITORIES =
            FlagRule.systemProperty("io.jenkins.plugins.stagegate.ALLOW_LOCAL_REPOSITORIES", "true");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private WorkflowJob job;

    @Before
    public void openShop() throws Exception {
        var repository = ShopRepository.in(folder.newFolder("shop").toPath());
        job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(
                new ReleasePipelineDefinition(
                        Shop.pipeline(
                                        repository.address(),
                                        """
                        stage('Approve') { approval('ShipIt') { message 'Ship it?' } }
                        stage('Production') {
                            beforeEntry { variableCheck variable: '#{variables.GO}', operator: 'EQ', value: 'yes' }
                            deploy('Deploy') { commands 'echo "deployed by #{variables.WHO}"' }
                        }
                        """)
                                .replace(
                                        "    stages {",
                                        "    variables { string 'WHO', defaultValue: 'nobody'; string 'GO', defaultValue: 'yes' }\n    stages {")));
        ItemListener.fireOnUpdated(job);
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader", "ada")
                .grant(Item.BUILD, StageGatePermissions.APPROVE, StageGatePermissions.CONTROL)
                .everywhere()
                .to("ada"));
    }

    @Test
    public void releasesAChangeByCommandsAlone() throws Exception {
        command("disable-stage-transition", "--stage-name", "Production", "--reason", "Audit");
        var id = json("start-pipeline-execution", "--variable", "WHO=a=b").get("pipelineExecutionId");
        Eventually.of(() -> assertThat(job.getLastBuild()).isNotNull());
        var run = job.getLastBuild();
        JENKINS.waitForMessage("Approval wanted", run);

        command("put-approval-result", "--stage-name", "Approve", "--action-name", "ShipIt", "--status", "Approved");
        JENKINS.waitForMessage("Waits in front of 'Production'", run);
        assertThat(json("get-pipeline-state")
                        .at("/stageStates/2/inboundTransitionState/disabledReason")
                        .asText())
                .isEqualTo("Audit");
        command("enable-stage-transition", "--stage-name", "Production");

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        JENKINS.assertLogContains("deployed by a=b", run);
        assertThat(json("list-pipeline-executions").at("/pipelineExecutionSummaries/0/pipelineExecutionId"))
                .isEqualTo(id);
    }

    @Test
    public void retriesRollsBackAndStops() throws Exception {
        var first = json("start-pipeline-execution").get("pipelineExecutionId").asText();
        Eventually.of(() -> assertThat(job.getLastBuild()).isNotNull());
        var run = job.getLastBuild();
        JENKINS.waitForMessage("Approval wanted", run);
        command("put-approval-result", "--stage-name", "Approve", "--action-name", "ShipIt", "--status", "Rejected");
        JENKINS.assertBuildStatus(Result.FAILURE, JENKINS.waitForCompletion(run));

        command("retry-stage-execution", "--stage-name", "Approve", "--pipeline-execution-id", first);
        Eventually.of(() -> assertThat(job.getBuildByNumber(2)).isNotNull());
        var second = job.getBuildByNumber(2);
        JENKINS.waitForMessage("Approval wanted", second);
        assertThat(invoke(
                                "admin",
                                "stop-pipeline-execution",
                                "--pipeline-execution-id",
                                first,
                                "--abandon",
                                "--reason",
                                "x")
                        .returnCode())
                .isZero();
        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(second));

        assertThat(refusal("rollback-stage", "--stage-name", "Production", "--target-pipeline-execution-id", first))
                .contains("UnableToRollbackStageException");
        assertThat(refusal(
                        "override-stage-condition",
                        "--stage-name",
                        "Production",
                        "--pipeline-execution-id",
                        first,
                        "--condition-type",
                        "BEFORE_ENTRY"))
                .contains("Exception: ");
    }

    @Test
    public void letsNobodyDoByCommandWhatTheyMayNotDoOnThePage() {
        for (var command : List.of(
                List.of("start-pipeline-execution"),
                List.of(
                        "put-approval-result",
                        "--stage-name",
                        "Approve",
                        "--action-name",
                        "ShipIt",
                        "--status",
                        "Approved",
                        "--token",
                        "x"),
                List.of("disable-stage-transition", "--stage-name", "Approve", "--reason", "x"),
                List.of("enable-stage-transition", "--stage-name", "Approve"),
                List.of("retry-stage-execution", "--stage-name", "Approve", "--pipeline-execution-id", "x"),
                List.of("rollback-stage", "--stage-name", "Approve", "--target-pipeline-execution-id", "x"),
                List.of("stop-pipeline-execution", "--pipeline-execution-id", "x"),
                List.of(
                        "override-stage-condition",
                        "--stage-name",
                        "Approve",
                        "--pipeline-execution-id",
                        "x",
                        "--condition-type",
                        "BEFORE_ENTRY"))) {
            var result = invoke(
                    "reader", command.get(0), command.subList(1, command.size()).toArray(String[]::new));
            assertThat(result.returnCode()).as(command.get(0)).isEqualTo(6);
        }
        assertThat(invoke("reader", "get-pipeline-state").returnCode()).isZero();
    }

    @Test
    public void helpsWithEveryCommandAndAllItsOptions() {
        var commands = CLICommand.all().stream()
                .filter(one -> one.getClass().getName().startsWith("io.jenkins.plugins.stagegate."))
                .toList();
        assertThat(commands).hasSize(10);
        var all = new CLICommandInvoker(JENKINS, "help").asUser("ada").invoke().stderr();
        for (CLICommand command : commands) {
            var name = command.getName();
            assertThat(verbs()).as("a verb of CodePipeline").contains(name);
            assertThat(all).as("the list of commands").contains("  " + name, command.getShortDescription());
            assertThat(command.getShortDescription()).matches("[A-Z].+\\.");

            var help = new CLICommandInvoker(JENKINS, "help")
                    .asUser("ada")
                    .invokeWithArgs(name)
                    .stderr();
            assertThat(help)
                    .as(name)
                    .contains("java -jar jenkins-cli.jar " + name + " JOB", command.getShortDescription());
            for (Field field : command.getClass().getFields()) {
                var option = field.getAnnotation(Option.class);
                if (option != null) {
                    assertThat(option.usage()).as(name + " " + option.name()).isNotBlank();
                    assertThat(help)
                            .as(name)
                            .contains(option.name(), option.usage().split(" ")[0]);
                }
            }
            assertThat(help).as(name).contains("Name of the job");
        }
    }

    /** The verbs of CodePipeline's own command line, by the operations that its client has. */
    private static Set<String> verbs() {
        return Arrays.stream(CodePipelineClient.class.getMethods())
                .map(method ->
                        method.getName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    @Test
    public void refusesJobsThatAreNoReleasePipelines() throws Exception {
        job = JENKINS.createProject(WorkflowJob.class);

        assertThat(refusal("get-pipeline-state")).contains("is no release pipeline");
    }

    private JsonNode json(String command, String... arguments) throws Exception {
        return new ObjectMapper().readTree(command(command, arguments).stdout());
    }

    private CLICommandInvoker.Result command(String command, String... arguments) {
        var result = invoke("ada", command, arguments);
        assertThat(result.returnCode()).as(result.stderr()).isZero();
        return result;
    }

    private String refusal(String command, String... arguments) {
        var result = invoke("admin", command, arguments);
        assertThat(result.returnCode()).as(result.stdout()).isEqualTo(5);
        return result.stderr();
    }

    private CLICommandInvoker.Result invoke(String user, String command, String... arguments) {
        var all = new java.util.ArrayList<>(List.of(job.getFullName()));
        all.addAll(List.of(arguments));
        return new CLICommandInvoker(JENKINS, command).asUser(user).invokeWithArgs(all.toArray(String[]::new));
    }
}
