package io.jenkins.plugins.stagegate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

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

public class ExplainVerbTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private final StringWriter output = new StringWriter();
    private Path file;

    @Before
    public void define() throws Exception {
        file = temporary.newFile("Jenkinsfile").toPath();
        write(
                """
                triggers {
                    push { filePaths include: ['services/**'], exclude: ['**/*.md'] }
                    push { tags include: ['v*'] }
                    pullRequest { events OPEN, UPDATED; branches include: ['main'] }
                }
                """);
    }

    @Test
    public void saysForEveryTriggerWhetherItFiresAndWhyNot() {
        int code = explain("--push", "main", "--changed", "services/README.md", "services/cart.go");

        assertThat(output.toString().lines())
                .containsExactly(
                        "1  push { filePaths include: ['services/**'], exclude: ['**/*.md'] }",
                        "   fires: the source action follows the branch `main`; path `services/cart.go` matched"
                                + " `services/**`",
                        "2  push { tags include: ['v*'] }",
                        "   does not fire: it is about tags, and this is a push to the branch `main`",
                        "3  pullRequest { events OPEN, UPDATED; branches include: ['main'] }",
                        "   does not fire: it is about pull requests, and this is a push to the branch `main`");
        assertThat(code).isZero();
    }

    @Test
    public void endsWithOneIfNoneFires() {
        assertThat(explain("--push", "main", "--changed", "docs/a.txt")).isEqualTo(1);
        assertThat(output.toString()).contains("does not fire: no path matched `services/**`");
    }

    @Test
    public void asksForTheFilesIfATriggerIsAboutThem() {
        assertThat(explain("--push", "main")).isEqualTo(1);
        assertThat(output.toString())
                .contains("does not fire: which files changed is not known; say it by `--changed PATH...`");
    }

    @Test
    public void knowsTagsAndPullRequests() {
        assertThat(explain("--tag", "v1")).isZero();
        assertThat(explain("--pull-request", "main")).isZero();
        assertThat(explain("--pull-request", "main", "--event", "CLOSED")).isEqualTo(1);
    }

    @Test
    public void saysThatThereAreNoTriggers() throws Exception {
        write("");

        assertThat(explain("--push", "main")).isEqualTo(1);
        assertThat(output.toString()).contains("has no triggers: nothing starts it but people");
    }

    @Test
    public void wantsToKnowWhatHappened() {
        assertThat(explain()).isEqualTo(2);
        assertThat(explain("--push", "main", "--tag", "v1")).isEqualTo(2);
    }

    @Test
    public void aNewRevisionOfWhatIsNoRepositoryFiresAPushWithoutFilters() throws Exception {
        write(
                """
                triggers {
                    push { sourceAction 'Base' }
                    push { sourceAction 'Prices' }
                    push { sourceAction 'App'; branches include: ['main'] }
                    schedule cron: '0 0 3 ? * MON-FRI'
                }
                """,
                "source('Base') { image 'registry.example.com/base:1.2'; output 'B' }",
                "source('Prices') { s3 bucket: 'shop', key: 'prices.zip'; output 'P' }");

        assertThat(explain("--revision", "Base")).isZero();
        assertThat(output.toString().lines())
                .containsExactly(
                        "1  push { sourceAction 'Base' }",
                        "   fires: it is about each new revision of `Base`",
                        "2  push { sourceAction 'Prices' }",
                        "   does not fire: it is about the source action `Prices`, and this is another revision of `Base`",
                        "3  push { sourceAction 'App'; branches include: ['main'] }",
                        "   does not fire: it is about pushes, and this is another revision of `Base`",
                        "4  schedule cron: '0 0 3 ? * MON-FRI'",
                        "   does not fire: it is about the time, and this is another revision of `Base`");
    }

    @Test
    public void aPushIsNoNewsOfWhatIsNoRepository() throws Exception {
        write(
                "triggers { push { sourceAction 'Fonts' }; push { sourceAction 'Core' } }",
                "source('Fonts') { folder 'fonts'; output 'F' }",
                "source('Core') { pipeline 'core'; output 'C' }");

        assertThat(explain("--push", "main")).isEqualTo(1);
        assertThat(output.toString())
                .contains(
                        "does not fire: it is about new revisions of the folder that `Fonts` takes (`--revision Fonts`),"
                                + " and this is a push to the branch `main`")
                .contains("does not fire: `Core` takes from the pipeline `core`, about which only the trigger"
                        + " `pipeline 'core'` can be");
    }

    @Test
    public void aRevisionIsOfASourceActionThatTakesNoRepository() throws Exception {
        write("triggers { pipeline 'core' }", "source('Core') { pipeline 'core'; output 'C' }");

        assertThat(explain("--revision", "App")).isEqualTo(2);
        assertThat(explain("--revision", "Core")).isEqualTo(2);
        assertThat(explain("--revision", "Base")).isEqualTo(2);
        assertThat(output.toString())
                .contains("`App` takes a repository. Say `--push BRANCH`")
                .contains("`Core` takes from another pipeline. Say `--success core`.")
                .contains("There is no source action `Base`, but `App` and `Core`.");
    }

    @Test
    public void theSuccessOfAnotherPipelineFiresTheTriggerAboutIt() throws Exception {
        write(
                "triggers { pipeline 'core'; pipeline 'fonts'; push { sourceAction 'App' } }",
                "source('Core') { pipeline 'core'; output 'C' }");

        assertThat(explain("--success", "core")).isZero();
        assertThat(output.toString().lines())
                .containsExactly(
                        "1  pipeline 'core'",
                        "   fires: the pipeline `core` succeeded; `Core` takes what that execution has put out",
                        "2  pipeline 'fonts'",
                        "   does not fire: it is about the success of the pipeline `fonts`, and this is a success of the"
                                + " pipeline `core`",
                        "3  push { sourceAction 'App' }",
                        "   does not fire: it is about pushes, and this is a success of the pipeline `core`");
        assertThat(explain("--success", "fonts")).isZero();
        assertThat(output.toString()).contains("no source action takes from it, so that all take what is newest");
        assertThat(explain("--push", "other")).isEqualTo(1);
        assertThat(output.toString())
                .contains("it is about the success of the pipeline `core`, and this is a push to the branch `other`");
    }

    @Test
    public void severalSourceActionsTakeFromOnePipeline() throws Exception {
        write(
                "triggers { pipeline 'core' }",
                "source('Core') { pipeline 'core', artifact: 'Core'; output 'C' }",
                "source('Docs') { pipeline 'core', artifact: 'Docs'; output 'D' }",
                "source('Fonts') { pipeline 'core', artifact: 'Fonts'; output 'F' }");

        assertThat(explain("--success", "core")).isZero();
        assertThat(output.toString())
                .contains("succeeded; `Core`, `Docs` and `Fonts` take what that execution has put out");
    }

    @Test
    public void supposesThatWhatIsPushedIsTheDefaultBranchIfTheSourceNamesNone() throws Exception {
        write("triggers { push { filePaths include: ['services/**'] } }");
        Files.writeString(file, Files.readString(file).replace(", branch: 'main'", ""));

        assertThat(explain("--push", "trunk", "--changed", "services/cart.go")).isZero();
        assertThat(output.toString())
                .contains("fires: the source action follows the branch `trunk`; path `services/cart.go` matched"
                        + " `services/**`; supposing that `trunk` is the default branch");
        assertThat(explain("--push", "trunk", "--changed", "docs/a.md")).isEqualTo(1);
        assertThat(output.toString()).contains("does not fire: no path matched `services/**`");
    }

    private void write(String triggers, String... sources) throws Exception {
        Files.writeString(
                file,
                """
                releasePipeline {
                    %s
                    stages {
                        stage('Source') {
                            source('App') { git url: 'https://git.example.com/a.git', branch: 'main'; output 'A' }
                            %s
                        }
                        stage('Build') { build('Package') { commands 'make' } }
                    }
                }
                """
                        .formatted(triggers, String.join("\n", sources)));
    }

    private int explain(String... options) {
        var words = new ArrayList<>(List.of("triggers", "explain", file.toString()));
        words.addAll(List.of(options));
        var line = StageGate.commandLine();
        line.setOut(new PrintWriter(output, true)).setErr(new PrintWriter(output, true));
        return line.execute(words.toArray(String[]::new));
    }
}
