package io.jenkins.plugins.stagegate.local.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.local.Eventually;
import io.jenkins.plugins.stagegate.local.cli.Project;
import io.jenkins.plugins.stagegate.local.cli.Served;
import java.nio.file.Files;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionOverride;

/** {@code serve} with a file of CodePipeline's JSON in place of a Jenkinsfile. */
public class ServedDeclarationTest {
    @Rule
    public final Project project = new Project();

    private CodePipelineClient client;

    @Before
    public void serve() throws Exception {
        project.commit("price.txt", "100\n");
        Files.writeString(
                project.folder().resolve("performers.json"),
                "{\"Source/CodeCommit\": {\"git\": \"../{RepositoryName}\"}}");
        Files.writeString(
                project.folder().resolve("pipeline.json"),
                """
                {"pipeline": {"name": "billing", "roleArn": "arn:aws:iam::123456789012:role/r", "pipelineType": "V2",
                  "artifactStore": {"type": "S3", "location": "bucket",
                                    "encryptionKey": {"id": "arn:aws:kms:eu-west-1:123456789012:key/k", "type": "KMS"}},
                  "variables": [{"name": "TICKET", "defaultValue": "none"}],
                  "stages": [
                    {"name": "Source", "actions": [{"name": "App", "outputArtifacts": [{"name": "Src"}],
                      "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "CodeCommit", "version": "1"},
                      "configuration": {"RepositoryName": "%s", "BranchName": "main"}}]},
                    {"name": "Ship", "blockers": [{"name": "hold", "type": "Schedule"}],
                     "actions": [{"name": "Ship", "inputArtifacts": [{"name": "Src"}], "commands": ["cat price.txt"],
                      "region": "eu-west-1", "environmentVariables": [{"name": "MODE", "value": "release", "type": "PLAINTEXT"}],
                      "actionTypeId": {"category": "Compute", "owner": "AWS", "provider": "Commands", "version": "1"}}]}]}}
                """
                        .formatted(project.folder().getFileName()));
        var key = Served.key(project);
        var served = Served.start(project, "--poll", "1", "pipeline.json");
        client = new Clients(served.address()).with(key.get("AWS_ACCESS_KEY_ID"), key.get("AWS_SECRET_ACCESS_KEY"));
    }

    @Test
    public void comesBackWordForWord() {
        var pipeline = client.getPipeline(call -> call.name("billing")).pipeline();
        assertThat(pipeline.roleArn()).isEqualTo("arn:aws:iam::123456789012:role/r");
        assertThat(pipeline.artifactStore().encryptionKey().id()).endsWith("key/k");
        var source = pipeline.stages().get(0).actions().get(0);
        assertThat(source.actionTypeId().provider()).isEqualTo("CodeCommit");
        assertThat(pipeline.stages().get(1).blockers()).singleElement().satisfies(blocker -> assertThat(blocker.name())
                .isEqualTo("hold"));
        assertThat(pipeline.triggers()).isEmpty();
    }

    @Test
    public void startsByItselfWhenItsRepositoryHasAnotherCommit() throws Exception {
        Eventually.until(() -> started("PollForSourceChanges") || change(), () -> "nothing started");
        assertThat(executions())
                .anyMatch(one -> one.trigger().triggerTypeAsString().equals("PollForSourceChanges"));
    }

    @Test
    public void takesTheCommitThatAClientChose() throws Exception {
        var old = project.commit("price.txt", "90\n");
        project.commit("price.txt", "200\n");

        var chosen = SourceRevisionOverride.builder()
                .actionName("App")
                .revisionType("COMMIT_ID")
                .revisionValue(old)
                .build();
        var started = client.startPipelineExecution(call -> call.name("billing").sourceRevisions(chosen));

        Eventually.until(
                () -> executions().stream()
                        .anyMatch(one -> one.pipelineExecutionId().equals(started.pipelineExecutionId())
                                && one.statusAsString().equals("Succeeded")
                                && one.sourceRevisions().get(0).revisionId().equals(old)),
                () -> String.valueOf(executions()));
    }

    /** The first look only notes what is there, and nobody tells when it has been: so there is a new commit until one is seen. */
    private boolean change() throws Exception {
        project.commit("price.txt", System.nanoTime() + "\n");
        return false;
    }

    private boolean started(String trigger) {
        return executions().stream()
                .anyMatch(one -> one.trigger().triggerTypeAsString().equals(trigger));
    }

    private java.util.List<PipelineExecutionSummary> executions() {
        return client.listPipelineExecutions(call -> call.pipelineName("billing"))
                .pipelineExecutionSummaries();
    }
}
