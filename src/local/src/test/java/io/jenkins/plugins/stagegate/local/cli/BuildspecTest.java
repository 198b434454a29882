package io.jenkins.plugins.stagegate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.Rule;
import org.junit.Test;

/** Actions that run a {@code buildspec.yml}, with real shells. */
public class BuildspecTest {
    private static final String SPEC =
            """
            version: 0.2
            env:
              variables: {MODE: debug, LEVEL: low}
              parameter-store: {PASSWORD: /shop/db-password}
              exported-variables: [VERSION]
            phases:
              install: {commands: [mkdir out, cd out]}
              build:
                commands: ['echo "$MODE $LEVEL $PASSWORD" > built', 'VERSION=1.2; exit 0']
                finally: [echo lastly >> built]
              post_build: {commands: ['echo "$VERSION $CODEBUILD_BUILD_SUCCEEDING $CODEBUILD_INITIATOR" >> built']}
            artifacts:
              files: ['**/*']
              base-directory: out
              secondary-artifacts:
                Notes: {files: '*.md', discard-paths: yes}
            """;

    @Rule
    public final Project project = new Project();

    @Test
    public void runsItsPhasesAndHandsOnArtifactsAndVariables() throws Exception {
        project.with("STAGE_GATE_CREDENTIALS_SHOP_DB_PASSWORD", "hidden").commit("buildspec.yml", SPEC);
        project.commit("NOTES.md", "Notes\n");
        project.define(
                """
                stage('Build') {
                    build('Package') {
                        input 'Repository'
                        buildspec project: 'shop-build', secrets: ['/shop/*']
                        environment LEVEL: 'high'
                        output 'Site', files: 'out/**'
                        output 'Notes'
                        namespace 'Package'
                    }
                }
                stage('Ship') {
                    deploy('Ship') {
                        input 'Site', 'Notes'
                        commands 'cat out/built > "$PROJECT/shipped"', 'cat "$STAGE_GATE_INPUT_Notes/NOTES.md" >> "$PROJECT/shipped"',
                                 'echo "#{Package.VERSION}" >> "$PROJECT/shipped"'
                    }
                }
                """);
        var run = project.start("run", "--yes", "--log");
        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(project.written("shipped"))
                .isEqualTo("debug high hidden\nlastly\n1.2 1 codepipeline/shop\nNotes\n1.2\n");
        assertThat(run.text())
                .contains("[buildspec] Entering phase post_build")
                .contains("[buildspec] The build has succeeded");
    }

    @Test
    public void theOneOutputIsWhatArtifactsSays() throws Exception {
        project.commit("ci/spec.yml", SPEC.replace("  parameter-store: {PASSWORD: /shop/db-password}\n", ""));
        project.define(
                """
                stage('Build') { build('Package') { input 'Repository'; buildspec file: 'ci/spec.yml'; output 'Site' } }
                stage('Ship') { deploy('Ship') { input 'Site'; commands 'ls > "$PROJECT/shipped"' } }
                """);
        var run = project.start("run", "--yes");
        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(project.written("shipped")).isEqualTo("built\n");
    }

    @Test
    public void afterAFailedBuildPostBuildRunsAndTheActionFails() throws Exception {
        project.commit(
                "buildspec.yml",
                """
                version: 0.2
                phases:
                  build: {commands: [exit 3]}
                  post_build: {commands: ['echo "after $CODEBUILD_BUILD_SUCCEEDING" > "$PROJECT/told"']}
                """);
        project.define("stage('Build') { build('Package') { input 'Repository'; buildspec() } }");
        var run = project.start("run", "--yes");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(project.written("told")).isEqualTo("after 0\n");
    }

    @Test
    public void aSecretThatTheDefinitionDoesNotLetTheFileHaveIsRefusedAsInJenkins() throws Exception {
        project.with("STAGE_GATE_CREDENTIALS_SHOP_DB_PASSWORD", "hidden").commit("buildspec.yml", SPEC);
        project.define("stage('Build') { build('Package') { input 'Repository'; buildspec secrets: '/other/*' } }");
        var run = project.start("run", "--yes");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.text())
                .contains("`env` takes PASSWORD from the secret `/shop/db-password`")
                .contains("buildspec secrets: ['/shop/db-password']");
    }

    @Test
    public void aMistakeIsToldWithItsLine() throws Exception {
        project.commit("buildspec.yml", "version: 0.2\nphases:\n  build:\n    commands: [{a: b}]\n");
        project.define("stage('Build') { build('Package') { input 'Repository'; buildspec() } }");
        var run = project.start("run", "--yes");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.text()).contains("buildspec.yml: line 4: an element of `commands` is a mapping");
    }

    @Test
    public void aFileThatIsNotThereIsToldWithTheRemedy() throws Exception {
        project.define("stage('Build') { build('Package') { input 'Repository'; buildspec() } }");
        var run = project.start("run", "--yes");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.text()).contains("buildspec.yml: there is no such file in the primary source");
    }

    @Test
    public void aCodeBuildActionOfCodePipelinesJsonRunsIt() throws Exception {
        project.commit(
                "buildspec.yml",
                """
                version: 0.2
                phases:
                  build: {commands: ['echo "$WHO $CODEBUILD_BUILD_ID" | cut -d: -f1 > "$PROJECT/told"']}
                """);
        Files.writeString(
                project.folder().resolve("performers.json"),
                "{\"Source/CodeCommit\": {\"git\": \"../{RepositoryName}\"}}");
        Files.writeString(
                project.folder().resolve("pipeline.json"),
                """
                {"pipeline": {"name": "billing", "roleArn": "arn:aws:iam::123456789012:role/r",
                  "artifactStore": {"type": "S3", "location": "bucket"},
                  "stages": [
                    {"name": "Source", "actions": [{"name": "App", "outputArtifacts": [{"name": "Src"}],
                      "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "CodeCommit", "version": "1"},
                      "configuration": {"RepositoryName": "shop", "BranchName": "main"}}]},
                    {"name": "Build", "actions": [{"name": "Make", "inputArtifacts": [{"name": "Src"}],
                      "actionTypeId": {"category": "Build", "owner": "AWS", "provider": "CodeBuild", "version": "1"},
                      "configuration": {"ProjectName": "cash", "EnvironmentVariables": "[{\\"name\\": \\"WHO\\", \\"value\\": \\"Ada\\"}]"}}]}]}}
                """);
        var validate = project.start("validate", "pipeline.json");
        assertThat(validate.exitCode()).as(validate.text()).isZero();
        assertThat(validate.text()).contains("Build/Make: Build/CodeBuild -> the buildspec.yml of Src, run here");
        var run = project.start("run", "pipeline.json", "--yes");
        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(project.written("told")).isEqualTo("Ada cash\n");
    }
}
