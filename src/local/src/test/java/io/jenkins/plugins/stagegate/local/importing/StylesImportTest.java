package io.jenkins.plugins.stagegate.local.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.stagegate.dsl.Definition;
import io.jenkins.plugins.stagegate.dsl.ProblemText;
import io.jenkins.plugins.stagegate.dsl.Reading;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.cli.StageGate;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Definitions in the styles that tools and people write them in. */
public class StylesImportTest {
    /** As the CDK for Terraform writes it. */
    private static final String TERRAFORM_JSON =
            """
            {
              "//": {"metadata": {"backend": "local"}},
              "variable": {"branch": {"type": "string", "default": "main"}, "owner": {"type": "string"}},
              "locals": [{"repository": "${var.owner}/${lower(\\"SHOP\\")}"}],
              "resource": {
                "aws_iam_role": {"release": {"name": "release", "assume_role_policy": "{\\n \\"Version\\": \\"2012\\"}"}},
                "aws_codepipeline": {
                  "shop": {
                    "//": {"metadata": {"path": "shop/pipeline"}},
                    "name": "shop-${var.branch == \\"main\\" ? \\"live\\" : \\"trial\\"}",
                    "role_arn": "${aws_iam_role.release.arn}",
                    "tags": {"branches": "none", "a-b": "c"},
                    "artifact_store": [{"location": "store", "type": "S3"}],
                    "trigger": [{"provider_type": "CodeStarSourceConnection", "git_configuration": {"source_action_name": "App",
                      "push": [{"branches": {"includes": ["${var.branch}"]}}]}}],
                    "stage": [
                      {"name": "Source", "action": [{"name": "App", "category": "Source", "owner": "AWS", "version": "1",
                        "provider": "CodeStarSourceConnection", "output_artifacts": ["src"],
                        "configuration": {"FullRepositoryId": "${local.repository}", "BranchName": "${var.branch}"}}]},
                      {"name": "Ask", "action": {"name": "Ask", "category": "Approval", "owner": "AWS", "version": "1",
                        "provider": "Manual", "configuration": {"CustomData": "Really?\\nIt costs $${5} \\"each\\""}}}
                    ],
                    "dynamic": {"stage": {"for_each": ["eu", "us"], "content": {"name": "Ship-${stage.value}",
                      "action": [{"name": "Ship", "category": "Deploy", "owner": "AWS", "version": "1", "provider": "ECS",
                        "input_artifacts": ["src"], "configuration": {"ClusterName": "shop-${stage.value}"}}]}}}
                  }
                }
              }
            }
            """;

