package io.jenkins.plugins.stagegate.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Agent;
import io.jenkins.plugins.stagegate.model.ApprovalSettings;
import io.jenkins.plugins.stagegate.model.ApprovalSettings.Field;
import io.jenkins.plugins.stagegate.model.ApprovalSettings.Notification;
import io.jenkins.plugins.stagegate.model.ApprovalSettings.OnNewer;
import io.jenkins.plugins.stagegate.model.Condition;
import io.jenkins.plugins.stagegate.model.Condition.Result;
import io.jenkins.plugins.stagegate.model.ExecutionMode;
import io.jenkins.plugins.stagegate.model.FailureResponse;
import io.jenkins.plugins.stagegate.model.FailureResponse.AutomaticRetry;
import io.jenkins.plugins.stagegate.model.Gates;
import io.jenkins.plugins.stagegate.model.OutputArtifact;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.RetryMode;
import io.jenkins.plugins.stagegate.model.Rule;
import io.jenkins.plugins.stagegate.model.Stage;
import io.jenkins.plugins.stagegate.model.Step;
import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.model.Trigger.Patterns;
import io.jenkins.plugins.stagegate.model.Trigger.PullRequestEvent;
import io.jenkins.plugins.stagegate.model.VariableDeclaration;
import io.jenkins.plugins.stagegate.model.Work;
import io.jenkins.plugins.stagegate.validation.ElementPath;
import io.jenkins.plugins.stagegate.validation.Surroundings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;

/** What the words of {@code accepted/everything.groovy} and {@code accepted/design.groovy} mean. */
public class DefinitionTest {
    private final Pipeline pipeline = pipeline("everything");

    @Test
    public void readsTheModeAndTheVariables() {
        assertThat(pipeline.executionMode()).isEqualTo(ExecutionMode.SUPERSEDED);
        assertThat(pipeline("design").executionMode()).isEqualTo(ExecutionMode.QUEUED);
        assertThat(pipeline.variables())
                .containsExactly(
                        new VariableDeclaration(
                                "REGION", Optional.of("eu-west-1"), Optional.of("Where production runs")),
                        new VariableDeclaration("REPLICAS", Optional.of("3"), Optional.empty()),
                        new VariableDeclaration("TICKET", Optional.empty(), Optional.empty()));
    }

    @Test
    public void readsTriggers() {
        Optional<String> app = Optional.of("App");
        assertThat(pipeline.triggers())
                .containsExactly(
                        new Trigger.Push(
                                app,
                                new Patterns(List.of("main", "release/**"), List.of("release/0.*")),
                                Patterns.ANY,
                                new Patterns(List.of(), List.of("**/*.md"))),
                        new Trigger.Push(app, Patterns.ANY, new Patterns(List.of("v*"), List.of()), Patterns.ANY),
                        new Trigger.Push(Optional.of("Base"), Patterns.ANY, Patterns.ANY, Patterns.ANY),
                        new Trigger.PullRequest(
                                Optional.of("Configuration"),
                                List.of(PullRequestEvent.OPEN, PullRequestEvent.UPDATED, PullRequestEvent.CLOSED),
                                new Patterns(List.of("main"), List.of()),
                                Patterns.ANY),
                        new Trigger.Schedule(Optional.empty(), "0 0 6 ? * MON-FRI", Optional.of("Europe/Berlin")),
                        new Trigger.PipelineSuccess("libraries/core"));
    }

