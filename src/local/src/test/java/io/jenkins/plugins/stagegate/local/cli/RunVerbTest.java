package io.jenkins.plugins.stagegate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Assume;
import org.junit.Rule;
import org.junit.Test;

public class RunVerbTest {
    private static final String GATE = "stage('Approve') { approval('ShipIt') { message 'Ship it?' } }";

    @Rule
    public final Project project = new Project();

    @Test
    public void releasesTheExampleFromEndToEndAndShipsTheSameBytes() throws Exception {
        var servers = project.elsewhere().resolve("servers");
        var run = project.with("SHOP_SERVERS", servers.toString()).start("demo", "--yes", "demo-shop");

        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(bytes(servers.resolve("production/site")))
                .containsKey("index.html")
                .isEqualTo(bytes(servers.resolve("staging/site")));
        assertThat(run.text())
                .contains("Ship version 1.0.1, \"Open the shop\", to production?")
                .contains(" --yes")
                .contains("Execution #1 succeeded");
        assertThat(project.written("demo-shop/.stage-gate/demo-shop/journal")).contains("Approved unattended by --yes");
    }

    @Test
    public void endsWithOneAndShowsTheLastLinesOfWhatFailed() throws Exception {
        project.define(
                "stage('Build') { build('Package') { commands 'echo the reason', 'exit 7', 'touch $PROJECT/on' } }");

        var run = project.start("run");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.text())
                .contains("FAILED   Package")
                .contains("A command failed with exit code 7.")
                .contains("| the reason")
                .contains("Execution #1 FAILED")
                .contains("retry-stage-execution --pipeline-name shop --stage-name Build");
        assertThat(project.written("on")).isEmpty();
    }

    @Test
    public void goesOnWithAStageThatWasRetried() throws Exception {
        project.define(
                "stage('Build') { build('Package') { commands 'echo ran >> $PROJECT/ran', 'test -e $PROJECT/mended' } }");
        var failed = project.start("run");
        assertThat(failed.exitCode()).isEqualTo(1);
        Files.createFile(project.folder().resolve("mended"));
        var retry = failed.text()
                .lines()
                .filter(line -> line.contains("retry-stage-execution"))
                .findFirst()
                .orElseThrow();

        assertThat(project.start(retry.strip().replaceFirst("^\\S+ ", "").split(" "))
                        .exitCode())
                .isZero();
        var next = project.start("run");

        assertThat(next.exitCode()).as(next.text()).isZero();
        assertThat(next.text()).contains("Execution #1 of shop").contains("was under way in Build");
        assertThat(project.written("ran")).isEqualTo("ran\nran\n");
    }

    @Test
    public void goesOnWithTheRollbackThatFollowsAFailureByItself() throws Exception {
        project.define(
                "stage('Production') { deploy('Deploy') { commands 'cat $PROJECT/word >> $PROJECT/ran; ! grep -q bad $PROJECT/word' }\n"
                        + "onFailure { rollback() } }");
        Files.writeString(project.folder().resolve("word"), "good\n");
        assertThat(project.start("run").exitCode()).isZero();
        Files.writeString(project.folder().resolve("word"), "bad\n");

        var run = project.start("run").says("an automatic rollback");

        assertThat(run.exitCode()).as("the execution itself has failed").isEqualTo(1);
        assertThat(run.text())
                .containsSubsequence(
                        "Execution #2 FAILED", "Execution #3 of shop", "an automatic rollback", "Execution #3");
        assertThat(project.written("ran")).isEqualTo("good\nbad\nbad\n");
    }

    @Test
    public void showsNoSecretOfTheEnvironment() throws Exception {
        project.define("stage('Build') { build('Package') { commands 'echo with $DEPLOY_TOKEN; exit 1' } }");

        var run = project.with("DEPLOY_TOKEN", "t0k3n-4711").start("run");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.text()).contains("| with ****").doesNotContain("t0k3n");
        var followed = project.start("run", "--log");

        assertThat(followed.exitCode()).isEqualTo(1);
        assertThat(followed.text()).contains("Package | with ****").doesNotContain("t0k3n");
    }

    @Test
    public void throwsAwayWhatOnlyOldExecutionsNeed() throws Exception {
        project.define(
                "stage('Build') { build('Package') { commands 'date +%s%N > product'; output 'Product', files: 'product' } }");
        for (int execution = 1; execution <= 4; execution++) {
            assertThat(project.start("run", "--keep", "2").exitCode()).isZero();
        }

        var state = project.folder().resolve(".stage-gate/shop");
        assertThat(files(state.resolve("actions"), "log"))
                .as("two actions of each of the two kept and of the last one")
                .hasSizeBetween(4, 6);
        assertThat(files(state.resolve("artifacts/sha256"), "*"))
                .as("a product of each, and the repository that they share")
                .hasSizeBetween(3, 4);
        var history = project.start("list-pipeline-executions");
        assertThat(history.exitCode()).isZero();
        assertThat(history.text()).contains("\"number\" : 1,");
    }

    private static List<Path> files(Path folder, String name) throws IOException {
        try (var found = Files.find(
                folder, 9, (file, about) -> about.isRegularFile() && (name.equals("*") || file.endsWith(name)))) {
            return found.toList();
        }
    }

    @Test
    public void saysNothingOfAStartThatIsRefused() throws Exception {
        project.define("stage('Build') { build('Package') { commands 'true' } }");

        var run = project.start("run", "--var", "WRONG=1");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.text()).contains("WRONG").doesNotContain("started by");
    }

    @Test
    public void looksAtRulesThatAreCommands() throws Exception {
        project.define("stage('Build') { beforeEntry { commands 'echo looked > $PROJECT/looked; exit 1' }\n"
                + "build('Package') { commands 'touch $PROJECT/built' } }");

        var run = project.start("run");

        assertThat(run.exitCode()).as(run.text()).isEqualTo(1);
        assertThat(run.text()).contains("not met");
        assertThat(project.written("looked")).isEqualTo("looked\n");
        assertThat(project.folder().resolve("built")).doesNotExist();
    }

    @Test
    public void looksAtRulesThatAskAnAddress() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/good") ? 200 : 404, -1);
            exchange.close();
        });
        server.start();
        try {
            var address = "http://127.0.0.1:" + server.getAddress().getPort();
            project.define("stage('Build') { beforeEntry { httpCheck url: '" + address
                    + "/good', method: HEAD }; build('Package') { commands 'true' } }");
            assertThat(project.start("run").exitCode()).isZero();
            project.define("stage('Build') { beforeEntry { httpCheck url: '" + address
                    + "/bad', timeout: '5s' }; build('Package') { commands 'true' } }");
            var refused = project.start("run");
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.text()).contains("/bad answered 404, not 200 to 299");
        } finally {
            server.stop(0);
        }
    }

    @Test
    public void givesActionsAndConditionsTheVariablesOfThePipeline() throws Exception {
        project.commit(
                "Jenkinsfile",
                """
                releasePipeline {
                    variables {
                        string 'REGION', defaultValue: 'north'
                        string 'STAGE_GATE_STAGE', defaultValue: 'no'
                        string 'a-b', defaultValue: 'no name for a shell'
                        string 'MODE', defaultValue: 'no'
                    }
                    stages {
                        stage('Source') { source('Checkout') { scm(); output 'Repository' } }
                        stage('Build') {
                            beforeEntry { commands 'echo "$REGION $STAGE_GATE_STAGE" > $PROJECT/looked' }
                            build('Package') { environment MODE: 'fast'; commands 'env > $PROJECT/env' }
                        }
                    }
                }
                """);

        var run = project.start("run", "--var", "REGION=south");

        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(project.written("looked")).isEqualTo("south Build\n");
        assertThat(project.written("env"))
                .contains("REGION=south", "STAGE_GATE_STAGE=Build", "MODE=fast")
                .doesNotContain("no name for a shell");
    }

    @Test
    public void keepsTheLoginsOfSourcesFromActions() throws Exception {
        project.define("stage('Build') { build('Package') { commands 'env > $PROJECT/env' } }");

        var run = project.with("STAGE_GATE_CREDENTIALS_GIT", "ann:secret").start("run");

        assertThat(run.exitCode()).isZero();
        assertThat(project.written("env")).contains("STAGE_GATE_ACTION=Package").doesNotContain("secret");
    }

    @Test
    public void tellsTheCommandThatApprovesWhenThereIsNoTerminal() throws Exception {
        project.define(GATE);
        var run = project.start("run").says("put-approval-result");
        var command = run.text()
                .lines()
                .filter(line -> line.contains("put-approval-result"))
                .findFirst()
                .orElseThrow();

        var decide = project.start(command.strip().replaceFirst("^\\S+ ", "").split(" "));

        assertThat(decide.exitCode()).as(decide.text()).isZero();
        assertThat(run.exitCode()).as(run.text()).isZero();
    }

    @Test
    public void failsWhenSomebodyRejects() throws Exception {
        project.define(GATE);
        var run = project.start("run").says("--token ");
        var token = run.text().replaceAll("(?s).*--token (\\S+).*", "$1");

        var decide = project.start(
                "put-approval-result",
                "--stage-name",
                "Approve",
                "--action-name",
                "ShipIt",
                "--token",
                token,
                "--result",
                "summary=Not today, sorry,status=Rejected");

        assertThat(decide.exitCode()).as(decide.text()).isZero();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.text()).contains("Not today, sorry");
    }

    @Test
    public void asksThePersonAtTheTerminal() throws Exception {
        Assume.assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")));
        project.define(GATE);
        var program = String.join(" ", Project.program()) + " run";
        var answers = project.elsewhere().resolve("answers");
        new ProcessBuilder("mkfifo", answers.toString()).start().waitFor();

        var run = project.with("TERM", "xterm")
                .launch(List.of(
                        "sh", "-c", "exec 3<> " + answers + "; exec script -qec '" + program + "' /dev/null <&3"));
        run.says("approve or reject");
        Files.writeString(answers, "perhaps\n");
        run.says("Type `approve` or `reject`");
        Files.writeString(answers, "approve Looks good\n");

        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(run.text()).contains("Ship it?").contains("\u001b[");
        assertThat(project.written(".stage-gate/shop/journal")).contains("Looks good");
    }

    @Test
    public void writesNoColoursWhereThereIsNoTerminal() throws Exception {
        project.define("stage('Build') { build('Package') { commands 'true' } }");

        var run = project.with("TERM", "xterm").start("run");

        assertThat(run.exitCode()).isZero();
        assertThat(run.text()).doesNotContain("\u001b");
    }

    @Test
    public void showsWhatActionsWriteOnDemand() throws Exception {
        project.define("stage('Build') { build('Package') { commands 'echo first', 'echo second' } }");

        var run = project.start("run", "--log");

        assertThat(run.exitCode()).isZero();
        assertThat(run.text()).contains("Package | first\n").contains("Package | second\n");
    }

    @Test
    public void takesVariablesAndRevisions() throws Exception {
        project.commit(
                "Jenkinsfile",
                """
                releasePipeline {
                    variables { string 'WHO' }
                    stages {
                        stage('Source') { source('App') { scm(); output 'S' } }
                        stage('Build') {
                            build('Say') { input 'S'; commands 'echo #{variables.WHO} $(cat word) > $PROJECT/said' }
                        }
                    }
                }
                """);
        var first = project.commit("word", "old");
        project.commit("word", "new");

        var run = project.start("run", "--var", "WHO=Ann & Bob; date", "--revision", "App=" + first);

        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(project.written("said")).isEqualTo("Ann & Bob; date old\n");
    }

    @Test
    public void aVariableWithoutAValueIsAUsageError() throws Exception {
        project.commit(
                "Jenkinsfile",
                "releasePipeline { variables { string 'WHO' }; stages { stage('Source') { source('A') { scm(); output 'S' } }\n"
                        + "stage('B') { build('C') { commands 'echo #{variables.WHO}' } } } }");

        var run = project.start("run");

        assertThat(run.exitCode()).as(run.text()).isEqualTo(2);
        assertThat(run.text()).contains("'WHO' has no value").doesNotContain("Interrupted");
    }

    @Test
    public void saysThatTheFilesOfAnArtifactMatchNothing() throws Exception {
        project.define("stage('Build') { build('P') { commands 'touch a.txt'; output 'Jar', files: '*.jar' } }");

        var run = project.start("run");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.text())
                .contains("The output artifact 'Jar' cannot be put out")
                .contains("*.jar");
    }

    @Test
    public void saysThatASourceAddressDoesNotExist() throws Exception {
        project.commit(
                "Jenkinsfile",
                "releasePipeline { stages { stage('Source') { source('App') { git url: '../gone', branch: 'main'; output 'S' } }\n"
                        + "stage('B') { build('C') { commands 'true' } } } }");

        var run = project.start("run");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.text()).contains("There is no git repository at ").contains("gone");
    }

    @Test
    public void saysThatThereIsNoRepositoryAroundTheDefinition() throws Exception {
        Files.writeString(
                project.folder().resolve("Jenkinsfile"),
                "releasePipeline { stages { stage('Source') { source('App') { scm(); output 'S' } }\n"
                        + "stage('B') { build('C') { commands 'true' } } } }");

        var run = project.start("run");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.text()).contains("is in no git repository");
    }

    @Test
    public void killsAProcessThatIgnoresItsTimeout() throws Exception {
        project.define(
                "stage('Build') { build('P') { timeout '1s'; commands \"trap '' TERM; while :; do sleep 0.1; done\" } }");

        var run = project.start("run");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.text())
                .contains("It ran longer than its timeout of 1 s and was killed, since it ignored the request to end.");
    }

    @Test
    public void refusesToHoldAPipelineThatAnotherProcessHolds() throws Exception {
        project.define(GATE);
        var first = project.start("run").says("put-approval-result");

        var second = project.start("run");

        assertThat(second.exitCode()).isEqualTo(2);
        assertThat(second.text())
                .contains("shop is held by `run` (process " + first.process().pid() + ")")
                .contains("start-pipeline-execution");
    }

    @Test
    public void writesNothingWhenTheDefinitionIsWrong() throws Exception {
        Files.writeString(project.folder().resolve("Jenkinsfile"), "releasePipeline {");

        var run = project.start("run");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(project.folder().resolve(".stage-gate")).doesNotExist();
    }

    @Test
    public void goesOnWhenThereIsRoomAgainAfterTheDiskWasFull() throws Exception {
        project.define(
                "stage('One') { build('A') { commands 'echo a >> $PROJECT/ran' } }",
                "stage('Two') { build('B') { commands 'echo b >> $PROJECT/ran' } }",
                "stage('Three') { build('C') { commands 'echo c >> $PROJECT/ran' } }");

        // No file may grow beyond 4 KiB: the journal meets that first.
        var full = project.launch(List.of("sh", "-c", "ulimit -f 8; exec \"$@\"", "sh"), "run");
        assertThat(full.exitCode()).as(full.text()).isEqualTo(1);
        assertThat(full.text()).contains("could not be written").contains("Free space");
        var run = project.start("run");

        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(run.text()).contains("was under way");
        assertThat(project.written("ran")).isEqualTo("a\nb\nc\n");
    }

    private static Map<String, String> bytes(Path folder) throws IOException {
        var all = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return all;
    }
}
