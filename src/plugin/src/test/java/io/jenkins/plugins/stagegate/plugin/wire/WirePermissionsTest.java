package io.jenkins.plugins.stagegate.plugin.wire;

import static io.jenkins.plugins.stagegate.plugin.wire.Declared.approval;
import static io.jenkins.plugins.stagegate.plugin.wire.Declared.stage;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import io.jenkins.plugins.stagegate.plugin.ui.StageGatePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import jenkins.model.Jenkins;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.ErrorCollector;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.*;

/** A key may do what its owner may do, and nothing else. */
@SuppressWarnings("unchecked") // The SDK takes its builders as generic varargs.
public class WirePermissionsTest {
    private static final String ARN = "arn:aws:codepipeline:local:000000000000:shop";
    private static final AtomicInteger OTHERS = new AtomicInteger();
    /** Who may do what, besides the administrator. */
    private static final Map<String, Call> CALLS = new LinkedHashMap<>();

    private record Call(String who, Consumer<CodePipelineClient> make) {}

    static {
        call("GetPipelineState", "reader", c -> c.getPipelineState(call -> call.name("shop")));
        call("ListPipelineExecutions", "reader", c -> c.listPipelineExecutions(call -> call.pipelineName("shop")));
        call("GetPipeline", "author", c -> c.getPipeline(call -> call.name("shop")));
        call("StartPipelineExecution", "builder", c -> c.startPipelineExecution(call -> call.name("shop")));
        call(
                "StopPipelineExecution",
                "canceller",
                c -> c.stopPipelineExecution(
                        call -> call.pipelineName("shop").pipelineExecutionId("11111111-1111-1111-1111-111111111111")));
        call(
                "RetryStageExecution",
                "builder",
                c -> c.retryStageExecution(call -> call.pipelineName("shop")
                        .stageName("Approve")
                        .pipelineExecutionId("11111111-1111-1111-1111-111111111111")
                        .retryMode(StageRetryMode.FAILED_ACTIONS)));
        call(
                "RollbackStage",
                "controller",
                c -> c.rollbackStage(call -> call.pipelineName("shop")
                        .stageName("Approve")
                        .targetPipelineExecutionId("11111111-1111-1111-1111-111111111111")));
        call(
                "PutApprovalResult",
                "approver",
                c -> c.putApprovalResult(call -> call.pipelineName("shop")
                        .stageName("Approve")
                        .actionName("ShipIt")
                        .token("11111111-1111-1111-1111-111111111111")
                        .result(result -> result.status(ApprovalStatus.APPROVED).summary("yes"))));
        call(
                "EnableStageTransition",
                "controller",
                c -> c.enableStageTransition(call ->
                        call.pipelineName("shop").stageName("Approve").transitionType(StageTransitionType.INBOUND)));
        call(
                "OverrideStageCondition",
                "controller",
                c -> c.overrideStageCondition(call -> call.pipelineName("shop")
                        .stageName("Approve")
                        .pipelineExecutionId("11111111-1111-1111-1111-111111111111")
                        .conditionType(ConditionType.BEFORE_ENTRY)));
        call(
                "TagResource",
                "author",
                c -> c.tagResource(
                        call -> call.resourceArn(ARN).tags(tag -> tag.key("k").value("v"))));
        call("UpdatePipeline", "author", c -> c.updatePipeline(call -> call.pipeline(declared("shop"))));
        call(
                "CreatePipeline",
                "creator",
                c -> c.createPipeline(call -> call.pipeline(declared("other-" + OTHERS.incrementAndGet()))));
        call(
                "CreateCustomActionType",
                "",
                c -> c.createCustomActionType(call -> call.category(ActionCategory.DEPLOY)
                        .provider("Rocket")
                        .version("1")
                        .inputArtifactDetails(count -> count.minimumCount(0).maximumCount(5))
                        .outputArtifactDetails(count -> count.minimumCount(0).maximumCount(0))));
        call("DeletePipeline", "deleter", c -> c.deletePipeline(call -> call.name("shop")));
    }

    private static void call(String operation, String who, Consumer<CodePipelineClient> make) {
        CALLS.put(operation, new Call(who, make));
    }

    private static final List<String> PEOPLE = List.of(
            "reader", "builder", "canceller", "approver", "controller", "worker", "creator", "author", "deleter");

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final ErrorCollector found = new ErrorCollector();

    private final Clients clients = new Clients();
    private CodePipelineClient admin;

    private static PipelineDeclaration declared(String name) {
        return Declared.pipeline(name, "https://git.example.com/shop.git", stage("Approve", approval("ShipIt")));
    }

    @Before
    public void guardTheShop() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ)
                .everywhere()
                .to("stranger")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to(PEOPLE.toArray(String[]::new))
                .grant(Item.BUILD)
                .everywhere()
                .to("builder")
                .grant(Item.CANCEL)
                .everywhere()
                .to("canceller")
                .grant(StageGatePermissions.APPROVE)
                .everywhere()
                .to("approver")
                .grant(StageGatePermissions.CONTROL)
                .everywhere()
                .to("controller")
                .grant(StageGatePermissions.WORK)
                .everywhere()
                .to("worker")
                .grant(Item.CREATE)
                .everywhere()
                .to("creator")
                .grant(Item.CONFIGURE, Item.EXTENDED_READ)
                .everywhere()
                .to("author")
                .grant(Item.DELETE)
                .everywhere()
                .to("deleter"));
        admin = clients.of(jenkins, "admin");
        admin.createPipeline(call -> call.pipeline(declared("shop")));
    }

    /** The name of the error; empty if there was none. */
    private static String error(CodePipelineClient client, Call call) {
        try {
            call.make().accept(client);
            return "";
        } catch (CodePipelineException e) {
            return e.awsErrorDetails().errorCode();
        }
    }

    @Test
    public void letsEachKeyDoWhatItsOwnerMay() throws Exception {
        for (String person : PEOPLE) {
            var client = clients.of(jenkins, person);
            for (var operation : CALLS.entrySet()) {
                boolean may = operation.getValue().who().equals(person)
                        || operation.getValue().who().equals("reader");
                // What deletes the pipeline comes last, for the last person.
                found.checkSucceeds(() -> {
                    assertThat(error(client, operation.getValue()).equals("AccessDeniedException"))
                            .as("%s is denied %s", person, operation.getKey())
                            .isEqualTo(!may);
                    return null;
                });
            }
        }
        assertThat(clients.wrong()).isEmpty();
    }

    @Test
    public void hidesPipelinesFromThoseWhoMayNotReadThem() throws Exception {
        var stranger = clients.of(jenkins, "stranger");
        assertThat(stranger.listPipelines().pipelines()).isEmpty();
        for (String operation :
                List.of("GetPipelineState", "GetPipeline", "StartPipelineExecution", "PutApprovalResult")) {
            assertThat(error(stranger, CALLS.get(operation))).as(operation).isEqualTo("PipelineNotFoundException");
        }
        assertThat(error(stranger, CALLS.get("TagResource"))).isEqualTo("ResourceNotFoundException");
        assertThat(admin.listPipelines().pipelines()).hasSize(1);
    }
}
