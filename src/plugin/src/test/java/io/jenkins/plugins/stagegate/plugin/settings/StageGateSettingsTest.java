package io.jenkins.plugins.stagegate.plugin.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hudson.util.FormValidation;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

public class StageGateSettingsTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void keepsWhatTheFormSays() throws Exception {
        StageGateSettings.get().setAllowedHosts("chat.example.com\n*.example.org");

        JENKINS.configRoundtrip();

        assertThat(StageGateSettings.get().getAllowedHosts().split("\\s+"))
                .containsExactly("chat.example.com", "*.example.org");
    }

    @Test
    public void keepsWhatStandsInForServicesAndRefusesWhatIsNoTable() throws Exception {
        var table =
                "{ \"Deploy/CodeDeploy\": { \"commands\": [\"./deploy.sh {ApplicationName}\"], \"agent\": \"deploy\" } }";
        StageGateSettings.get().setPerformers(table);

        JENKINS.configRoundtrip();

        assertThat(StageGateSettings.get().getPerformers()).isEqualTo(table);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StageGateSettings.get().setPerformers("{ \"Deploy\": {} }"))
                .withMessageContaining("'Deploy' is no stand-in");
        assertThat(StageGateSettings.get().doCheckPerformers("[").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(StageGateSettings.get().doCheckPerformers("").kind).isEqualTo(FormValidation.Kind.OK);
        StageGateSettings.get().setPerformers("");
    }

    @Test
    public void comesFromConfigurationAsCodeAndGoesBackIntoIt() throws Exception {
        var file = folder.newFile("jenkins.yaml").toPath();
        Files.writeString(
                file,
                "unclassified:\n  stageGate:\n    allowedHosts: \"chat.example.com\"\n"
                        + "    performers: '{\"Deploy/CodeDeploy\": {\"commands\": [\"./deploy.sh\"]}}'\n");

        ConfigurationAsCode.get().configure(file.toString());

        assertThat(StageGateSettings.get().getAllowedHosts()).isEqualTo("chat.example.com");
        assertThat(StageGateSettings.get().getPerformers()).contains("./deploy.sh");
        var out = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(out);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("stageGate:\n    allowedHosts: \"chat.example.com\"");
    }

    @Test
    public void goesThroughConfigurationAsCodeWithAllThatItHas() throws Exception {
        var said =
                """
                unclassified:
                  stageGate:
                    allowedHosts: "chat.example.com"
                    codePipelineEndpoint: false
                    gates:
                    - name: "Board"
                      stages: "prod*"
                      submitters: "release-managers"
                      required: 2
                      starterMayApprove: true
                      message: "Ship it?"
                      timeout: "3d"
                      remind: "1d"
                      notify: "email: release@example.com"
                    eventHooks:
                    - address: "https://events.example.com/stage-gate"
                      format: CLOUD_EVENTS
                      signatureId: "key"
                """;
        var file = folder.newFile("all.yaml").toPath();
        Files.writeString(file, said);

        ConfigurationAsCode.get().configure(file.toString());

        var out = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(out);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        said.lines().map(line -> line.replace("- ", "").strip()).toList());
    }
}
