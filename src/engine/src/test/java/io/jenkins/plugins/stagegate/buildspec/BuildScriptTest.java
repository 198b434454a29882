package io.jenkins.plugins.stagegate.buildspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The phases of a build, as a real shell goes through them. */
public class BuildScriptTest {
    @Rule
    public TemporaryFolder temporary = new TemporaryFolder();

    private Path folder() {
        return temporary.getRoot().toPath();
    }

    private Ran run(String buildspec) throws Exception {
        return Ran.of(folder(), buildspec);
    }

    /** All four phases, each of which says its name; in one of them stands something else. */
    private static String phases(String phase, String instead) {
        var file = new StringBuilder("version: 0.2\nphases:\n");
        for (Phase.Name name : Phase.Name.values()) {
            file.append("  ").append(name.word()).append(":\n");
            file.append(
                    name.word().equals(phase)
                            ? instead.indent(4)
                            : "    commands:\n      - echo " + name.word() + "\n    finally:\n      - echo finally "
                                    + name.word() + "\n");
        }
        return file.toString();
    }

    private static String failing(String phase, String onFailure) {
        return phases(
                phase,
                onFailure + "commands:\n  - echo before\n  - exit 3\n  - echo never\nfinally:\n  - echo lastly\n");
    }

    @Test
    public void thePhasesRunInTheirOrderWhateverTheOrderOfTheFile() throws Exception {
        var ran = run(
                """
                version: 0.2
                phases:
                  post_build: {commands: [echo 4]}
                  build: {commands: [echo 3]}
                  install: {commands: [echo 1]}
                  pre_build: {commands: [echo 2]}
                """);
        assertThat(ran.says()).containsExactly("1", "2", "3", "4");
        assertThat(ran.code()).isZero();
    }

