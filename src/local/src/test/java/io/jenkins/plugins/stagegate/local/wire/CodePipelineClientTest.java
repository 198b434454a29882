package io.jenkins.plugins.stagegate.local.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.local.cli.Project;
import io.jenkins.plugins.stagegate.local.cli.Served;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.runner.RunWith;
import org.junit.runners.Suite;
import org.junit.runners.Suite.SuiteClasses;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;

/** The AWS SDK drives a real {@code serve}: every operation, and whatever it throws. Every answer has the service's shape. */
@RunWith(Suite.class)
@SuiteClasses({
    PipelineStories.class,
    ExecutionStories.class,
    WorkerStories.class,
    ErrorStories.class,
    LimitStories.class
})
public class CodePipelineClientTest {
    @ClassRule
    public static final Project PROJECT = ClientStories.PROJECT;

    @BeforeClass
    public static void serve() throws Exception {
        PROJECT.define(
                """
                stage('Build') { build('Package') { input 'Repository'; commands 'X=1'; exports 'X'; namespace 'Package' } }
                stage('Approve') { approval('ShipIt') { message 'Ship #{Package.X}?' } }
                """);
        var key = Served.key(PROJECT);
        PROJECT.with("STAGE_GATE_CREDENTIALS_ROCKET_CODE", "lift off, please");
        ClientStories.served = Served.start(PROJECT);
        ClientStories.clients = new Clients(ClientStories.served.address());
        ClientStories.calls = new SignedCalls(ClientStories.served.address(), key, ClientStories.clients);
        ClientStories.client =
                ClientStories.clients.with(key.get("AWS_ACCESS_KEY_ID"), key.get("AWS_SECRET_ACCESS_KEY"));
    }

    @AfterClass
    public static void everyAnswerHadTheShapeOfTheService() {
        assertThat(ClientStories.clients.wrong()).isEmpty();
    }

    @AfterClass
    public static void everyDocumentedErrorCameOrHasAReasonNotTo() throws Exception {
        var documented = new TreeSet<String>();
        ShapeTable.read()
                .operations()
                .forEach((name, operation) -> operation.errors().forEach(error -> documented.add(name + " " + error)));
        var never = NeverErrors.read(documented);
        assertThat(ClientStories.clients.errors()).doesNotContainAnyElementsOf(never);
        documented.removeAll(never);
        assertThat(ClientStories.clients.errors()).containsAll(documented);
    }

    @AfterClass
    public static void everyOperationWasCalled() {
        var operations = Stream.of(CodePipelineClient.class.getMethods())
                .map(Method::getName)
                .filter(name -> !name.endsWith("Paginator")
                        && !Stream.of("builder", "create", "close", "serviceName", "serviceMetadata", "waiter")
                                .anyMatch(name::equals)
                        && !name.equals("serviceClientConfiguration"))
                .map(name -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
                .collect(Collectors.toSet());
        assertThat(ClientStories.clients.called()).containsAll(operations).hasSize(44);
    }
}
