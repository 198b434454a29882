package io.jenkins.plugins.stagegate.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.cli.CLICommand;
import hudson.cli.CLICommandInvoker;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.ui.StageGatePermissions;
import io.jenkins.plugins.stagegate.plugin.wire.Clients;
import java.lang.reflect.Field;
import java.nio.file.Files;
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
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.kohsuke.args4j.Option;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.PipelineSummary;

/** CodePipeline's verbs on Jenkins' own command line. */
public class CommandLineTest {
    /** What CodePipeline does not have; the names are those that the program has on a laptop. */
    private static final Set<String> OURS = Set.of("stop-line", "release-line", "force-stage-entry");

    private static final String LATER = "2999-01-01T00:00:00Z";

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private String address;
    private WorkflowJob job;

    @Before
    public void openShop() throws Exception {
        var repository = ShopRepository.in(folder.newFolder("shop").toPath());
        address = repository.address();
        job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(
                new ReleasePipelineDefinition(
                        Shop.pipeline(
                                        address,
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
    public void approvesWithTheFieldsThatAreAskedFor() throws Exception {
        job = define("approval('ShipIt') { field 'TICKET' }");
        command("start-pipeline-execution");
        Eventually.of(() -> assertThat(job.getLastBuild()).isNotNull());
        var run = job.getLastBuild();
        JENKINS.waitForMessage("Approval wanted", run);

        assertThat(refusal(approve())).contains("TICKET");
        assertThat(refusal(approve("--field", "TICKET"))).contains("Write NAME=VALUE, not TICKET");
        command(approve("--field", "TICKET=A=7"));

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        assertThat(json("list-action-executions").toString()).contains("A=7");
    }

    @Test
    public void choosesWhereAGateOffersSeveral() throws Exception {
        job = define("approval('ShipIt') { onNewer OFFER }");
        var older = json("start-pipeline-execution").get("pipelineExecutionId").asText();
        Eventually.of(() -> assertThat(job.getBuildByNumber(1)).isNotNull());
        JENKINS.waitForMessage("Approval wanted", job.getBuildByNumber(1));
        var newer = json("start-pipeline-execution").get("pipelineExecutionId").asText();
        Eventually.of(() -> assertThat(job.getBuildByNumber(2)).isNotNull());
        JENKINS.waitForMessage("Waits in front of 'Approve'", job.getBuildByNumber(2));

        assertThat(refusal(
                        "put-approval-result",
                        "--stage-name",
                        "Approve",
                        "--action-name",
                        "ShipIt",
                        "--status",
                        "Rejected",
                        "--pipeline-execution-id",
                        newer))
                .as("only the one at the gate can be rejected there")
                .contains("Nothing waits for a decision at Approve/ShipIt");
        command(approve("--pipeline-execution-id", newer));

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(job.getBuildByNumber(2)));
        JENKINS.waitForCompletion(job.getBuildByNumber(1));
        assertThat(status(older)).isEqualTo("Superseded");
        assertThat(status(newer)).isEqualTo("Succeeded");
    }

    @Test
    public void decidesOnTheNamedOneOfThoseThatWaitSideBySide() throws Exception {
        job = define("approval('ShipIt') { message 'Ship it?' }");
        job.setDefinition(new ReleasePipelineDefinition(((ReleasePipelineDefinition) job.getDefinition())
                .getScript()
                .replace("    stages {", "    executionMode PARALLEL\n    stages {")));
        var ids = new java.util.ArrayList<String>();
        for (int number = 1; number <= 3; number++) {
            var build = number;
            ids.add(json("start-pipeline-execution").get("pipelineExecutionId").asText());
            Eventually.of(() -> assertThat(job.getBuildByNumber(build)).isNotNull());
            JENKINS.waitForMessage("Approval wanted", job.getBuildByNumber(number));
        }

        command(approve("--pipeline-execution-id", ids.get(1)));

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(job.getBuildByNumber(2)));
        assertThat(status(ids.get(0))).isEqualTo("InProgress");
        assertThat(status(ids.get(2))).isEqualTo("InProgress");
        for (int left : List.of(1, 3)) {
            job.getBuildByNumber(left).doStop();
            JENKINS.waitForCompletion(job.getBuildByNumber(left));
        }
    }

    @Test
    public void tellsWhatThereIsAndWhatWasDone() throws Exception {
        var id = json("start-pipeline-execution").get("pipelineExecutionId").asText();
        Eventually.of(() -> assertThat(job.getLastBuild()).isNotNull());
        var run = job.getLastBuild();
        JENKINS.waitForMessage("Approval wanted", run);
        run.doStop();
        JENKINS.waitForCompletion(run);

        var execution = json("get-pipeline-execution", "--pipeline-execution-id", id);
        assertThat(execution.size()).isEqualTo(1);
        assertThat(execution.at("/pipelineExecution/pipelineName").asText()).isEqualTo(job.getFullName());
        assertThat(execution.at("/pipelineExecution/pipelineExecutionId").asText())
                .isEqualTo(id);
        assertThat(refusal("get-pipeline-execution", "--pipeline-execution-id", "x"))
                .contains("PipelineExecutionNotFoundException");
        assertThat(json("list-action-executions", "--pipeline-execution-id", id).get("actionExecutionDetails"))
                .extracting(one -> one.get("actionName").asText())
                .contains("ShipIt");
        var first = json("list-action-executions", "--max-results", "1");
        assertThat(json(
                                "list-action-executions",
                                "--next-token",
                                first.get("nextToken").asText())
                        .at("/actionExecutionDetails/0/actionExecutionId"))
                .isNotEqualTo(first.at("/actionExecutionDetails/0/actionExecutionId"));
        var definition = invoke("admin", "get-pipeline");
        assertThat(new ObjectMapper()
                        .readTree(definition.stdout())
                        .at("/pipeline/stages/1/name")
                        .asText())
                .as(definition.stderr())
                .isEqualTo("Approve");
    }

    @Test
    public void listsThePipelinesThatOneMayRead() throws Exception {
        var hidden = JENKINS.createProject(WorkflowJob.class);
        hidden.setDefinition(job.getDefinition());
        JENKINS.createFreeStyleProject();
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("ada")
                .grant(Item.READ)
                .onItems(job)
                .to("ada"));

        var all = new CLICommandInvoker(JENKINS, "list-pipelines").asUser("ada").invoke();

        assertThat(new ObjectMapper().readTree(all.stdout()).get("pipelines"))
                .extracting(one -> one.get("name").asText())
                .containsExactly(job.getFullName());
    }

    @Test
    public void listsAPipelineThatCannotBeOpenedBesideTheOthers() throws Exception {
        var damaged = JENKINS.createProject(WorkflowJob.class);
        var kept = Files.createDirectories(damaged.getRootDir().toPath().resolve("stage-gate"));
        Files.writeString(kept.resolve("journal"), "nothing\nthat anybody wrote\n");
        damaged.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(address, Shop.NOTHING)));