    @Test
    public void afterAFailedInstallNothingRunsButItsFinally() throws Exception {
        var ran = run(failing("install", ""));
        assertThat(ran.says()).containsExactly("before", "lastly");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    public void afterAFailedPreBuildNothingRunsButItsFinally() throws Exception {
        var ran = run(failing("pre_build", ""));
        assertThat(ran.says()).containsExactly("install", "finally install", "before", "lastly");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    public void afterAFailedBuildPostBuildRunsAndTheBuildHasFailed() throws Exception {
        var ran = run(failing("build", ""));
        assertThat(ran.says()).endsWith("before", "lastly", "post_build", "finally post_build");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    public void aFailedPostBuildFailsTheBuild() throws Exception {
        var ran = run(failing("post_build", ""));
        assertThat(ran.says()).endsWith("build", "finally build", "before", "lastly");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    public void onFailureAbortKeepsPostBuildFromRunning() throws Exception {
        var ran = run(failing("build", "on-failure: ABORT\n"));
        assertThat(ran.says()).endsWith("before", "lastly");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    public void onFailureContinueGoesOnAndTheBuildHasNotFailed() throws Exception {
        var ran = run(failing("install", "on-failure: CONTINUE\n"));
        assertThat(ran.says()).startsWith("before", "lastly", "pre_build").endsWith("finally post_build");
        assertThat(ran.log()).anyMatch(line -> line.contains("Phase install failed; on-failure is CONTINUE"));
        assertThat(ran.code()).isZero();
    }

    @Test
    public void aFailureAfterOneThatWasContinuedFailsTheBuild() throws Exception {
        var ran = run(
                """
                version: 0.2
                phases:
                  build: {on-failure: CONTINUE, commands: ['false']}
                  post_build: {commands: ['test "$CODEBUILD_BUILD_SUCCEEDING" = 1 || exit 1']}
                """);
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    public void onFailureRetryBeginsTheBuildAnewWithItsSourceAsItWas() throws Exception {
        Files.createDirectories(folder().resolve("work"));
        Files.writeString(folder().resolve("work/source"), "as it was\n");
        var ran = run(
                """
                version: 0.2
                phases:
                  install:
                    commands: ['echo "install ${LEFT-}"', LEFT=over, cat source, echo changed > source, touch more]
                  build:
                    on-failure: RETRY-2
                    commands: ['ls', 'if [ ! -e ../second ]; then touch ../second; exit 4; fi']
                  post_build: {commands: [echo done]}
                """);
        assertThat(ran.says())
                .containsExactly(
                        "install ", "as it was", "more", "source", "install ", "as it was", "more", "source", "done");
        assertThat(ran.code()).isZero();
    }

    @Test
    public void onFailureRetryEndsWhenNoTryIsLeft() throws Exception {
        var ran = run(failing("install", "on-failure: RETRY\n"));
        assertThat(ran.says().stream().filter("before"::equals)).hasSize(4);
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    public void onFailureRetryLooksAtTheMessage() throws Exception {
        var other = "on-failure: RETRY-.*status 9\n";
        assertThat(run(failing("install", other)).says().stream().filter("before"::equals))
                .hasSize(1);
        var this_ = "on-failure: RETRY-1-.*status [3]$\n";
        assertThat(run(failing("install", this_)).says().stream().filter("before"::equals))
                .hasSize(2);
    }

    @Test
    public void aFailureInFinallyFailsThePhase() throws Exception {
        var ran = run(phases("pre_build", "commands:\n  - echo fine\nfinally:\n  - 'false'\n  - echo never\n"));
        assertThat(ran.says()).containsExactly("install", "finally install", "fine");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    public void finallyRunsAlsoAfterSuccess() throws Exception {
        assertThat(run(phases("none", "")).says())
                .containsExactly(
                        "install",
                        "finally install",
                        "pre_build",
                        "finally pre_build",
                        "build",
                        "finally build",
                        "post_build",
                        "finally post_build");
    }

    @Test
    public void foldersVariablesAndFunctionsCarryOverToLaterCommandsAndPhases() throws Exception {
        var ran = run(
                """
                version: 0.2
                phases:
                  install:
                    commands:
                      - mkdir sub && cd sub
                      - PLAIN=1
                      - |
                        greet() {
                          echo "hello $1"
                        }
                  build:
                    commands:
                      - basename "$PWD"
                      - greet "$PLAIN"
                """);
        assertThat(ran.says()).containsExactly("sub", "hello 1");
    }

    @Test
    public void theyCarryOverFromACommandThatHasLeftTheShell() throws Exception {
        var ran = run(
                """
                version: 0.2
                phases:
                  build:
                    commands: [mkdir sub, 'cd sub; PLAIN=1; greet() { echo "hello $1"; }; exit 5']
                    finally: ['basename "$PWD"', 'exit 6']
                  post_build:
                    commands: ['greet "$PLAIN"', 'echo $CODEBUILD_BUILD_SUCCEEDING; exit 0', echo last]
                """);
        assertThat(ran.says()).containsExactly("sub", "hello 1", "0", "last");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    public void inVersion01EachCommandHasAShellToItself() throws Exception {
        var ran = run(
                """
                version: 0.1
                phases:
                  build:
                    commands: [mkdir sub && cd sub, 'basename "$PWD"; PLAIN=1', 'echo "${PLAIN-none}"', exit 3]
                  post_build: {commands: [echo after]}
                """);
        assertThat(ran.says()).containsExactly("work", "none", "after");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    public void settingsOfTheShellDoNotKeepTheBuildFromGoingOn() throws Exception {
        var ran = run(
                """
                version: 0.2
                phases:
                  build: {commands: ['set -eu', 'false', echo never], finally: ['echo $NOT_SET', echo never]}
                  post_build: {commands: [echo after]}
                """);
        assertThat(ran.says()).last().isEqualTo("after");
        assertThat(ran.says()).doesNotContain("never");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    public void aMistakeInTheSyntaxFailsItsPhaseOnly() throws Exception {
        var ran = run(
                """
                version: 0.2
                phases:
                  build: {commands: ['if true; then'], finally: [echo lastly]}
                  post_build: {commands: [echo after]}
                """);
        assertThat(ran.says()).endsWith("lastly", "after");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    public void aTrapOfTheAuthorsOrAnExecNeverLooksLikeSuccess() throws Exception {
        for (String command : List.of("exec true", "trap 'true' EXIT; exit 0")) {
            var ran = run("version: 0.2\nphases:\n  build:\n    commands: [\"" + command + "\", echo never]\n");
            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.log()).last().asString().contains("a shell of its own");
        }
    }

    @Test
    public void aTextOfSeveralLinesIsOneCommandAndItsLastStatusCounts() throws Exception {
        var ran = run(
                """
                version: 0.2
                phases:
                  build:
                    commands:
                      - |
                        false
                        echo "it's fine"
                """);
        assertThat(ran.says()).containsExactly("it's fine");
        assertThat(ran.code()).isZero();
    }

    @Test
    public void exportedVariablesHaveTheirValuesOfTheEndOfTheBuild() throws Exception {
        var ran = run(
                """
                version: 0.2
                env:
                  variables: {MODE: debug}
                  exported-variables: [MODE, VERSION, NEVER_SET]
                phases:
                  install: {commands: ['VERSION=1']}
                  post_build: {commands: ['VERSION="2 of it''s kind"', 'exit 0']}
                """);
        assertThat(ran.exports().resolve("VERSION")).hasContent("2 of it's kind");
        assertThat(ran.exports().resolve("MODE")).hasContent("debug");
        assertThat(ran.exports().resolve("NEVER_SET")).doesNotExist();
        assertThat(ran.exports()).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    public void variablesOfTheActionWinOverThoseOfTheFile() throws Exception {
        var build = new Build("p", "1", "shop", 1, Optional.empty(), List.of(), Set.of("MODE"));
        var ran = Ran.of(
                folder(),
                """
                version: 0.2
                env: {variables: {MODE: debug, QUOTE: "it's $HOME"}}
                phases: {build: {commands: ['echo "$MODE"', 'sh -c ''echo "$QUOTE"''']}}
                """,
                build,
                Map.of("MODE", "release"));
        assertThat(ran.says()).containsExactly("release", "it's $HOME");
    }

    @Test
    public void theVariablesOfCodeBuildAreThere() throws Exception {
        var ran = Ran.of(
                folder(),
                """
                version: 0.2
                phases:
                  build:
                    commands:
                      - test "$CODEBUILD_SRC_DIR" = "$PWD" && echo here
                      - echo $CODEBUILD_SRC_DIR_Lib_rary $CODEBUILD_BUILD_ID $CODEBUILD_BUILD_NUMBER $CODEBUILD_INITIATOR
                      - echo $CODEBUILD_RESOLVED_SOURCE_VERSION $CODEBUILD_BUILD_SUCCEEDING
                      - printenv CODEBUILD_BUILD_ARN
                      - expr $CODEBUILD_START_TIME / 1000 '>' 1600000000
                """,
                Ran.BUILD,
                Map.of("STAGE_GATE_INPUT_Lib_rary", "/lib"));
        assertThat(ran.says())
                .containsExactly(
                        "here",
                        "/lib shop-build:a1b2 7 codepipeline/shop",
                        "4f2c 1",
                        "arn:aws:codebuild:local:000000000000:build/shop-build:a1b2",
                        "1");
    }

    @Test
    public void aSecretThatNobodyGaveIsAskedForBeforeAnythingRuns() throws Exception {
        var buildspec =
                """
                version: 0.2
                env: {parameter-store: {PASSWORD: /shop/db-password}}
                phases: {build: {commands: [echo "it is $PASSWORD"]}}
                """;
        var ran = run(buildspec);
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.says()).isEmpty();
        assertThat(ran.log())
                .singleElement()
                .asString()
                .contains("PASSWORD is a secret of AWS, `/shop/db-password`", "the id `shop-db-password`");
        assertThat(Ran.of(folder(), buildspec, Ran.BUILD, Map.of("PASSWORD", "x"))
                        .says())
                .containsExactly("it is x");
    }

    @Test
    public void bashRunsTheCommandsIfTheFileSaysSo() throws Exception {
        assumeTrue("There is no bash here", Files.isExecutable(Path.of("/bin/bash")));
        var ran = run(
                """
                version: 0.2
                env: {shell: bash, exported-variables: [LIST]}
                phases:
                  build: {commands: ['declare -a all=(a b)', 'LIST="${all[@]}"; [[ -n $LIST ]]', exit 7]}
                  post_build: {commands: ['echo "${#all[@]}"']}
                """);
        assertThat(ran.says()).containsExactly("2");
        assertThat(ran.exports().resolve("LIST")).hasContent("a b");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    public void reportsAndWhatHasNoEffectAreTold() throws Exception {
        var ran = run(
                """
                version: 0.2
                phases: {install: {runtime-versions: {java: corretto17}}}
                reports:
                  unit: {files: ['**/*.xml'], base-directory: target}
                cache: {paths: ["**/.m2"]}
                """);
        assertThat(ran.log())
                .contains("[buildspec] Report unit (JUNITXML): target/**/*.xml")
                .anyMatch(line -> line.contains("`cache` is ignored"))
                .anyMatch(line -> line.contains("`runtime-versions` is ignored") && line.contains("java corretto17"));
        assertThat(ran.code()).isZero();
    }
}
