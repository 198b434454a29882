package io.jenkins.plugins.stagegate.local.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.stagegate.dsl.Definition;
import io.jenkins.plugins.stagegate.dsl.Reading;
import io.jenkins.plugins.stagegate.local.UserException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TerraformImportTest {
    private static final String SOURCE =
            """
              stage {
                name = "Source"
                action {
                  name             = "App"
                  category         = "Source"
                  owner            = "AWS"
                  provider         = "CodeStarSourceConnection"
                  version          = "1"
                  namespace        = "App"
                  output_artifacts = ["src"]
                  configuration = {
                    ConnectionArn    = aws_codestarconnections_connection.hub.arn
                    FullRepositoryId = "${var.owner}/${local.repository}"
                    BranchName       = var.branch
                  }
                }
              }
            """;

    private static final String SHIP =
            """
              stage {
                name = "Ship"
                action {
                  name            = "Ask"
                  category        = "Approval"
                  owner           = "AWS"
                  provider        = "Manual"
                  version         = "1"
                  run_order       = 1
                  configuration = { CustomData = "Ship #{App.CommitId}?\\nNow, \\"please\\"" }
                }
                action {
                  name            = "Roll"
                  category        = "Deploy"
                  owner           = "AWS"
                  provider        = "ECS"
                  version         = "1"
                  run_order       = 2
                  input_artifacts = ["src"]
                  configuration = {
                    ClusterName = aws_ecs_cluster.main[0].name
                    Extra       = jsonencode([{ name = "ENV", value = upper(var.branch) }])
                  }
                }
              }
            """;

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void carriesOverStagesActionsSettingsVariablesAndTriggers() throws Exception {
        var made = made(
                """
                # a comment
                variable "owner" { default = "acme" }
                variable "branch" {
                  type    = string
                  default = "main"
                }
                locals { repository = "the-${local.what}" /* another */
                  what = "shop"
                }
                resource "aws_codepipeline" "shop" {
                  name           = "shop-${terraform.workspace}"
                  role_arn       = aws_iam_role.pipeline.arn
                  pipeline_type  = "V2"
                  execution_mode = "QUEUED"
                  artifact_store {
                    location = aws_s3_bucket.store.bucket
                    type     = "S3"
                  }
                  variable {
                    name          = "REGION"
                    default_value = "eu-west-1"
                    description   = "Where"
                  }
                  trigger {
                    provider_type = "CodeStarSourceConnection"
                    git_configuration {
                      source_action_name = "App"
                      push {
                        branches {
                          includes = ["main", "release/**"]
                          excludes = ["old/*"]
                        }
                        file_paths { includes = ["services/**"] }
                      }
                      pull_request {
                        events = ["OPEN", "UPDATED"]
                        branches { includes = ["main"] }
                      }
                    }
                  }
                """
                        + SOURCE
                        + SHIP.replace(
                                "name = \"Ship\"",
                                """
                name = "Ship"
                before_entry {
                  condition {
                    result = "FAIL"
                    rule {
                      name = "Hours"
                      rule_type_id {
                        category = "Rule"
                        owner = "AWS"
                        provider = "DeploymentWindow"
                        version = "1"
                      }
                      configuration = { Cron = "* * 9-16 ? * MON-FRI" }
                    }
                  }
                }
                on_failure {
                  result = "RETRY"
                  retry_configuration { retry_mode = "FAILED_ACTIONS" }
                }
                """)
                        + "}\n");
        assertInOrder(made);
        assertThat(made.jenkinsfile())
                .contains("pipeline shop-<terraform.workspace>.")
                .contains("executionMode QUEUED")
                .contains("string 'REGION', defaultValue: 'eu-west-1', description: 'Where'")
                .contains("sourceAction 'App'")
                .contains("branches include: ['main', 'release/**'], exclude: ['old/*']")
                .contains("filePaths include: ['services/**']")
                .contains("events OPEN, UPDATED")
                .contains("// Connected there by <aws_codestarconnections_connection.hub.arn>")
                .contains("git url: 'https://github.com/acme/the-shop.git', branch: 'main'")
                .contains("message 'Ship #{App.CommitId}?\\nNow, \"please\"'")
                .contains("//   ClusterName: <aws_ecs_cluster.main.0.name>")
                .contains("//   Extra: [{\"name\":\"ENV\",\"value\":\"MAIN\"}]")
                .contains("deploymentWindow cron: '* * 9-16 ? * MON-FRI', name: 'Hours'")
                .contains("retry(mode: FAILED_ACTIONS)");
        assertThat(made.notes())
                .contains("Fill in what only a deployment knows: <aws_codestarconnections_connection.hub.arn>,"
                        + " <aws_ecs_cluster.main.0.name>.");
    }

    @Test
    public void keepsTheOrderOfPlainAndDynamicStages() throws Exception {
        var made = made(
                """
                locals {
                  tests = [
                    { name = "Unit", command = "make unit", on = true },
                    { name = "Slow", command = "make slow", on = false },
                    { name = "Ui", command = "make ui", on = true },
                  ]
                }
                resource "aws_codepipeline" "shop" {
                """
                        + SOURCE
                        + """
                  dynamic "stage" {
                    for_each = [for t in local.tests : { name = t.name, lines = [t.command] } if t.on && t.name != "None"]
                    iterator = each_test
                    content {
                      name = "Test-${each_test.value.name}"
                      action {
                        name            = each_test.value.name
                        category        = "Compute"
                        owner           = "AWS"
                        provider        = "Commands"
                        version         = "1"
                        input_artifacts = ["src"]
                        commands        = each_test.value.lines
                      }
                    }
                  }
                """
                        + SHIP
                        + "}\n");
        assertInOrder(made);
        assertThat(made.jenkinsfile())
                .containsSubsequence(
                        "stage('Source')",
                        "stage('Test-Unit')",
                        "commands 'make unit'",
                        "stage('Test-Ui')",
                        "stage('Ship')")
                .doesNotContain("Slow");
    }

    @Test
    public void saysWhichBlocksOnlyADeploymentKnows() throws Exception {
        var made = made("resource \"aws_codepipeline\" \"shop\" {\n  count = var.enabled ? 1 : 0\n" + SOURCE + SHIP
                + "  dynamic \"stage\" {\n    for_each = var.more\n    content { name = stage.value }\n  }\n}\n"
                + "resource \"aws_codepipeline_webhook\" \"push\" { name = \"push\" }\n"
                + "resource \"aws_codepipeline_custom_action_type\" \"rocket\" { category = \"Deploy\" }\n");
        assertInOrder(made);
        assertThat(String.join("\n", made.notes()))
                .contains("as many as count = var.enabled ? 1 : 0 says")
                .contains("makes its blocks of var.more, which only a deployment knows: they are left out")
                .contains("Webhooks are not carried over: push.")
                .contains("Action types are not made here: rocket.");
    }

    @Test
    public void takesAnUnknownConditionAsHeldAndAKnownOneAsItIs() throws Exception {
        var made = made("variable \"owner\" { default = null }\nlocals { repository = try(var.repo, \"x\") }\n"
                + "resource \"aws_codepipeline\" \"shop\" {\n"
                + SOURCE.replace("var.branch", "var.fast ? \"quick\" : \"slow\"")
                        .replace("${var.owner}", "${var.owner == null ? \"nobody\" : \"somebody\"}")
                + SHIP + "}\n");
        assertThat(made.jenkinsfile()).contains("git url: 'https://github.com/nobody/<var.repo>.git', branch: 'quick'");
        assertThat(made.notes()).contains("Taken as if these conditions held: var.fast.");
    }

    @Test
    public void makesNamesOfPlaceholders() throws Exception {
        var made = made("resource \"aws_codepipeline\" \"shop\" {\n"
                + (SOURCE + SHIP).replace("\"src\"", "var.artifact").replace("\"Ship\"", "var.last") + "}\n");
        assertInOrder(made);
        assertThat(made.jenkinsfile()).contains("stage('var.last')", "output 'var-artifact'", "input 'var-artifact'");
        assertThat(String.join("\n", made.notes())).contains("became: var-artifact, var.last.");
    }

    @Test
    public void writesAsExportsWhatOthersUseOfAnActionThatHasToBeWritten() throws Exception {
        var made = made("resource \"aws_codepipeline\" \"shop\" {\n" + SOURCE
                + SHIP.replace("run_order       = 2", "run_order = 2\n      namespace = \"Roll\"")
                + SHIP.replace("\"Ship\"", "\"Check\"").replace("Ship #{App.CommitId}", "See #{Roll.Address}") + "}\n");
        assertInOrder(made);
        assertThat(made.jenkinsfile()).contains("exports 'Address'");
    }

    @Test
    public void readsTheVariablesOfTheFilesBesideIt() throws Exception {
        var main = folder.newFile("main.tf").toPath();
        Files.writeString(main, "resource \"aws_codepipeline\" \"shop\" {\n" + SOURCE + SHIP + "}\n");
        Files.writeString(
                folder.newFile("variables.tf").toPath(),
                "variable \"owner\" { default = \"nobody\" }\nlocals { repository = \"shop\" }\n");
        Files.writeString(folder.newFile("terraform.tfvars").toPath(), "owner = \"acme\"\nbranch = \"trunk\"\n");
        Files.writeString(folder.newFile("broken.tf").toPath(), "resource {");
        var made = Import.of("main.tf", Files.readString(main), "", TerraformFolder.besides(main));
        assertThat(made.jenkinsfile()).contains("git url: 'https://github.com/acme/shop.git', branch: 'trunk'");
        assertThat(String.join("\n", made.notes())).contains("broken.tf could not be read");
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> Import.of("variables.tf", "", "", Map.of("main.tf", Files.readString(main))))
                .withMessageContaining("no resource aws_codepipeline in variables.tf. There is one in main.tf.");
    }

    @Test
    public void readsTheFormerSpellingAndTextsOfSeveralLines() throws Exception {
        var made = made(("resource \"aws_codepipeline\" \"shop\" {\n" + SOURCE + SHIP + "}\n")
                .replace("configuration = { CustomData", "configuration { CustomData")
                .replace(
                        "\"Ship #{App.CommitId}?\\nNow, \\\"please\\\"\"",
                        "<<-EOT\n    First $${x}\n      ${var.second}\n    EOT\n"));
        assertThat(made.jenkinsfile()).contains("message 'First ${x}\\n  <var.second>\\n'");
    }

    @Test
    public void refusesWhatHasNoPipelineOrNoEnd() {
        assertRefused("resource \"aws_codepipeline\" {", "main.tf is not in HCL: line 1");
        assertRefused("x = " + "[".repeat(5000), "nested too deeply");
        assertRefused("x = " + "!".repeat(5000) + "a", "nested too deeply");
        assertRefused("resource \"aws_s3_bucket\" \"b\" {}", "no resource aws_codepipeline");
        assertRefused(
                "resource \"aws_codepipeline\" \"a\" {}\nresource \"aws_codepipeline\" \"b\" {}",
                "Name one with --resource: a, b");
        assertRefused(
                "resource \"aws_codepipeline\" \"a\" {\n dynamic \"stage\" {\n for_each = var.s\n content {}\n }\n}",
                "aws codepipeline get-pipeline");
        var doubling = new StringBuilder("locals {\n a0 = \"xxxxxxxxxx\"\n");
        for (int i = 1; i < 60; i++) {
            doubling.append(" a" + i + " = \"${local.a" + (i - 1) + "}${local.a" + (i - 1) + "}\"\n");
        }
        assertRefused(
                doubling + "}\nresource \"aws_codepipeline\" \"a\" { name = local.a59 }",
                "expressions grow without end");
    }

    @Test
    public void aLocalThatIsMadeOfItselfHasNoValue() throws Exception {
        var made = made("locals { repository = \"${local.other}\"\n other = local.repository }\n"
                + "resource \"aws_codepipeline\" \"shop\" {\n" + SOURCE + SHIP + "}\n");
        assertThat(made.jenkinsfile()).contains("<var.owner>/<local.repository>.git");
    }

    private static Import made(String text) throws UserException {
        return Import.of("main.tf", text, "");
    }

    private static void assertInOrder(Import made) {
        assertThat(Definition.read("Jenkinsfile", made.jenkinsfile()))
                .as(made.jenkinsfile())
                .isNotInstanceOf(Reading.Refused.class);
    }

    private static void assertRefused(String text, String message) {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> made(text))
                .withMessageContaining(message);
    }
}
