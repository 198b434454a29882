package io.jenkins.plugins.stagegate.local.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.dsl.Definition;
import io.jenkins.plugins.stagegate.dsl.Reading;
import org.junit.Test;

/** What an import must not lose, or must say that it lost. */
public class CarriedOverTest {
    private static final String SOURCE =
            """
            {"name": "Source", "actions": [{"name": "App", "outputArtifacts": [{"name": "Src"}],
              "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "CodeStarSourceConnection", "version": "1"},
              "configuration": {"ConnectionArn": "arn:c", "FullRepositoryId": "acme/shop", "BranchName": "main"}}]}""";

    @Test
    public void startsAnotherPipelineWithItsVariables() throws Exception {
        var made = imported("", invoke("\"Variables\": \"[{\\\"name\\\":\\\"REGION\\\",\\\"value\\\":\\\"eu\\\"}]\""));
        assertThat(made.jenkinsfile())
                .contains("pipeline 'deploy', REGION: 'eu'")
                .doesNotContain("exit 1");
        assertThat(made.notes()).anyMatch(note -> note.contains("have to be here, too: deploy"));
    }

    @Test
    public void startsAnotherPipelineThatIsWrittenAsAnObjectOfATemplate() throws Exception {
        var made = imported("", invoke("\"Variables\": [{\"name\": \"REGION\", \"value\": \"eu\"}]"));
        assertThat(made.jenkinsfile()).contains("pipeline 'deploy', REGION: 'eu'");
    }

    @Test
    public void keepsTheRevisionsThatAnotherPipelineIsStartedWith() throws Exception {
        var revisions =
                "[{\\\"actionName\\\":\\\"App\\\",\\\"revisionType\\\":\\\"COMMIT_ID\\\",\\\"revisionValue\\\":\\\"abc1234\\\"}]";
        var made = imported("", invoke("\"SourceRevisions\": \"" + revisions + "\""));
        assertThat(made.jenkinsfile())
                .contains(
                        "provider 'CodePipeline', PipelineName: 'deploy', SourceRevisions: '[{\"actionName\":\"App\"");
    }

    @Test
    public void aTriggerWithoutFiltersIsAboutEveryPush() throws Exception {
        var made = imported(
                "\"triggers\": [{\"providerType\": \"CodeStarSourceConnection\","
                        + " \"gitConfiguration\": {\"sourceActionName\": \"App\"}}],",
                invoke(""));
        assertThat(made.jenkinsfile()).containsPattern("triggers \\{\\s+push \\{\\s+sourceAction 'App'\\s+}\\s+}");
    }

    @Test
    public void keepsTheSettingsOfARuleThatIsNotHereAndSaysSo() throws Exception {
        var made = imported("", gate("CloudWatchAlarm", "\"AlarmName\": \"Errors\", \"WaitTime\": \"5\""));
        assertThat(made.jenkinsfile())
                .contains("rule 'CloudWatchAlarm', name: 'Watch', AlarmName: 'Errors', WaitTime: '5'");
        assertThat(made.notes()).anyMatch(note -> note.contains("The rule Watch (CloudWatchAlarm) is not here"));
    }

    @Test
    public void saysWhichOperatorItTookForOneThatDoesNotExist() throws Exception {
        var made = imported("", gate("VariableCheck", "\"Variable\": \"a\", \"Value\": \"1\", \"Operator\": \"LIKE\""));
        assertThat(made.jenkinsfile()).contains("operator: EQ");
        assertThat(made.notes()).anyMatch(note -> note.contains("since LIKE is none"));
    }

    @Test
    public void saysWhichSecretsOfCommandsAreNotSet() throws Exception {
        var made = imported(
                "",
                """
                {"name": "Build", "actions": [{"name": "Make", "inputArtifacts": [{"name": "Src"}], "commands": ["make"],
                  "environmentVariables": [{"name": "TOKEN", "value": "shop/token", "type": "SECRETS_MANAGER"}],
                  "actionTypeId": {"category": "Compute", "owner": "AWS", "provider": "Commands", "version": "1"}}]}""");
        assertThat(made.jenkinsfile()).contains("// TOKEN came from Secrets Manager: shop/token");
        assertThat(made.notes()).anyMatch(note -> note.contains("are not set: TOKEN"));
    }

    private static String invoke(String settings) {
        return """
               {"name": "Deploy", "actions": [{"name": "Start",
                 "actionTypeId": {"category": "Invoke", "owner": "AWS", "provider": "CodePipeline", "version": "1"},
                 "configuration": {"PipelineName": "deploy"%s}}]}"""
                .formatted(settings.isEmpty() ? "" : ", " + settings);
    }

    private static String gate(String provider, String settings) {
        return """
               {"name": "Deploy", "actions": [{"name": "Ask",
                 "actionTypeId": {"category": "Approval", "owner": "AWS", "provider": "Manual", "version": "1"}}],
                 "beforeEntry": {"conditions": [{"rules": [{"name": "Watch",
                   "ruleTypeId": {"category": "Rule", "owner": "AWS", "provider": "%s", "version": "1"},
                   "configuration": {%s}}]}]}}"""
                .formatted(provider, settings);
    }

    private static Import imported(String head, String stage) throws Exception {
        var made = Import.of(
                "pipeline.json", "{\"name\": \"shop\", " + head + "\"stages\": [" + SOURCE + ", " + stage + "]}", "");
        assertThat(Definition.read("Jenkinsfile", made.jenkinsfile()))
                .as(made.jenkinsfile())
                .isNotInstanceOf(Reading.Refused.class);
        return made;
    }
}