    @Test
    public void readsSources() {
        Action app = action("Source", "App");
        assertThat(app.type()).isEqualTo(ActionType.of(ActionCategory.SOURCE, ActionType.GIT));
        assertThat(app.configuration())
                .containsExactly(
                        Map.entry("url", "https://git.example.com/app.git"),
                        Map.entry("branch", "main"),
                        Map.entry("credentialsId", "git"),
                        Map.entry("shallow", "true"));
        assertThat(app.timeout()).contains(Duration.ofSeconds(90));
        assertThat(app.namespace()).contains("App");
        assertThat(app.outputs()).containsExactly(new OutputArtifact("AppSource", List.of()));
        assertThat(action("Source", "Configuration").configuration()).containsExactly(Map.entry("scm", "true"));
        assertThat(action("Source", "Library").type()).isEqualTo(ActionType.of(ActionCategory.SOURCE, "Pipeline"));
        assertThat(action("Source", "Library").configuration())
                .containsExactly(Map.entry("pipeline", "libraries/core"), Map.entry("artifact", "Jar"));
        assertThat(action("Source", "Image").type())
                .isEqualTo(new ActionType(ActionCategory.SOURCE, "AWS", "ECR", "1"));
    }

    @Test
    public void readsSourcesThatAreNoRepositories() {
        assertThat(action("Source", "Base").type()).isEqualTo(ActionType.of(ActionCategory.SOURCE, ActionType.IMAGE));
        assertThat(action("Source", "Base").configuration())
                .containsExactly(
                        Map.entry("image", "registry.example.com/shop/base:1.2"),
                        Map.entry("credentialsId", "registry"),
                        Map.entry("platform", "linux/arm64"));
        assertThat(action("Source", "Data").type()).isEqualTo(ActionType.of(ActionCategory.SOURCE, ActionType.S3));
        assertThat(action("Source", "Data").configuration())
                .containsExactly(
                        Map.entry("S3Bucket", "shop-data"),
                        Map.entry("S3ObjectKey", "prices/latest.zip"),
                        Map.entry("AllowOverrideForS3ObjectKey", "true"),
                        Map.entry("Unpack", "true"),
                        Map.entry("Region", "eu-west-1"),
                        Map.entry("Endpoint", "https://minio.example.com"),
                        Map.entry("CredentialsId", "minio"));
        assertThat(action("Source", "Fonts").type()).isEqualTo(ActionType.of(ActionCategory.SOURCE, ActionType.FOLDER));
        assertThat(action("Source", "Fonts").configuration()).containsExactly(Map.entry("path", "../fonts"));
    }

    @Test
    public void readsAnActionThatRunsCommands() {
        Action build = action("Build", "Package");
        assertThat(build.type()).isEqualTo(ActionType.of(ActionCategory.BUILD, ActionType.COMMANDS));
        assertThat(build.agent()).isEqualTo(Agent.labelled("linux && maven"));
        assertThat(build.inputs()).containsExactly("AppSource", "Configuration", "Image");
        assertThat(build.environment())
                .containsExactly(
                        Map.entry("CI", "true"), Map.entry("COMMIT", "#{App.CommitId}"), Map.entry("TARGET", "jar"));
        assertThat(build.work())
                .isEqualTo(new Work.Commands(List.of(
                        "if [ -n \"$CI\" ]; then",
                        "    mvn -B package -Dreplicas=#{variables.REPLICAS}",
                        "fi",
                        "echo it's done")));
        assertThat(build.outputs()).containsExactly(new OutputArtifact("AppJar", List.of("target/*.jar", "NOTICE")));
        assertThat(build.exports()).containsExactly("APP_VERSION");
    }

