package io.jenkins.plugins.stagegate.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagegate.local.UserException;
import java.nio.file.Files;
import org.eclipse.jgit.api.Git;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SampleProjectTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Test
    public void isAGitRepositoryWithNothingLeftToCommit() throws Exception {
        var folder = temporary.getRoot().toPath().resolve("a/shop");

        assertThat(SampleProject.layOut(folder)).isEqualTo(folder.resolve("Jenkinsfile"));

        assertThat(folder.resolve("src/prices.csv")).isNotEmptyFile();
        try (var git = Git.open(folder.toFile())) {
            assertThat(git.status().call().isClean()).isTrue();
            assertThat(git.log().call()).hasSize(1);
        }
    }

    @Test
    public void staysAsItIsWhenItIsThereAlready() throws Exception {
        var folder = temporary.getRoot().toPath().resolve("shop");
        SampleProject.layOut(folder);
        Files.writeString(folder.resolve("version.txt"), "2.0\n");

        SampleProject.layOut(folder);

        assertThat(folder.resolve("version.txt")).hasContent("2.0\n");
    }

    @Test
    public void touchesNoFolderThatHasSomethingElseInIt() throws Exception {
        temporary.newFile("mine.txt");

        assertThatThrownBy(() -> SampleProject.layOut(temporary.getRoot().toPath()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("has something else in it");
    }
}