    /** As the CDK writes it. */
    private static final String SYNTHESISED =
            """
            {"Resources": {
              "Role1": {"Type": "AWS::IAM::Role", "Properties": {}},
              "PipelineC660917D": {"Type": "AWS::CodePipeline::Pipeline", "DependsOn": ["Role1"], "Properties": {
                "RoleArn": {"Fn::GetAtt": ["Role1", "Arn"]},
                "ArtifactStore": {"Type": "S3", "Location": {"Ref": "Bucket83908E77"}},
                "PipelineType": "V2", "RestartExecutionOnUpdate": true,
                "Stages": [
                  {"Name": "Source", "Actions": [{"Name": "Checkout", "RunOrder": 1, "Namespace": "Source_NS",
                    "ActionTypeId": {"Category": "Source", "Owner": "AWS", "Provider": "CodeCommit", "Version": "1"},
                    "Configuration": {"RepositoryName": {"Fn::GetAtt": ["Repo02AC86CF", "Name"]}, "BranchName": "main",
                      "PollForSourceChanges": false},
                    "OutputArtifacts": [{"Name": "Artifact_Source_Checkout"}],
                    "RoleArn": {"Fn::GetAtt": ["Role1", "Arn"]}}]},
                  {"Name": "Build", "Actions": [{"Name": "Synth", "RunOrder": 1,
                    "ActionTypeId": {"Category": "Build", "Owner": "AWS", "Provider": "CodeBuild", "Version": "1"},
                    "Configuration": {"ProjectName": {"Ref": "Synth6F2A"},
                      "EnvironmentVariables": {"Fn::Join": ["", ["[{\\"name\\":\\"TOPIC\\",\\"type\\":\\"PLAINTEXT\\",\\"value\\":\\"",
                        {"Ref": "Topic"}, "\\"}]"]]}},
                    "InputArtifacts": [{"Name": "Artifact_Source_Checkout"}], "OutputArtifacts": [{"Name": "Synth_Output"}]}]},
                  {"Name": "Prod", "Actions": [
                    {"Name": "Prepare", "RunOrder": 1,
                    "ActionTypeId": {"Category": "Deploy", "Owner": "AWS", "Provider": "CloudFormation", "Version": "1"},
                    "Configuration": {"StackName": "Prod", "ActionMode": "CHANGE_SET_REPLACE", "ChangeSetName": "PipelineChange",
                      "RoleArn": {"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":iam::", {"Ref": "AWS::AccountId"}, ":role/cdk-exec"]]},
                      "ParameterOverrides": {"Size": {"Ref": "Size"}}, "TemplatePath": "Synth_Output::Prod.template.json"},
                    "InputArtifacts": [{"Name": "Synth_Output"}]}]}]}}},
             "Parameters": {"Size": {"Type": "Number", "Default": 3}, "BootstrapVersion": {"Type": "String", "Default": "/cdk/v"}},
             "Rules": {"CheckBootstrapVersion": {"Assertions": [{"Assert": {"Fn::Not": [{"Fn::Contains": [["1"], {"Ref": "BootstrapVersion"}]}]}}]}}}
            """;