    @Test
    public void readsStepsWithTheirArgumentsAndBodies() {
        var retry = new Step(
                "retry",
                Map.of(Step.SOLE, 3),
                List.of(new Step("sh", Map.of("script", "./check.sh", "returnStatus", true), List.of(), false)),
                true);
        var timeout = new Step("timeout", Map.of("time", new BigDecimal("1.5"), "unit", "MINUTES"), List.of(), true);
        var main = List.of(Map.of("name", "main"));
        assertThat(((Work.Steps) action("Build", "Check").work()).steps())
                .containsExactly(
                        new Step(
                                "withEnv",
                                Map.of(Step.SOLE, List.of("VERSION=#{Package.APP_VERSION}", "A=b")),
                                List.of(retry, timeout),
                                true),
                        new Step(
                                "checkout",
                                Map.of(Step.SOLE, Map.of("$class", "GitSCM", "branches", main)),
                                List.of(),
                                false),
                        new Step(
                                "checkout",
                                Map.of(
                                        "scm",
                                        Map.of(
                                                Step.SYMBOL,
                                                "scmGit",
                                                "branches",
                                                List.of(Map.of("name", "*/main")),
                                                "extensions",
                                                List.of(),
                                                "shallow",
                                                Map.of("depth", -1)),
                                        "poll",
                                        false),
                                List.of(),
                                false),
                        new Step("junit", Map.of(Step.SOLE, "target/surefire-reports/*.xml"), List.of(), false),
                        new Step("cleanWs", Map.of(), List.of(), false));
    }

    @Test
    public void readsApprovals() {
        Action approval = action("Approve", "ShipIt");
        assertThat(approval.type()).isEqualTo(ActionType.of(ActionCategory.APPROVAL, ActionType.MANUAL));
        assertThat(approval.agent()).isEqualTo(Agent.NONE);
        assertThat(approval.timeout()).contains(Duration.ofDays(7));
        assertThat(approval.namespace()).contains("Decision");
        assertThat(approval.approval())
                .contains(new ApprovalSettings(
                        Optional.of("Ship #{App.CommitId} as #{Package.APP_VERSION}?"),
                        Optional.of("https://staging.example.com/#{codepipeline.PipelineExecutionId}"),
                        List.of("release-managers", "alice"),
                        2,
                        false,
                        OnNewer.OFFER,
                        List.of(
                                new Field(
                                        "WAVE",
                                        Optional.of("How many at first"),
                                        Optional.of("small"),
                                        List.of("small", "all")),
                                new Field("REASON", Optional.empty(), Optional.empty(), List.of())),
                        List.of(
                                new Notification("email", "release@example.com"),
                                new Notification("webhook", "https://chat.example.com/hooks/1"),
                                new Notification("slack", "credentials:release-chat"),
                                new Notification("teams", "https://chat.example.com/hooks/2")),
                        Optional.of(Duration.ofDays(1)),
                        Optional.empty()));
    }

    @Test
    public void readsWaysToTellPeopleThatTheHostHas() {
        var text =
                """
                releasePipeline {
                    stages {
                        stage('Source') { source('App') { scm(); output 'AppSource' } }
                        stage('Approve') { approval('Ship') { notify pager: ['night', 'day'], email: 'a@example.com' } }
                    }
                }
                """;

        var read = Definition.read("Jenkinsfile", text, new Surroundings(Gates.NONE, Set.of(), Set.of("pager")));

        assertThat(((Reading.Read) read)
                        .pipeline()
                        .stage("Approve")
                        .orElseThrow()
                        .actions()
                        .get(0)
                        .approval()
                        .orElseThrow()
                        .notifications())
                .containsExactly(
                        new Notification("pager", "night"),
                        new Notification("pager", "day"),
                        new Notification("email", "a@example.com"));
        assertThat(Definition.read("Jenkinsfile", text)).isInstanceOf(Reading.Refused.class);
    }

