package io.jenkins.plugins.stagegate.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.model.Step;
import io.jenkins.plugins.stagegate.spi.CommandScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class StepsScriptTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Test
    public void eachShellStepIsAShellOfItsOwnAndTheFirstThatFailsEndsThem() throws Exception {
        assertThat(run(
                        step("sh", "here=1; echo one"),
                        step("sh", "echo ${here:-two}; false\necho never"),
                        step("echo", "no")))
                .isEqualTo("one\ntwo\n");
    }

    @Test
    public void echoWritesItsTextAsItIs() throws Exception {
        assertThat(run(step("echo", "it's $HOME `date` \\n %s"))).isEqualTo("it's $HOME `date` \\n %s\n");
    }

    @Test
    public void dirAndWithEnvHoldForTheirBlockOnly() throws Exception {
        var inner = block("withEnv", List.of("GREETING=hi there"), step("sh", "echo $GREETING in ${PWD##*/}"));

        assertThat(run(block("dir", "a/b", inner), step("sh", "echo ${GREETING:-none} in ${PWD##*/}")))
                .isEqualTo("hi there in b\nnone in work\n");
    }

    @Test
    public void withEnvPutsAFolderInFrontAsInJenkins() throws Exception {
        assertThat(run(block("withEnv", List.of("PATH+TOOL=/opt/tool"), step("sh", "echo ${PATH%%:*}"))))
                .isEqualTo("/opt/tool\n");
    }

    @Test
    public void refusesWhatOnlyJenkinsHas() {
        assertThat(StepsScript.refusal(step("junit", "*.xml"))).contains("only Jenkins has the step `junit`");
        assertThat(StepsScript.refusal(new Step("sh", Map.of("script", "x", "returnStdout", true), List.of(), false)))
                .contains("only Jenkins knows `returnStdout` of the step `sh`");
        assertThat(StepsScript.refusal(step("sh", "#!/usr/bin/env python3\nprint(1)")))
                .contains("only Jenkins runs a `sh` whose first line names an interpreter");
        assertThat(StepsScript.refusal(step("sh", "make"))).isEmpty();
    }

    private static Step step(String name, Object argument) {
        return new Step(name, Map.of(Step.SOLE, argument), List.of(), false);
    }

    private static Step block(String name, Object argument, Step... body) {
        return new Step(name, Map.of(Step.SOLE, argument), List.of(body), true);
    }

    private String run(Step... steps) throws IOException, InterruptedException {
        Path log = temporary.getRoot().toPath().resolve("log");
        var launch = new Launch(temporary.newFolder("1").toPath());
        var script = CommandScript.of(StepsScript.lines(List.of(steps), List.of()), List.of());
        Scripts.start(launch, script, Map.of(), log)
                .await(Duration.ofMinutes(1), Duration.ofSeconds(1), Clock.systemUTC());
        return Files.readString(log);
    }
}