    /** As people write it, with what they know of YAML. */
    private static final String BY_HAND =
            """
            AWSTemplateFormatVersion: "2010-09-09"
            Transform: AWS::Serverless-2016-10-31
            Globals: { Function: { Timeout: 3 } }
            Parameters:
              Stage: { Type: String, Default: test, AllowedValues: [ test, live ] }
              Topic: { Type: String, Default: "" }
              Repositories: { Type: String, Default: "acme/shop,acme/till" }
            Mappings:
              Sizes: { test: { Cluster: small }, live: { Cluster: large } }
            Conditions:
              IsLive: !Equals [ !Ref Stage, live ]
              IsTest: !Not [ !Condition IsLive ]
              HasTopic: !Not [ !Equals [ !Ref Topic, "" ] ]
              Both: !And [ !Condition IsTest, !Condition HasTopic ]
              OnWeekdays: !Equals [ !Ref "AWS::Region", eu-west-1 ]
            Resources:
              Hello: { Type: "AWS::Serverless::Function", Properties: { Runtime: python3.12 } }
              Release:
                Type: AWS::CodePipeline::Pipeline
                Condition: IsTest
                Properties:
                  Name: !Sub [ "${What}-${Stage}", { What: !Select [ 1, !Split [ "/", !Select [ 0, !Split [ ",", !Ref Repositories ] ] ] ] } ]
                  RoleArn: !Sub arn:aws:iam::${AWS::AccountId}:role/release
                  PipelineType: V2
                  ExecutionMode: QUEUED
                  Variables:
                    - { Name: SIZE, DefaultValue: !FindInMap [ Sizes, !Ref Stage, Cluster ] }
                  Triggers:
                    - ProviderType: CodeStarSourceConnection
                      GitConfiguration:
                        SourceActionName: App
                        Push:
                          - Branches: { Includes: [ main ], Excludes: [ "old/**" ] }
                            FilePaths: { Includes: [ "src/**" ] }
                        PullRequest:
                          - Events: [ OPEN, UPDATED ]
                            Branches: { Includes: [ main ] }
                  Stages:
                    - Name: Source
                      Actions:
                        - Name: App
                          ActionTypeId: { Category: Source, Owner: AWS, Provider: CodeStarSourceConnection, Version: 1 }
                          Configuration: { ConnectionArn: !ImportValue hub, FullRepositoryId: !Select [ 0, !Split [ ",", !Ref Repositories ] ], BranchName: main }
                          OutputArtifacts: [ { Name: Src } ]
                    - Name: Ship
                      BeforeEntry:
                        Conditions:
                          - Result: FAIL
                            Rules:
                              - Name: Hours
                                RuleTypeId: { Category: Rule, Owner: AWS, Provider: DeploymentWindow, Version: 1 }
                                Configuration: { Cron: "* * 9-16 ? * MON-FRI", TimeZone: Europe/Berlin }
                      OnSuccess:
                        Conditions:
                          - Result: ROLLBACK
                            Rules:
                              - Name: Quiet
                                RuleTypeId: { Category: Rule, Owner: AWS, Provider: CloudWatchAlarm, Version: 1 }
                                Configuration: { AlarmName: errors }
                      OnFailure: { Result: RETRY, RetryConfiguration: { RetryMode: FAILED_ACTIONS } }
                      Actions:
                        - &ship
                          Name: First
                          RunOrder: 1
                          ActionTypeId: &ecs { Category: Deploy, Owner: AWS, Provider: ECS, Version: 1 }
                          Configuration: { ClusterName: !FindInMap [ Sizes, !Ref Stage, Cluster ], Live: !If [ IsLive, "yes", "no" ] }
                          InputArtifacts: [ { Name: Src } ]
                        - <<: *ship
                          Name: Second
                          RunOrder: 2
                        - !If
                          - HasTopic
                          - { Name: Tell, ActionTypeId: *ecs, Configuration: { ClusterName: told } }
                          - !Ref AWS::NoValue
                        - !If
                          - OnWeekdays
                          - { Name: Weekday, RunOrder: 3, ActionTypeId: *ecs, InputArtifacts: [ { Name: Src } ] }
                          - !Ref AWS::NoValue
            """;

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void readsTerraformsOtherSyntax() throws Exception {
        var made =
                Import.of("cdk.tf.json", TERRAFORM_JSON, "", Map.of("x.auto.tfvars.json", "{\"owner\": \"acme${1}\"}"));
        assertInOrder(made);
        assertThat(made.jenkinsfile())
                .contains("pipeline shop-live.")
                .contains("git url: 'https://github.com/acme${1}/shop.git', branch: 'main'")
                .contains("branches include: ['main']")
                .contains("message 'Really?\\nIt costs ${5} \"each\"'")
                .contains("stage('Ship-eu')")
                .contains("stage('Ship-us')")
                .contains("//   ClusterName: shop-us");
        assertThat(made.notes()).noneMatch(note -> note.startsWith("Fill in"));
    }

    @Test
    public void refusesJsonThatIsNotTerraforms() {
        assertRefused("x.tf.json", "{\"resource\": ", "x.tf.json is not JSON: line 1");
        assertRefused("x.tf.json", "[]", "x.tf.json is not Terraform's JSON: expected an object.");
        assertRefused("x.tf.json", "{\"resource\": 5}", "There is no resource aws_codepipeline in x.tf.json.");
        assertRefused(
                "x.tf.json", "{\"resource\": {\"aws_codepipeline\": {\"a\": {\"name\": \"${\"}}}}", "is not in HCL");
    }

    @Test
    public void readsWhatTheCdkSynthesises() throws Exception {
        var made = Import.of("Shop.template.json", SYNTHESISED, "");
        assertInOrder(made);
        assertThat(made.jenkinsfile())
                .contains("pipeline PipelineC660917D.")
                .contains("/v1/repos/<Repo02AC86CF-Name>', branch: 'main'")
                .contains("buildspec project: '<Synth6F2A>'")
                .contains("environment TOPIC: '<Topic>'")
                .contains("//   RoleArn: arn:<AWS-Partition>:iam::<AWS-AccountId>:role/cdk-exec")
                .contains("//   ParameterOverrides: {\"Size\":\"3\"}");
    }

