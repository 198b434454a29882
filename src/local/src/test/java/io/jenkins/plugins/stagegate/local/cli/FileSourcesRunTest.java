package io.jenkins.plugins.stagegate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.image.DockerRegistry;
import java.nio.file.Files;
import org.junit.Rule;
import org.junit.Test;

/** Sources that are no repositories, in the program as users have it. */
public class FileSourcesRunTest {
    @Rule
    public final Project project = new Project();

    @Rule
    public final DockerRegistry registry = new DockerRegistry();

    private void define() throws Exception {
        project.commit(
                "Jenkinsfile",
                """
                releasePipeline {
                    stages {
                        stage('Source') {
                            actionGroup {
                                source('Fonts') { folder 'fonts'; output 'FontFiles'; namespace 'Fonts' }
                                source('Base') { image '%s/shop/base:1.2'; output 'BaseImage'; namespace 'Base' }
                            }
                        }
                        stage('Show') {
                            test('Show') {
                                input 'FontFiles', 'BaseImage'
                                commands 'ls . "$STAGE_GATE_INPUT_BaseImage" > $PROJECT/files', 'echo "#{Base.ImageURI} #{Base.ImageTag} #{Fonts.FolderDigest}" > $PROJECT/said'
                            }
                        }
                    }
                }
                """
                        .formatted(registry.host()));
        Files.createDirectories(project.folder().resolve("fonts"));
        Files.writeString(project.folder().resolve("fonts/a.ttf"), "font");
    }

    @Test
    public void handsOnTheFilesOfAFolderAndTheDetailsOfAnImage() throws Exception {
        var digest = registry.push("shop/base", "1.2", "one");
        define();
        var run = project.start("run");
        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(project.written("files")).contains("a.ttf").contains("imageDetail.json");
        assertThat(project.written("said")).startsWith(registry.host() + "/shop/base@" + digest + " 1.2 sha256:");
    }

    @Test
    public void takesTheImageThatIsAskedFor() throws Exception {
        var first = registry.push("shop/base", "1.2", "one");
        registry.push("shop/base", "1.2", "two");
        define();
        var run = project.start("run", "--revision", "Base=" + first);
        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(project.written("said")).contains("@" + first + " ");
    }
}
