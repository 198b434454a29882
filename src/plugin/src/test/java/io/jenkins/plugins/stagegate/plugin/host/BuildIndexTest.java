package io.jenkins.plugins.stagegate.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class BuildIndexTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path file;

    @Before
    public void place() {
        file = folder.getRoot().toPath().resolve("builds");
    }

    @Test
    public void remembersTheLatestBuildOfEachExecution() throws Exception {
        var index = BuildIndex.open(file);
        index.add("a", 1);
        index.add("b", 2);
        index.add("a", 12);
        index.add("a", 3);

        var again = BuildIndex.open(file);
        assertThat(again.build("a")).hasValue(12);
        assertThat(again.build("b")).hasValue(2);
        assertThat(again.build("c")).isEmpty();
    }

    @Test
    public void losesNoMoreThanTheLineThatWasNotWrittenToItsEnd() throws Exception {
        var index = BuildIndex.open(file);
        index.add("a", 1);
        var first = Files.size(file);
        index.add("b", 12);
        var whole = Files.readAllBytes(file);
        for (int length = (int) first; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));

            var torn = BuildIndex.open(file);
            assertThat(torn.build("a")).as("cut at " + length).hasValue(1);
            assertThat(torn.build("b")).as("cut at " + length).isEmpty();
            torn.add("c", 13);

            var again = BuildIndex.open(file);
            assertThat(again.build("a")).hasValue(1);
            assertThat(again.build("c")).as("after a cut at " + length).hasValue(13);
        }
    }
}
