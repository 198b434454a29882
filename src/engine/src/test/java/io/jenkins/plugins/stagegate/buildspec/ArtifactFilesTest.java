package io.jenkins.plugins.stagegate.buildspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The examples of CodeBuild's page on {@code artifacts}, with files of our own. */
public class ArtifactFilesTest {
    @Rule
    public TemporaryFolder temporary = new TemporaryFolder();

    private Path work;

    @Before
    public void makeFiles() throws IOException {
        work = temporary.newFolder("work").toPath();
        for (String file : List.of("one/a.txt", "two/b.txt", "two/deep/c.txt", "two/deep/c.map", "root.txt")) {
            Files.createDirectories(work.resolve(file).getParent());
            Files.writeString(work.resolve(file), file);
        }
    }

    private List<String> laidOut(ArtifactFiles files) throws IOException {
        var target = temporary.newFolder().toPath();
        files.layOut(work, target);
        try (var all = Files.walk(target)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> target.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static ArtifactFiles files(String base, boolean discard, List<String> exclude, String... files) {
        return new ArtifactFiles(List.of(files), base, discard, exclude);
    }

    @Test
    public void pathsAreKept() throws IOException {
        assertThat(laidOut(files("", false, List.of(), "root.txt", "two/**/*")))
                .containsExactly("root.txt", "two/b.txt", "two/deep/c.map", "two/deep/c.txt");
    }

    @Test
    public void theBaseDirectoryIsNotPartOfThem() throws IOException {
        assertThat(laidOut(files("two", false, List.of(), "*/c.txt"))).containsExactly("deep/c.txt");
    }

    @Test
    public void severalBaseDirectoriesCanMatchAndPathsCanBeDiscarded() throws IOException {
        assertThat(laidOut(files("*o*", true, List.of(), "**/*.txt"))).containsExactly("a.txt", "b.txt", "c.txt");
    }

    @Test
    public void excludedFilesDoNotBelongToIt() throws IOException {
        assertThat(laidOut(files("two", false, List.of("**/*.map"), "**/*"))).containsExactly("b.txt", "deep/c.txt");
    }

    @Test
    public void twoFilesOfOneNameAreNotMixedUp() throws IOException {
        Files.writeString(work.resolve("one/b.txt"), "");
        assertThatIOException()
                .isThrownBy(() -> laidOut(files("", true, List.of(), "**/b.txt")))
                .withMessageContaining("Two files would be b.txt");
    }

    @Test
    public void whatIsNotThereIsSaid() {
        assertThatIOException()
                .isThrownBy(() -> laidOut(files("dist", false, List.of(), "**/*")))
                .withMessageContaining("no folder `dist`");
        assertThatIOException()
                .isThrownBy(() -> laidOut(files("../..", false, List.of(), "**/*")))
                .withMessageContaining("no folder `../..`");
        assertThatIOException().isThrownBy(() -> laidOut(files("two", false, List.of(), "*.jar")));
    }
}
