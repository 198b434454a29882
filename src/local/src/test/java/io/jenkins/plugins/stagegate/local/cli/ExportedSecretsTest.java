package io.jenkins.plugins.stagegate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.Rule;
import org.junit.Test;

/** What an action exports is kept where many can read it. */
public class ExportedSecretsTest {
    @Rule
    public final Project project = new Project();

    @Test
    public void failsAnActionThatExportsASecretOfTheEnvironment() throws Exception {
        project.with("DEPLOY_TOKEN", "s3cr3t-value")
                .define("stage('Build') { build('Package') { input 'Repository';"
                        + " commands 'LOGIN=\"ann:$DEPLOY_TOKEN\"'; exports 'LOGIN' } }");

        var run = project.start("run");

        assertThat(run.exitCode()).as(run.text()).isEqualTo(1);
        assertThat(run.text())
                .contains("The exported variable 'LOGIN' holds a secret of this program's environment")
                .doesNotContain("s3cr3t-value");
        try (var files = Files.walk(project.folder().resolve(".stage-gate"))) {
            for (var file : files.filter(path -> path.endsWith("journal")).toList()) {
                assertThat(Files.readString(file, StandardCharsets.UTF_8)).doesNotContain("s3cr3t-value");
            }
        }
    }
}
