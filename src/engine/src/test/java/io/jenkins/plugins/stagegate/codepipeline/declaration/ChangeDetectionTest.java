package io.jenkins.plugins.stagegate.codepipeline.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.model.Trigger.Patterns;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** CodePipeline's sources start the pipeline by themselves, unless a setting or a trigger says otherwise. */
public class ChangeDetectionTest {
    private static final Trigger PUSH = new Trigger.Push(Optional.of("App"), Patterns.ANY, Patterns.ANY, Patterns.ANY);

    @Test
    public void aConnectionDetectsChangesUnlessItIsToldNotTo() throws Exception {
        assertThat(triggers("CodeStarSourceConnection", "\"FullRepositoryId\": \"acme/shop\"", ""))
                .containsExactly(PUSH);
        assertThat(triggers(
                        "CodeStarSourceConnection",
                        "\"FullRepositoryId\": \"acme/shop\", \"DetectChanges\": \"false\"",
                        ""))
                .isEmpty();
    }

    @Test
    public void othersArePolledUnlessTheyAreNotToBe() throws Exception {
        for (String provider : List.of("CodeCommit", "S3")) {
            var settings = "\"RepositoryName\": \"shop\", \"S3Bucket\": \"shop-data\", \"S3ObjectKey\": \"k\"";
            assertThat(triggers(provider, settings, "")).as(provider).containsExactly(PUSH);
            assertThat(triggers(provider, settings + ", \"PollForSourceChanges\": \"false\"", ""))
                    .as(provider)
                    .isEmpty();
        }
    }

    @Test
    public void anImageStartsThePipelineWithoutASetting() throws Exception {
        assertThat(triggers("ECR", "\"RepositoryName\": \"shop\"", "")).containsExactly(PUSH);
    }

    @Test
    public void aTriggerAboutTheSourceTakesThePlaceOfTheDefault() throws Exception {
        var triggers = triggers(
                "CodeStarSourceConnection",
                "\"FullRepositoryId\": \"acme/shop\"",
                ", \"triggers\": [{\"providerType\": \"CodeStarSourceConnection\", \"gitConfiguration\":"
                        + " {\"sourceActionName\": \"App\", \"push\": [{\"branches\": {\"includes\": [\"main\"]}}]}}]");
        assertThat(triggers)
                .containsExactly(new Trigger.Push(
                        Optional.of("App"), new Patterns(List.of("main"), List.of()), Patterns.ANY, Patterns.ANY));
    }

    @Test
    public void whatOurOwnProvidersTakeStartsNothingByItself() throws Exception {
        assertThat(triggers("Git", "\"url\": \"https://git.example.com/shop.git\"", ""))
                .isEmpty();
    }

    private static List<Trigger> triggers(String provider, String settings, String more) throws Exception {
        var document = (ObjectNode) new JsonMapper()
                .readTree(
                        """
                        {"name": "shop", "roleArn": "arn:aws:iam::123456789012:role/r", "artifactStore": {"type": "S3", "location": "bucket"},
                         "stages": [
                           {"name": "Source", "actions": [{"name": "App", "outputArtifacts": [{"name": "Src"}],
                             "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "%s", "version": "1"},
                             "configuration": {%s}}]},
                           {"name": "Ship", "actions": [{"name": "Ship", "inputArtifacts": [{"name": "Src"}], "commands": ["make"],
                             "actionTypeId": {"category": "Compute", "owner": "AWS", "provider": "Commands", "version": "1"}}]}]%s}
                        """
                                .formatted(provider, settings, more));
        return Declaration.read(document, Performers.BUILT_IN).pipeline().triggers();
    }
}
