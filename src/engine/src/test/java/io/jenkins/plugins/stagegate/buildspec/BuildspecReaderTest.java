package io.jenkins.plugins.stagegate.buildspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.Assume.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Test;

public class BuildspecReaderTest {
    private static final Path SAMPLES = Path.of("../../../shared/samples/buildspec");
    private static final String BUILD = "phases: {build: {commands: [make]}}\n";

    private static void refused(String text, String... parts) {
        assertThatExceptionOfType(InvalidBuildspecException.class)
                .isThrownBy(() -> BuildspecReader.read(text))
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }

    private static Buildspec read(String more) throws Exception {
        return BuildspecReader.read("version: 0.2\n" + BUILD + more);
    }

    @Test
    public void readsEveryPart() throws Exception {
        var spec = BuildspecReader.read(
                """
                version: 0.2
                env:
                  shell: bash
                  variables: {MODE: debug, LEVEL: 3}
                  parameter-store: {PASSWORD: /shop/password}
                  secrets-manager: {TOKEN: 'shop:token:AWSCURRENT'}
                  exported-variables: [VERSION]
                phases:
                  build:
                    on-failure: ABORT
                    commands:
                      - make
                      - |
                        make
                        check
                    finally: [make clean]
                reports:
                  unit: {files: ['*.xml'], file-format: junitxml, base-directory: target}
                artifacts:
                  files: ['**/*']
                  base-directory: $CODEBUILD_SRC_DIR/dist/
                  discard-paths: yes
                  exclude-paths: ['*.map']
                  secondary-artifacts:
                    Docs: {files: docs/**}
                """);
        assertThat(spec.bash()).isTrue();
        assertThat(spec.isolated()).isFalse();
        assertThat(spec.variables()).containsEntry("MODE", "debug").containsEntry("LEVEL", "3");
        assertThat(spec.secrets()).containsEntry("PASSWORD", "/shop/password").containsKey("TOKEN");
        assertThat(spec.exports()).containsExactly("VERSION");
        assertThat(spec.phases()).singleElement().satisfies(phase -> {
            assertThat(phase.name()).isEqualTo(Phase.Name.BUILD);
            assertThat(phase.commands()).containsExactly("make", "make\ncheck\n");
            assertThat(phase.finalCommands()).containsExactly("make clean");
            assertThat(phase.onFailure()).isEqualTo(new OnFailure.Abort());
        });
        assertThat(spec.reports()).singleElement().satisfies(report -> assertThat(report.format())
                .isEqualTo("JUNITXML"));
        assertThat(spec.filesOf("Site", 1).baseDirectory()).isEqualTo("dist");
        assertThat(spec.filesOf("Site", 1).discardPaths()).isTrue();
        assertThat(spec.filesOf("Docs", 2).files()).containsExactly("docs/**");
        assertThat(spec.notes()).isEmpty();
    }

    @Test
    public void saysInWhichLineACommandIsNoTextAndHowToMendIt() {
        refused(
                "version: 0.2\nphases:\n  build:\n    commands:\n      - echo one\n      - echo two: three\n",
                "line 6",
                "is a mapping",
                "in quotes");
    }

    @Test
    public void saysWhereTheYamlIsBroken() {
        refused("version: 0.2\nphases:\n  build:\n\tcommands: []\n", "line 4", "not YAML", "no tabs");
        refused("", "it is empty");
        refused("version: 0.2\nversion: 0.2\n", "line 2", "twice");
        refused("[".repeat(200), "not YAML");
        refused("x".repeat(BuildspecReader.LONGEST + 1), "allowed");
    }

    @Test
    public void saysWhatIsMissing() {
        refused(BUILD, "version: 0.2");
        refused("version: 0.3\n" + BUILD, "line 1", "0.1 and 0.2");
        refused("version: 0.2\n", "no `phases`");
        refused("version: 0.2\nphases:\nbuild:\n  commands: [make]\n", "Mind the indentation");
    }

    @Test
    public void aBuildThatIsNotStartedAsABatchLeavesItsBatchAlone() throws Exception {
        var spec = BuildspecReader.read("version: 0.2\nbatch: {fast-fail: true}\n" + BUILD);
        assertThat(spec.notes()).anyMatch(note -> note.startsWith("`batch` is ignored"));
    }

    @Test
    public void refusesPlainlyWhatIsNotHere() {
        refused("version: 0.2\nrun-as: builder\n" + BUILD, "line 2", "`run-as` is not possible here", "agent");
        refused("version: 0.2\nphases:\n  build:\n    run-as: builder\n", "line 4", "`run-as`");
        refused("version: 0.2\nenv: {shell: powershell.exe}\n" + BUILD, "powershell.exe", "`bash` and `/bin/sh`");
    }

    @Test
    public void refusesNamesThatAreNone() {
        refused("version: 0.2\nenv:\n  variables:\n    'A;rm': 1\n" + BUILD, "line 4", "no name of a variable");
        refused("version: 0.2\nenv: {exported-variables: ['$(id)']}\n" + BUILD, "no name of a variable");
        refused("version: 0.2\nenv: {exported-variables: [AWS_REGION]}\n" + BUILD, "AWS_");
    }

    @Test
    public void readsEveryWordOfOnFailure() {
        assertThat(OnFailure.of("CONTINUE")).contains(new OnFailure.Continue());
        assertThat(OnFailure.of("RETRY")).contains(new OnFailure.Retry(3, ".*"));
        assertThat(OnFailure.of("RETRY-8")).contains(new OnFailure.Retry(8, ".*"));
        assertThat(OnFailure.of("RETRY-.*timed out.*")).contains(new OnFailure.Retry(3, ".*timed out.*"));
        assertThat(OnFailure.of("RETRY-2-.*timed out.*")).contains(new OnFailure.Retry(2, ".*timed out.*"));
        assertThat(OnFailure.of("RETRY-101")).isEmpty();
        assertThat(OnFailure.of("continue")).isEmpty();
        refused("version: 0.2\nphases:\n  build:\n    on-failure: STOP\n", "line 4", "ABORT, CONTINUE, RETRY");
    }

    @Test
    public void notesWhatItDoesNotKnowWithTheNearestWord() throws Exception {
        assertThat(read("artefacts: {files: ['*']}\n").notes())
                .singleElement()
                .asString()
                .contains("Line 3", "`artefacts`", "Did you mean `artifacts`?");
    }

    @Test
    public void severalOutputsNeedSecondaryArtifactsOfTheirNames() throws Exception {
        var spec = read("artifacts: {secondary-artifacts: {Docs: {files: docs}}}\n");
        assertThat(spec.filesOf("Docs", 1).files()).containsExactly("docs");
        assertThatExceptionOfType(InvalidBuildspecException.class)
                .isThrownBy(() -> spec.filesOf("Site", 2))
                .withMessageContaining("has no `Site`")
                .withMessageContaining("there are Docs");
        assertThatExceptionOfType(InvalidBuildspecException.class)
                .isThrownBy(() -> spec.filesOf("Site", 1))
                .withMessageContaining("no `artifacts` / `files`");
    }

    @Test
    public void readsBuildspecsThatNobodyHereWrote() throws Exception {
        assumeTrue("The samples are not here", Files.isDirectory(SAMPLES));
        try (var files = Files.list(SAMPLES)) {
            for (Path file : files.toList()) {
                var spec = BuildspecReader.read(Files.readString(file));
                assertThat(spec.phases()).as(file.toString()).isNotEmpty();
                assertThat(spec.notes()).as(file.toString()).noneMatch(note -> note.contains("means nothing"));
            }
        }
    }
}
