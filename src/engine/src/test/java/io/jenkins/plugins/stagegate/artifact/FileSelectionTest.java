package io.jenkins.plugins.stagegate.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FileSelectionTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path root;

    @Before
    public void writeAProject() throws IOException {
        root = folder.getRoot().toPath().toRealPath();
        tree().file("pom.xml")
                .file("target/app.jar")
                .file("target/app.war")
                .file("target/classes/App.class")
                .file("dist/index.html")
                .file("dist/js/app.js")
                .file("dist/js/lib/deep.js")
                .file("packages/a/dist/a.js")
                .file("packages/b/dist/b.js")
                .file(".env")
                .file(".git/config")
                .file("sub/.git", "gitdir: elsewhere");
    }

    private Tree tree() {
        return new Tree(root);
    }

    private List<String> select(String... patterns) throws IOException {
        return FileSelection.of(List.of(patterns)).in(root).paths();
    }

    @Test
    public void takesEverythingWithoutAPattern() throws IOException {
        assertThat(select())
                .containsExactly(
                        ".env",
                        "dist/index.html",
                        "dist/js/app.js",
                        "dist/js/lib/deep.js",
                        "packages/a/dist/a.js",
                        "packages/b/dist/b.js",
                        "pom.xml",
                        "target/app.jar",
                        "target/app.war",
                        "target/classes/App.class");
    }

    @Test
    public void staysInAFolderWithOneAsterisk() throws IOException {
        assertThat(select("target/*.jar")).containsExactly("target/app.jar");
        assertThat(select("target/*")).containsExactly("target/app.jar", "target/app.war");
        assertThat(select("*")).containsExactly(".env", "pom.xml");
    }

    @Test
    public void crossesFoldersWithTwoAsterisks() throws IOException {
        assertThat(select("dist/**")).containsExactly("dist/index.html", "dist/js/app.js", "dist/js/lib/deep.js");
        assertThat(select("**")).hasSize(10);
    }

    @Test
    public void letsTwoAsterisksStandForNoFolderToo() throws IOException {
        assertThat(select("dist/**/*.js")).containsExactly("dist/js/app.js", "dist/js/lib/deep.js");
        assertThat(select("dist/**/index.html")).containsExactly("dist/index.html");
        assertThat(select("**/*.xml")).containsExactly("pom.xml");
        assertThat(select("**/js/**/app.js")).containsExactly("dist/js/app.js");
    }

    @Test
    public void takesTheWholeFolderThatAPatternNames() throws IOException {
        List<String> dist = select("dist/**");
        assertThat(select("dist")).isEqualTo(dist);
        assertThat(select("dist/")).isEqualTo(dist);
        assertThat(select("./dist")).isEqualTo(dist);
        assertThat(select("packages/*/dist")).containsExactly("packages/a/dist/a.js", "packages/b/dist/b.js");
        assertThat(select(".")).hasSize(10);
    }

    @Test
    public void knowsAlternativesAndSetsOfLetters() throws IOException {
        assertThat(select("target/*.{jar,war}")).containsExactly("target/app.jar", "target/app.war");
        assertThat(select("packages/[ab]/dist/?.js")).containsExactly("packages/a/dist/a.js", "packages/b/dist/b.js");
        assertThat(select("{dist/**/x,target/**/App.class}")).containsExactly("target/classes/App.class");
    }

    @Test
    public void takesAFileOnceThatSeveralPatternsMatch() throws IOException {
        assertThat(select("target/app.jar", "target/*.jar", "**/*.jar")).containsExactly("target/app.jar");
    }

    @Test
    public void neverTakesGitsOwnFiles() {
        assertThatThrownBy(() -> select(".git/config")).isInstanceOf(NoFilesMatchedException.class);
        assertThatThrownBy(() -> select("sub/.git")).isInstanceOf(NoFilesMatchedException.class);
    }

    @Test
    public void sortsByTheBytesOfThePath() throws IOException {
        Path other = folder.newFolder("other").toPath();
        new Tree(other).file("ﬀ").file("🎉").file("a/b").file("a-b").file("B");
        assertThat(FileSelection.of(List.of()).in(other).paths()).containsExactly("B", "a-b", "a/b", "ﬀ", "🎉");
    }

    @Test
    public void takesALinkAndDoesNotFollowIt() throws IOException {
        tree().link("latest", "dist").link("loop/self", "..");
        assertThat(select("latest", "loop")).containsExactly("latest", "loop/self");
    }

    @Test
    public void tellsWhichPatternsMatchNothingWhenOthersDo() throws IOException {
        SelectedFiles files = FileSelection.of(List.of("*.xml", "nothing/**")).in(root);
        assertThat(files.paths()).containsExactly("pom.xml");
        assertThat(files.unmatched()).containsExactly("nothing/**");
    }

    @Test
    public void refusesPatternsThatLeadOutOfTheFolder() {
        for (String pattern :
                List.of("/etc/passwd", "C:/app", "\\\\server\\share", "../x", "a/../../x", "..", "", " ")) {
            assertThatThrownBy(() -> FileSelection.of(List.of(pattern)))
                    .as(pattern)
                    .isInstanceOf(InvalidPatternException.class)
                    .hasMessageContaining("'" + pattern + "' is no pattern")
                    .hasMessageContaining("Expected a path relative to the action's folder");
        }
    }

    @Test
    public void refusesAPatternThatIsNotWellFormed() {
        assertThatThrownBy(() -> FileSelection.of(List.of("target/*.{jar")))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessageContaining("target/*.{jar");
    }

    @Test
    public void saysWhatThereIsWhenNothingMatches() {
        assertThatThrownBy(() -> select("build/libs/*.zip", "out/**"))
                .isInstanceOf(NoFilesMatchedException.class)
                .hasMessage("No file in " + root + " matches 'build/libs/*.zip' or 'out/**'."
                        + " The folder has: .env, .git/, dist/, packages/, pom.xml, sub/, target/.");
    }

    @Test
    public void suggestsTheFileInAnotherFolder() {
        assertThatThrownBy(() -> select("build/*.jar")).hasMessageEndingWith("Did you mean target/app.jar?");
    }

    @Test
    public void suggestsTheFileBehindATypingError() {
        assertThatThrownBy(() -> select("tagret/*.jar")).hasMessageEndingWith("Did you mean target/app.jar?");
        assertThatThrownBy(() -> select("dist/js/ap.js")).hasMessageEndingWith("Did you mean dist/js/app.js?");
    }

    @Test
    public void suggestsTheFileInOtherCase() {
        assertThatThrownBy(() -> select("Target/App.JAR")).hasMessageEndingWith("Did you mean target/app.jar?");
    }

    @Test
    public void remindsOfTheSlashWhereABackslashWasWritten() {
        assertThatThrownBy(() -> select("target\\*.jar")).hasMessageContaining("Write '/' between folders");
    }

    @Test
    public void showsOnlyTheFirstOfManyEntries() throws IOException {
        Path many = folder.newFolder("many").toPath();
        for (int i = 10; i < 60; i++) {
            new Tree(many).file("file" + i);
        }
        assertThatThrownBy(() -> FileSelection.of(List.of("x/y")).in(many)).hasMessageContaining("file29 and 30 more.");
    }

    @Test
    public void saysThatAnEmptyFolderHasNothingToTake() throws IOException {
        Path empty = folder.newFolder("empty").toPath();
        assertThatThrownBy(() -> FileSelection.of(List.of()).in(empty))
                .isInstanceOf(NoFilesMatchedException.class)
                .hasMessageContaining("has no files");
        assertThatThrownBy(() -> FileSelection.of(List.of("*.jar")).in(empty))
                .hasMessageContaining("The folder has: nothing.");
    }

    @Test
    public void leavesOutPipes() throws Exception {
        new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start().waitFor();
        assertThat(Files.exists(root.resolve("pipe"))).isTrue();
        assertThat(select("*")).doesNotContain("pipe");
    }
}
