package io.jenkins.plugins.stagegate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** CodePipeline's JSON in place of a Jenkinsfile. */
public class JsonDefinitionTest {
    @Rule
    public final Project project = new Project();

    @Before
    public void define() throws Exception {
        project.define("stage('Unused') { approval('Unused') { message 'x' } }");
        write(
                "pipeline.json",
                """
                {"pipeline": {"name": "billing", "roleArn": "arn:aws:iam::123456789012:role/r",
                  "artifactStore": {"type": "S3", "location": "bucket"},
                  "stages": [
                    {"name": "Source", "actions": [{"name": "App", "outputArtifacts": [{"name": "Src"}],
                      "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "CodeCommit", "version": "1"},
                      "configuration": {"RepositoryName": "shop", "BranchName": "main"}}]},
                    {"name": "Ship", "actions": [{"name": "Ship", "inputArtifacts": [{"name": "Src"}],
                      "actionTypeId": {"category": "Deploy", "owner": "AWS", "provider": "CodeDeploy", "version": "1"},
                      "configuration": {"ApplicationName": "cash", "DeploymentGroupName": "all"}}]}]}}
                """);
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(project.folder().resolve(name), text);
    }

    @Test
    public void runsWithWhatStandsInForTheServices() throws Exception {
        write(
                "performers.json",
                """
                {"Source/CodeCommit": {"git": "../{RepositoryName}"},
                 "Deploy/CodeDeploy": {"commands": ["echo {ApplicationName} > \\"$PROJECT/shipped\\""]}}
                """);
        assertThat(project.start("run", "pipeline.json", "--yes").exitCode()).isZero();
        assertThat(project.written("shipped")).isEqualTo("cash\n");
        assertThat(project.folder().resolve(".stage-gate/billing/journal")).exists();
    }

    @Test
    public void commandsGetTheirSecretsFromTheCredentialsOfThisMachine() throws Exception {
        write("performers.json", "{\"Source/CodeCommit\": {\"git\": \"../{RepositoryName}\"}}");
        write(
                "secret.json",
                Files.readString(project.folder().resolve("pipeline.json"))
                        .replace("CodeDeploy", "Commands")
                        .replace("\"category\": \"Deploy\"", "\"category\": \"Compute\"")
                        .replace(
                                "\"configuration\": {\"ApplicationName\": \"cash\", \"DeploymentGroupName\": \"all\"}",
                                "\"commands\": [\"test \\\"$TOKEN\\\" = s3cr3t-token && echo yes > $PROJECT/shipped\"], \"environmentVariables\":"
                                        + " [{\"name\": \"TOKEN\", \"value\": \"deploy-token\", \"type\": \"SECRETS_MANAGER\"}]"));
        project.with("STAGE_GATE_CREDENTIALS_DEPLOY_TOKEN", "s3cr3t-token");
        var run = project.start("run", "secret.json", "--yes");
        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(project.written("shipped")).isEqualTo("yes\n");
    }

    @Test
    public void tellsWhatPerformsEachAction() throws Exception {
        var validate = project.start("validate", "pipeline.json");
        assertThat(validate.exitCode()).isZero();
        assertThat(validate.text())
                .contains("pipeline.json is fine: 2 stages, 2 actions.")
                .contains("Source/App: Source/CodeCommit -> git"
                        + " https://git-codecommit.us-east-1.amazonaws.com/v1/repos/shop")
                .contains("Ship/Ship: Deploy/CodeDeploy -> a job worker of Custom/CodeDeploy");
    }

    @Test
    public void complainsInTheServicesWords() throws Exception {
        write("other.json", "{\"name\": \"no such name!\"}");
        var validate = project.start("validate", "other.json");
        assertThat(validate.exitCode()).isEqualTo(2);
        assertThat(validate.text())
                .contains("other.json: 3 validation errors detected: Value 'no such name!' at 'name'");
    }
}
