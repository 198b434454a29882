package io.jenkins.plugins.stagegate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The pages of the project lead to what is there, and its files for others can be read. */
public class PagesTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern LINK = Pattern.compile("(?<!`)\\]\\(([^)#:`\\s]+)(#[^)]*)?\\)");

    private static List<Path> files(Path folder, String pattern) throws IOException {
        var fits = folder.getFileSystem().getPathMatcher("glob:" + pattern);
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> fits.matches(file.getFileName())).toList();
        }
    }

    private static List<Path> pages() throws IOException {
        var docs = files(ROOT.resolve("docs"), "*.md");
        var top =
                Stream.of("README.md", "CONTRIBUTING.md", "src/view/README.md").map(ROOT::resolve);
        return Stream.concat(top, docs.stream()).toList();
    }

    private static List<Path> targets(Path page) throws IOException {
        return LINK.matcher(Files.readString(page))
                .results()
                .map(link -> page.resolveSibling(link.group(1)).normalize())
                .toList();
    }

    @Test
    public void everyPageAndPictureThatAPageNamesIsThere() throws IOException {
        for (var page : pages()) {
            assertThat(targets(page)).as("what %s leads to", page).allMatch(Files::exists);
        }
    }

    @Test
    public void noPictureIsLargerThanAPageMayWaitFor() throws IOException {
        for (var picture : files(ROOT.resolve("docs/images"), "jenkins-*.png")) {
            assertThat(Files.size(picture)).as("bytes of %s", picture).isLessThan(100_000);
        }
    }

    @Test
    public void whatOthersReadInTheRepositoryIsWellFormed() throws IOException {
        new ObjectMapper().readTree(ROOT.resolve(".github/renovate.json").toFile());
        for (var workflow : files(ROOT.resolve(".github/workflows"), "*.{yml,yaml}")) {
            Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(workflow));
            assertThat(read)
                    .as("%s", workflow)
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                    .containsKeys("name", "permissions", "jobs");
        }
    }
}