    @Test
    public void decidesConditionsByTheDefaultsOfTheTemplate() throws Exception {
        var made = Import.of("template.yaml", BY_HAND, "");
        assertInOrder(made);
        assertThat(made.jenkinsfile())
                .contains("pipeline shop-test.")
                .contains("string 'SIZE', defaultValue: 'small'")
                .contains("git url: 'https://github.com/acme/shop.git', branch: 'main'")
                .contains("events OPEN, UPDATED")
                .contains("deploymentWindow cron: '* * 9-16 ? * MON-FRI', timeZone: 'Europe/Berlin'")
                .contains("rule 'CloudWatchAlarm'")
                .contains("result ROLLBACK")
                .contains("retry(mode: FAILED_ACTIONS)")
                .contains("//   ClusterName: small")
                .contains("//   Live: no")
                .contains("deploy('Second')")
                .contains("deploy('Weekday')")
                .doesNotContain("'Tell'");
        assertThat(made.notes()).contains("Taken as if these conditions held: OnWeekdays.");
    }

    @Test
    public void aFolderIsReadForItsOnePipeline() throws Exception {
        write("infra/variables.tf", "variable \"owner\" { default = \"acme\" }\n");
        write("infra/broken.tf", "resource {{{ aws_codepipeline");
        write("infra/pipeline.tf.json", TERRAFORM_JSON);
        write("infra/notes.yaml", "Resources: [ AWS::CodePipeline::Pipeline ]");
        var made = run("infra");
        assertThat(made).contains("0:").contains("github.com/acme/shop.git").contains("broken.tf could not be read");

        write("infra/template.yaml", BY_HAND);
        assertThat(run("infra"))
                .contains("2:")
                .contains("Several files in")
                .contains("pipeline.tf.json (shop), template.yaml (Release)");
        assertThat(run("infra", "--resource", "Release")).contains("0:").contains("deploy('Weekday')");
        assertThat(run("infra", "--resource", "Other")).contains("2:").contains("defines a pipeline Other");
    }

    @Test
    public void theFolderOfAnAppOfTheCdkIsReadWhereTheCdkWrote() throws Exception {
        write("app/cdk.json", "{\"app\": \"npx ts-node bin/shop.ts\"}");
        assertThat(run("app")).contains("2:").contains("run `cdk synth` first");
        write("app/cdk.out/manifest.json", "{\"version\": \"36.0.0\"}");
        write("app/cdk.out/tree.json", "{\"tree\": {\"id\": \"AWS::CodePipeline::Pipeline\"}}");
        write("app/cdk.out/Shop.template.json", SYNTHESISED);
        assertThat(run("app")).contains("0:").contains("releasePipeline {");
    }

    private void write(String file, String text) throws Exception {
        var path = folder.getRoot().toPath().resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** The exit code, and all that it says. */
    private String run(String path, String... options) {
        var said = new StringWriter();
        var arguments = new java.util.ArrayList<>(java.util.List.of(
                "import", folder.getRoot().toPath().resolve(path).toString()));
        arguments.addAll(java.util.List.of(options));
        var code = StageGate.commandLine()
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute(arguments.toArray(String[]::new));
        return code + ": " + said;
    }

    private static void assertInOrder(Import made) {
        var problems = Definition.read("Jenkinsfile", made.jenkinsfile()) instanceof Reading.Refused refused
                ? ProblemText.render(refused.problems(), made.jenkinsfile())
                : "";
        assertThat(problems).as(made.jenkinsfile()).isEmpty();
    }

    private static void assertRefused(String file, String text, String message) {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> Import.of(file, text, ""))
                .withMessageContaining(message);
    }
}