        var all =
                new CLICommandInvoker(JENKINS, "list-pipelines").asUser("admin").invoke();

        assertThat(all.stderr()).contains(damaged.getFullName() + " cannot be opened: ");
        assertThat(all.returnCode()).isZero();
        assertThat(new ObjectMapper().readTree(all.stdout()).get("pipelines"))
                .extracting(one -> one.get("name").asText())
                .contains(job.getFullName(), damaged.getFullName());
        try (var client = new Clients().of(JENKINS, "admin")) {
            assertThat(client.listPipelines().pipelines())
                    .extracting(PipelineSummary::name)
                    .contains(job.getFullName(), damaged.getFullName());
        }
    }

    @Test
    public void stopsTheLineLetsOnePassAndReleasesIt() throws Exception {
        command("stop-line", "--reason", "Inventory", "--until", "2999-01-01T00:00:00Z", "--exempt", "Approve");
        var id = json("start-pipeline-execution").get("pipelineExecutionId").asText();
        Eventually.of(() -> assertThat(job.getLastBuild()).isNotNull());
        var run = job.getLastBuild();
        JENKINS.waitForMessage("Approval wanted", run);
        command(approve());
        JENKINS.waitForMessage("The line is stopped by ada for this pipeline: Inventory", run);

        command(
                "force-stage-entry",
                "--stage-name",
                "Production",
                "--pipeline-execution-id",
                id,
                "--rationale",
                "Mends the outage");
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        command("release-line");

        assertThat(json("get-pipeline-state").get("lineStops")).isEmpty();
        assertThat(refusal("stop-line", "--reason", "x", "--scope", "folder:none"))
                .contains("There is no switch 'folder:none' here");
        assertThat(refusal("stop-line", "--reason", "x", "--until", "soon")).contains("must be a time such as");
    }

    @Test
    public void stopsAFolderInWhichThereIsNothingYetAndLetsItGoOn() throws Exception {
        var shops = JENKINS.createProject(Folder.class);
        var scope = "folder:" + shops.getFullName();

        assertThat(line("ada", "stop-line", "--scope", scope, "--reason", "Inventory", "--exempt", "Approve"))
                .isZero();
        job = shops.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new ReleasePipelineDefinition(Shop.pipeline(address, Shop.NOTHING)));
        assertThat(stops()).singleElement().satisfies(stop -> assertThat(stop.toString())
                .contains("Inventory", "ada", "Approve", scope));

        assertThat(line("ada", "release-line", "--scope", scope)).isZero();
        assertThat(stops()).isEmpty();
    }

    @Test
    public void stopsAllOfJenkinsAndLetsItGoOn() throws Exception {
        assertThat(line("ada", "stop-line", "--scope", "jenkins", "--reason", "Inventory", "--until", LATER))
                .isZero();
        assertThat(stops())
                .singleElement()
                .satisfies(stop -> assertThat(stop.get("scope").asText()).isEqualTo("all of Jenkins"));

        assertThat(line("ada", "release-line", "--line-stop-id", "jenkins")).isZero();
        assertThat(stops()).isEmpty();
    }

    @Test
    public void refusesToStopWhatIsNotThereNotNamedOrNotAllowed() throws Exception {
        var shops = JENKINS.createProject(Folder.class);
        var scope = "folder:" + shops.getFullName();

        assertThat(line("admin", "stop-line", "--reason", "x")).isEqualTo(5);
        assertThat(line("admin", "release-line")).isEqualTo(5);
        assertThat(line("admin", "stop-line", "--reason", "x", "--scope", "folder:none"))
                .isEqualTo(5);
        assertThat(line("admin", "stop-line", "--reason", "x", "--scope", "folder:"))
                .isEqualTo(5);
        assertThat(line("admin", "stop-line", "--reason", "x", "--scope", "folder:" + job.getFullName()))
                .isEqualTo(5);
        assertThat(line("admin", "stop-line", "--reason", "x", "--scope", scope, "--until", "soon"))
                .isEqualTo(5);
        assertThat(line("reader", "stop-line", "--reason", "x", "--scope", scope))
                .isEqualTo(6);
        assertThat(line("reader", "release-line", "--scope", "jenkins")).isEqualTo(6);
        assertThat(stops()).isEmpty();
    }

    private List<JsonNode> stops() throws Exception {
        return List.copyOf(json("get-pipeline-state").withArray("lineStops").findParents("id"));
    }

    /** The status of a command that names no job. */
    private static int line(String user, String command, String... arguments) {
        return new CLICommandInvoker(JENKINS, command)
                .asUser(user)
                .invokeWithArgs(arguments)
                .returnCode();
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
                List.of("stop-line", "--reason", "x"),
                List.of("release-line"),
                List.of(
                        "force-stage-entry",
                        "--stage-name",
                        "Approve",
                        "--pipeline-execution-id",
                        "x",
                        "--rationale",
                        "x"),
                List.of("get-pipeline"),
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
        assertThat(commands).hasSize(17);
        var all = new CLICommandInvoker(JENKINS, "help").asUser("ada").invoke().stderr();
        for (CLICommand command : commands) {
            var name = command.getName();
            assertThat(name)
                    .as("a verb of CodePipeline, or one of ours")
                    .matches(verb -> verbs().contains(verb) || OURS.contains(verb));
            assertThat(all).as("the list of commands").contains("  " + name, command.getShortDescription());
            assertThat(command.getShortDescription()).matches("[A-Z].+\\.");

            var help = new CLICommandInvoker(JENKINS, "help")
                    .asUser("ada")
                    .invokeWithArgs(name)
                    .stderr();
            assertThat(help).as(name).contains("java -jar jenkins-cli.jar " + name, command.getShortDescription());
            for (Field field : command.getClass().getFields()) {
                var option = field.getAnnotation(Option.class);
                if (option != null) {
                    assertThat(option.usage()).as(name + " " + option.name()).isNotBlank();
                    assertThat(help)
                            .as(name)
                            .contains(option.name(), option.usage().split(" ")[0]);
                }
            }
            if (name.endsWith("-line")) {
                assertThat(help).as(name).contains(name + " [JOB]", "--scope", "folder:NAME");
            } else if (!name.equals("list-pipelines")) {
                assertThat(help).as(name).contains(name + " JOB", "Name of the job");
            }
        }
    }

    @Test
    public void speaksTheLanguageOfJenkinsAsItsOtherCommandsDo() {
        var commands = CLICommand.all().stream()
                .filter(one -> one.getClass().getName().startsWith("io.jenkins.plugins.stagegate."))
                .toList();
        var english = commands.stream().map(CLICommand::getShortDescription).toList();
        try (var german = new InGerman()) {
            assertThat(commands.stream().map(CLICommand::getShortDescription))
                    .doesNotContainAnyElementsOf(english)
                    .contains("Beginnt eine Ausführung einer Release-Strecke.");
            assertThat(refusal(
                            "put-approval-result", "--stage-name", "A", "--action-name", "B", "--status", "Approved"))
                    .contains("Bei A/B wartet nichts auf eine Entscheidung.");
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

    private WorkflowJob define(String approval) throws Exception {
        var release = JENKINS.createProject(WorkflowJob.class);
        release.setDefinition(
                new ReleasePipelineDefinition(Shop.pipeline(address, "stage('Approve') { " + approval + " }")));
        ItemListener.fireOnUpdated(release);
        return release;
    }

    private static String[] approve(String... more) {
        var all = new java.util.ArrayList<>(List.of(
                "put-approval-result", "--stage-name", "Approve", "--action-name", "ShipIt", "--status", "Approved"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private CLICommandInvoker.Result command(String[] all) {
        return command(all[0], Arrays.copyOfRange(all, 1, all.length));
    }

    private String refusal(String[] all) {
        return refusal(all[0], Arrays.copyOfRange(all, 1, all.length));
    }

    private String status(String execution) throws Exception {
        return json("get-pipeline-execution", "--pipeline-execution-id", execution)
                .at("/pipelineExecution/status")
                .asText();
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
