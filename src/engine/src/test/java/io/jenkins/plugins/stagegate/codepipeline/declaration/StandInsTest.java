package io.jenkins.plugins.stagegate.codepipeline.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.model.Action;
import java.util.List;
import org.junit.Test;

/** What users say that stands in for AWS' services. */
public class StandInsTest {
    private static final String GITHUB = "arn:aws:codestar-connections:eu-west-1:123456789012:connection/gh";
    private static final String GITLAB = "arn:aws:codestar-connections:eu-west-1:123456789012:connection/gl";

    @Test
    public void eachConnectionHasItsOwnServerAndLogin() throws Exception {
        var performers =
                """
                {"%s": {"git": "https://gitlab.example.com/{FullRepositoryId}.git", "credentialsId": "lab"}}"""
                        .formatted(GITLAB);
        assertThat(source(connection(GITLAB), performers).configuration())
                .containsEntry("url", "https://gitlab.example.com/acme/shop.git")
                .containsEntry("branch", "main")
                .containsEntry("credentialsId", "lab");
        assertThat(source(connection(GITHUB), performers).configuration())
                .containsEntry("url", "https://github.com/acme/shop.git")
                .doesNotContainKey("credentialsId");
    }

    @Test
    public void aFullCloneIsOneHereToo() throws Exception {
        var cloned = connection(GITHUB)
                .replace("\"BranchName\"", "\"OutputArtifactFormat\": \"CODEBUILD_CLONE_REF\", \"BranchName\"");

        assertThat(source(cloned, "{}").configuration()).containsEntry("fullClone", "true");
        assertThat(Performances.of(read(cloned, "{}")))
                .contains(
                        "Source/App: Source/CodeStarSourceConnection -> git https://github.com/acme/shop.git, with its history");
        assertThat(source(connection(GITHUB), "{}").configuration()).doesNotContainKey("fullClone");
    }

    @Test
    public void aFolderStandsInForABucket() throws Exception {
        var s3 =
                """
                "provider": "S3", "version": "1"}, "configuration": {"S3Bucket": "data", "S3ObjectKey": "a.zip\"}""";
        var action = source(s3, "{\"Source/S3\": {\"folder\": \"../{S3Bucket}\"}}");
        assertThat(action.type().provider()).isEqualTo("Folder");
        assertThat(action.configuration()).containsEntry("path", "../data");
    }

    @Test
    public void refusesAPlaceholderThatTheActionDoesNotSay() {
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> source(
                        connection(GITHUB),
                        "{\"Source/CodeStarSourceConnection\": {\"git\": \"https://git.example.com/{Repo}.git\"}}"))
                .withMessageContaining("asks for {Repo}, which the action does not say");
    }

    @Test
    public void aRuleThatNobodyHasIsNeverMetUnlessCommandsStandInForIt() throws Exception {
        assertThat(performances("{}"))
                .contains("Ship/beforeEntry/Quiet: Rule/CloudWatchAlarm -> never met: nothing stands in for it");
        var performers = "{\"Rule/CloudWatchAlarm\": {\"commands\": [\"./alarm.sh {AlarmName}\"]}}";
        assertThat(performances(performers)).contains("Ship/beforeEntry/Quiet: Rule/CloudWatchAlarm -> commands");
        var rule = read(connection(GITHUB), performers)
                .pipeline()
                .stages()
                .get(1)
                .beforeEntry()
                .get(0)
                .rules()
                .get(0);
        assertThat(rule.commands()).containsExactly("./alarm.sh errors");
    }

    @Test
    public void tellsWhatStartsThePipeline() throws Exception {
        assertThat(performances("{}")).contains("starts by push { sourceAction 'App' }");
    }

    @Test
    public void keepsTheConnectionSinceOthersMayReferToIt() throws Exception {
        assertThat(read(connection(GITHUB), "{}")
                        .pipeline()
                        .stages()
                        .get(0)
                        .actions()
                        .get(0)
                        .configuration())
                .containsEntry("ConnectionArn", GITHUB);
    }

    private static List<String> performances(String performers) throws Exception {
        return Performances.of(read(connection(GITHUB), performers));
    }

    private static String connection(String arn) {
        return """
                "provider": "CodeStarSourceConnection", "version": "1"},
                "configuration": {"ConnectionArn": "%s", "FullRepositoryId": "acme/shop", "BranchName": "main"}"""
                .formatted(arn);
    }

    private static Action source(String rest, String performers) throws Exception {
        return read(rest, performers).pipeline().stages().get(0).actions().get(0);
    }

    private static Declaration read(String rest, String performers) throws Exception {
        var document = (ObjectNode) new JsonMapper()
                .readTree(
                        """
                        {"name": "shop", "roleArn": "arn:aws:iam::123456789012:role/r", "artifactStore": {"type": "S3", "location": "bucket"},
                         "stages": [
                           {"name": "Source", "actions": [{"name": "App", "outputArtifacts": [{"name": "Src"}],
                             "actionTypeId": {"category": "Source", "owner": "AWS", %s}]},
                           {"name": "Ship",
                            "beforeEntry": {"conditions": [{"result": "FAIL", "rules": [{"name": "Quiet",
                              "ruleTypeId": {"category": "Rule", "owner": "AWS", "provider": "CloudWatchAlarm", "version": "1"},
                              "configuration": {"AlarmName": "errors"}}]}]},
                            "actions": [{"name": "Ship", "inputArtifacts": [{"name": "Src"}], "commands": ["make"],
                             "actionTypeId": {"category": "Compute", "owner": "AWS", "provider": "Commands", "version": "1"}}]}]}
                        """
                                .formatted(rest));
        return Declaration.read(document, Performers.BUILT_IN.with(performers));
    }
}
