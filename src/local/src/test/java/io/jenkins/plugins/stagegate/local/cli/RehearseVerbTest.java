package io.jenkins.plugins.stagegate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RehearseVerbTest {
    private static final String DEFINITION =
            """
            releasePipeline { stages {
                stage('Source') { source('App') { scm(); output 'AppSource' } }
                stage('Build') { build('Package') { input 'AppSource'; steps { sh 'make'; junit '*.xml' } } }
                stage('Release') { approval('Gate') { submitters 'carol' }; deploy('Ship') { commands './ship.sh' } }
            } }
            """;

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path definition;

    @Before
    public void define() throws IOException {
        definition = temporary.newFile("Jenkinsfile").toPath();
        Files.writeString(definition, DEFINITION);
    }

    @Test
    public void showsWhatHappensAndEndsWellIfItIsAsExpected() throws Exception {
        assertThat(rehearse(
                        "carol approves Gate within 1h\n09:00 push \"Fix\" by bob\nexpect #1 succeeded before 10:05"))
                .isZero();
        assertThat(out.toString())
                .contains("#1 \"Fix\" by bob", "Waits for an approval at Gate.", "story.txt: as expected.");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    public void rehearsesStepsThatOnlyJenkinsHas() throws Exception {
        assertThat(rehearse("09:00 push")).isZero();
        assertThat(out.toString()).contains("Package 1m").contains("nothing was expected");
    }

    @Test
    public void failsIfItIsNotAsExpected() throws Exception {
        assertThat(rehearse("09:00 push\nexpect #1 succeeded")).isEqualTo(1);
        assertThat(out.toString())
                .contains("story.txt:2: not as expected")
                .contains("    expected: expect #1 succeeded")
                .contains("    happened: #1: it failed")
                .contains("1 thing went otherwise than expected.");
    }

    @Test
    public void showsWhereAScenarioCannotBeUnderstoodAndTheNearestWord() throws Exception {
        assertThat(rehearse("09:00 push\n  Pakage takes 4m\n")).isEqualTo(2);
        assertThat(err.toString())
                .contains("story.txt:2:3: error: The pipeline has no action 'Pakage'.")
                .contains("      Pakage takes 4m\n      ^^^^^^\n")
                .contains("expected: `App`, `Package`, `Gate`, `Ship`")
                .contains("Did you mean `Package`?");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    public void showsTheNearestOfManyWords() throws Exception {
        assertThat(rehearse("begin 2026-03-02 09:00 Europe/Berln")).isEqualTo(2);
        assertThat(err.toString()).contains("Did you mean `Europe/Berlin`?").doesNotContain("America/");
    }

    @Test
    public void refusesADefinitionThatMakesNoSense() throws Exception {
        Files.writeString(definition, "releasePipeline { }");
        assertThat(rehearse("09:00 push")).isEqualTo(2);
        assertThat(err.toString()).contains("Jenkinsfile:");
    }

    @Test
    public void saysThatThereIsNoSuchScenario() {
        assertThat(execute("rehearse", definition.toString(), "--scenario", "none.txt"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("There is no scenario none.txt.");
    }

    @Test
    public void needsAScenario() {
        assertThat(execute("rehearse", definition.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--scenario");
    }

    @Test
    public void writesAPage() throws Exception {
        var page = temporary.getRoot().toPath().resolve("story.html");
        assertThat(rehearse("09:00 push", "--html", page.toString())).isZero();
        assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>").contains("<svg");
    }

    @Test
    public void rehearsesSeveralScenariosAndEndsLikeTheWorst() throws Exception {
        var good = scenario("good.txt", "09:00 push\nuntil 10:00\nexpect #1 has not ended");
        var bad = scenario("bad.txt", "09:00 push\nexpect #2 succeeded");
        assertThat(execute("rehearse", definition.toString(), "--quiet", "--scenario", bad, "--scenario", good))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains("good.txt: as expected.", "There was no #2")
                .doesNotContain("Source");
    }

    @Test
    public void writesOnlyOnePage() throws Exception {
        var one = scenario("one.txt", "09:00 push");
        assertThat(execute("rehearse", definition.toString(), "--html", "x.html", "--scenario", one, "--scenario", one))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--html shows one scenario");
    }

    private int rehearse(String scenario, String... options) throws IOException {
        var arguments = new ArrayList<String>();
        arguments.add("rehearse");
        arguments.add(definition.toString());
        arguments.add("--scenario");
        arguments.add(scenario("story.txt", scenario));
        arguments.addAll(List.of(options));
        return execute(arguments.toArray(String[]::new));
    }

    private String scenario(String name, String text) throws IOException {
        var file = temporary.getRoot().toPath().resolve(name);
        Files.writeString(file, text);
        return file.toString();
    }

    private int execute(String... arguments) {
        return StageGate.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
