package io.jenkins.plugins.stagegate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What people do wrong in a definition, as they are told. */
public class ValidateVerbTest {
    private static final String SOURCE = "stage('Source') { source('App') { scm(); output 'AppSource' } }\n";

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    public void acceptsAGoodDefinition() throws Exception {
        assertThat(validate("releasePipeline { stages { " + SOURCE
                        + "stage('Build') { build('Package') { input 'AppSource'; commands 'make' } } } }"))
                .isZero();
        assertThat(out.toString()).contains("Jenkinsfile is fine: 2 stages, 2 actions.");
    }

    @Test
    public void acceptsTheExampleAndTheSteps() throws Exception {
        assertThat(stages("stage('Build') { build('Package') { steps { sh 'make'; dir('a') { echo 'b' } } } }"))
                .isZero();
    }

    @Test
    public void saysThatThereIsNoFile() {
        assertThat(execute("validate", temporary.getRoot() + "/Jenkinsfile")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no file").contains("stage-gate demo");
    }

    @Test
    public void showsAnUnknownWordWithItsPlaceAndTheNearestOne() throws Exception {
        refuses("stage('Build') { buidl('Package') { commands 'make' } }", "buidl");
        assertThat(err.toString())
                .contains("Jenkinsfile:3:18")
                .contains("    stage('Build') { buidl('Package')")
                .contains("                     ^^^^^")
                .contains("build");
    }

    @Test
    public void showsWhereABraceIsMissing() throws Exception {
        assertThat(validate("releasePipeline { stages {\n" + SOURCE)).isEqualTo(2);
        assertThat(err.toString()).contains("Jenkinsfile:").contains("^");
    }

    @Test
    public void showsAnArtifactThatNobodyPutsOut() throws Exception {
        refuses("stage('Build') { build('Package') { input 'Nothing'; commands 'make' } }", "Nothing");
    }

    @Test
    public void showsAnArtifactThatIsPutOutLater() throws Exception {
        refuses(
                "stage('Build') { build('Package') { input 'Late'; commands 'make' } }\n"
                        + "stage('Later') { build('Other') { commands 'make'; output 'Late' } }",
                "Late");
    }

    @Test
    public void showsAStageNameThatIsTaken() throws Exception {
        refuses("stage('Source') { build('Package') { commands 'make' } }", "Source");
    }

    @Test
    public void showsARuleThatThisMachineCannotLookAt() throws Exception {
        refuses(
                "stage('Build') { onSuccess { rule 'CloudWatchAlarm', AlarmName: 'errors' }; build('Package') { commands 'make' } }",
                "knows no rule `CloudWatchAlarm`");
    }

    @Test
    public void acceptsAnActionThatWorkersPerform() throws Exception {
        assertThat(stages("stage('Build') { test('Scan') { provider 'Scanner', Project: 'shop'; owner Custom } }"))
                .isZero();
    }

    @Test
    public void showsAStageWithoutActions() throws Exception {
        refuses("stage('Build') { }", "Build");
    }

    @Test
    public void showsASourceOutsideTheFirstStage() throws Exception {
        refuses("stage('Build') { source('More') { scm(); output 'More' } }", "ource");
    }

    @Test
    public void showsAReferenceWithoutAVariable() throws Exception {
        refuses("stage('Build') { build('Package') { commands 'echo #{variables.NONE}' } }", "NONE");
    }

    @Test
    public void refusesAFileThatIsTooLarge() throws Exception {
        assertThat(validate("// " + "x".repeat(2_000_000))).isEqualTo(2);
        assertThat(err.toString()).contains("too large");
    }

    @Test
    public void refusesAFileThatIsTooDeeplyNested() throws Exception {
        assertThat(validate("releasePipeline {" + "a {".repeat(5000) + "}".repeat(5001)))
                .isEqualTo(2);
        assertThat(err.toString()).contains("Jenkinsfile:1:");
    }

    @Test
    public void refusesAFileThatIsNoText() throws Exception {
        var file = temporary.newFile("Jenkinsfile").toPath();
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThat(execute("validate", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("is not a text in UTF-8");
    }

    @Test
    public void namesAStepThatOnlyJenkinsHas() throws Exception {
        refuses(
                "stage('Build') { build('Package') { steps { sh 'make'; junit '*.xml' } } }",
                "only Jenkins has the step `junit`");
        assertThat(err.toString()).contains("Jenkinsfile:3:56").contains("^^^^^");
    }

    @Test
    public void namesAProviderThatThisMachineDoesNotHave() throws Exception {
        refuses(
                "stage('Build') { build('Package') { provider 'DeviceFarm', ProjectName: 'x' } }",
                "no provider `DeviceFarm`");
    }

    @Test
    public void namesAJobThatOnlyJenkinsCanStart() throws Exception {
        refuses("stage('Build') { deploy('Ship') { job 'shop/deploy' } }", "`job` starts a job of Jenkins");
    }

    @Test
    public void namesAShellThatOnlyAnAgentOfJenkinsHas() throws Exception {
        refuses("stage('Build') { build('Package') { shell 'bat'; commands 'dir' } }", "`bat` is the shell of Windows");
    }

    @Test
    public void showsEveryProblemAtOnce() throws Exception {
        refuses("stage('Build') { }\nstage('Build') { }", "Jenkinsfile:3:");
        assertThat(err.toString()).contains("Jenkinsfile:4:");
    }

    @Test
    public void anUnknownVerbOrOptionIsAUsageError() {
        assertThat(execute("valdate")).isEqualTo(2);
        assertThat(err.toString()).contains("valdate").contains("validate");
        assertThat(execute("validate", "--fast")).isEqualTo(2);
        assertThat(err.toString()).contains("--fast");
        assertThat(execute()).isEqualTo(2);
    }

    private void refuses(String stages, String words) throws Exception {
        assertThat(stages(stages)).isEqualTo(2);
        assertThat(err.toString()).contains(words).doesNotContain("\tat ");
        assertThat(out.toString()).isEmpty();
    }

    private int stages(String stages) throws Exception {
        return validate("releasePipeline { stages {\n" + SOURCE + stages + "\n} }");
    }

    private int validate(String text) throws Exception {
        Path file = temporary.newFile("Jenkinsfile").toPath();
        Files.writeString(file, text);
        return execute("validate", file.toString());
    }

    private int execute(String... arguments) {
        return StageGate.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