    @Test
    public void readsConditionsWithNamesForTheirRules() {
        Stage build = pipeline.stage("Build").orElseThrow();
        Optional<Duration> none = Optional.empty();
        assertThat(build.beforeEntry())
                .containsExactly(
                        new Condition(
                                Result.SKIP,
                                List.of(
                                        rule(
                                                "VariableCheck",
                                                "VariableCheck",
                                                Map.of(
                                                        "Variable",
                                                        "#{variables.REGION}",
                                                        "Operator",
                                                        "MATCHES",
                                                        "Value",
                                                        "eu-.*"),
                                                none),
                                        rule(
                                                "HttpCheck",
                                                "HttpCheck",
                                                Map.of(
                                                        "Url",
                                                        "https://status.example.com",
                                                        "Status",
                                                        "200",
                                                        "Contains",
                                                        "green"),
                                                Optional.of(Duration.ofSeconds(30))))),
                        new Condition(
                                Result.FAIL,
                                List.of(
                                        rule(
                                                "office-hours",
                                                "DeploymentWindow",
                                                Map.of("Cron", "* * 9-16 ? * MON-FRI", "TimeZone", "Europe/Berlin"),
                                                none),
                                        rule(
                                                "DeploymentWindow",
                                                "DeploymentWindow",
                                                Map.of("Cron", "* * 9-12 ? * SAT"),
                                                none))));
        assertThat(build.onSuccess())
                .containsExactly(new Condition(
                        Result.ROLLBACK,
                        List.of(new Rule(
                                "coverage",
                                "Commands",
                                Map.of(),
                                List.of("test -f report.xml", "./coverage.sh 80"),
                                List.of("AppJar"),
                                Optional.of(Duration.ofMinutes(10))))));
    }

    @Test
    public void readsWhatFollowsAFailure() {
        assertThat(pipeline.stage("Production").orElseThrow().onFailure())
                .contains(new FailureResponse(
                        Optional.of(new AutomaticRetry(RetryMode.ALL_ACTIONS, 2, Duration.ofMinutes(1))),
                        true,
                        List.of(new Condition(
                                Result.ROLLBACK,
                                List.of(rule(
                                        "alarm",
                                        "CloudWatchAlarm",
                                        Map.of("AlarmName", "errors", "WaitTime", "5"),
                                        Optional.empty()))))));
    }

    @Test
    public void runsTheActionsOfAGroupTogetherAndAllOthersOneAfterTheOther() {
        assertThat(runOrders("everything", "Source")).containsExactly(1, 1, 1, 1, 1, 1, 1);
        assertThat(runOrders("everything", "Build")).containsExactly(1, 2, 3);
        assertThat(runOrders("design", "Build")).containsExactly(1, 1);
        assertThat(runOrders("design", "Production")).containsExactly(1, 2);
    }

    @Test
    public void givesASecondRuleOfAProviderANameOfItsOwn() {
        var read = (Reading.Read)
                DefinitionReader.read(
                        "Jenkinsfile",
                        "releasePipeline { stages { stage('A') { beforeEntry { commands 'a'; commands 'b'; commands 'c' } } } }");
        assertThat(read.pipeline().stages().get(0).beforeEntry().get(0).rules())
                .extracting(Rule::name)
                .containsExactly("Commands", "Commands-2", "Commands-3");
    }

    @Test
    public void knowsWhereAnElementStandsOrElseWhereItsOwnerDoes() {
        var read = (Reading.Read) Examples.read(Examples.ACCEPTED.resolve("design.groovy"));
        ElementPath build = ElementPath.stage(1).item("actions", 0);
        assertThat(read.positions().of(build.item("inputs", 0))).hasToString("Jenkinsfile:25:27");
        assertThat(read.positions().of(build)).hasToString("Jenkinsfile:23:23");
        assertThat(read.positions().of(build.field("runOrder"))).hasToString("Jenkinsfile:23:23");
    }

    private static List<Integer> runOrders(String example, String stage) {
        return pipeline(example).stage(stage).orElseThrow().actions().stream()
                .map(Action::runOrder)
                .toList();
    }

    private Action action(String stage, String name) {
        return pipeline.stage(stage).flatMap(found -> found.action(name)).orElseThrow();
    }

    private static Rule rule(
            String name, String provider, Map<String, String> configuration, Optional<Duration> timeout) {
        return new Rule(name, provider, configuration, List.of(), List.of(), timeout);
    }

    private static Pipeline pipeline(String example) {
        return ((Reading.Read) Examples.read(Examples.ACCEPTED.resolve(example + ".groovy"))).pipeline();
    }
}
