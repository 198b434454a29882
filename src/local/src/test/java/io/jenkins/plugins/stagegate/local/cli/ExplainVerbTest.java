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

    private void write(String triggers) throws Exception {
        Files.writeString(
                file,
                """
                releasePipeline {
                    %s
                    stages {
                        stage('Source') { source('App') { git url: 'https://git.example.com/a.git', branch: 'main'; output 'A' } }
                        stage('Build') { build('Package') { commands 'make' } }
                    }
                }
                """
                        .formatted(triggers));
    }

    private int explain(String... options) {
        var words = new ArrayList<>(List.of("triggers", "explain", file.toString()));
        words.addAll(List.of(options));
        var line = StageGate.commandLine();
        line.setOut(new PrintWriter(output, true)).setErr(new PrintWriter(output, true));
        return line.execute(words.toArray(String[]::new));
    }
}
