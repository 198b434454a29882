package io.jenkins.plugins.stagegate.plugin.wire;

import static io.jenkins.plugins.stagegate.plugin.wire.Declared.approval;
import static io.jenkins.plugins.stagegate.plugin.wire.Declared.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import io.jenkins.plugins.stagegate.plugin.Eventually;
import io.jenkins.plugins.stagegate.plugin.ShopRepository;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** The AWS CLI and boto3 drive Jenkins with what the page of keys shows. Skipped where they are not installed. */
public class AwsCommandLineTest {
    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Map<String, String> key;

    @Before
    public void openTheShop() throws Exception {
        var repository = ShopRepository.in(folder.newFolder("shop").toPath()).address();
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("ada"));
        key = Clients.key(jenkins, "ada");
        try (var client = new Clients().with(Clients.endpoint(jenkins), key, UrlConnectionHttpClient.create())) {
            client.createPipeline(
                    call -> call.pipeline(Declared.pipeline("shop", repository, stage("Approve", approval("ShipIt")))));
        }
    }

    private static boolean installed(String... command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** What the program says, once it has ended well. */
    private String run(List<String> command) throws Exception {
        var out = File.createTempFile("out", ".txt", folder.getRoot());
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out);
        builder.environment().putAll(key);
        builder.environment()
                .putAll(Map.of(
                        "AWS_EC2_METADATA_DISABLED",
                        "true",
                        "AWS_PAGER",
                        "",
                        "AWS_CONFIG_FILE",
                        "/dev/null",
                        "AWS_SHARED_CREDENTIALS_FILE",
                        "/dev/null"));
        var process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        var said = java.nio.file.Files.readString(out.toPath(), StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(said).isZero();
        return said.strip();
    }

    private String aws(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                "aws", "--endpoint-url", key.get("AWS_ENDPOINT_URL_CODEPIPELINE"), "--output", "text", "codepipeline"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    @Test
    public void approvesByTheAwsCli() throws Exception {
        assumeTrue("The AWS CLI is not installed", installed("aws", "--version"));
        assertThat(aws("list-pipelines", "--query", "pipelines[].name")).isEqualTo("shop");
        Eventually.of(() -> assertThat(token()).matches("[0-9a-f-]{36}"));
        aws(
                "put-approval-result",
                "--pipeline-name",
                "shop",
                "--stage-name",
                "Approve",
                "--action-name",
                "ShipIt",
                "--result",
                "summary=Approved after testing,status=Approved",
                "--token",
                token());
        var job = jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(job.getBuildByNumber(1)));
        jenkins.assertLogContains("'ShipIt' approved by ada. Approved after testing", job.getBuildByNumber(1));
    }

    private String token() throws Exception {
        return aws(
                "get-pipeline-state",
                "--name",
                "shop",
                "--query",
                "stageStates[?stageName=='Approve'].actionStates[0].latestExecution.token | [0]");
    }

    @Test
    public void looksUpByBoto3() throws Exception {
        var script =
                """
                import os, boto3
                client = boto3.client('codepipeline', endpoint_url=os.environ['AWS_ENDPOINT_URL_CODEPIPELINE'])
                try:
                    client.get_pipeline(name='other')
                except client.exceptions.PipelineNotFoundException:
                    print(client.get_pipeline(name='shop')['pipeline']['stages'][1]['actions'][0]['name'])
                """;
        assumeTrue("boto3 is not installed", installed("python3", "-c", "import boto3"));
        assertThat(run(List.of("python3", "-c", script))).isEqualTo("ShipIt");
    }
}
