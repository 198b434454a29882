package io.jenkins.plugins.stagegate.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class NearestTest {
    private static final List<String> WORDS = List.of("input", "output", "commands", "App");

    @Test
    public void findsTheWordThatWasMeant() {
        assertThat(Nearest.to("inptu", WORDS)).contains("input");
        assertThat(Nearest.to("ouput", WORDS)).contains("output");
        assertThat(Nearest.to("command", WORDS)).contains("commands");
        assertThat(Nearest.to("APP", WORDS)).contains("App");
    }

    @Test
    public void suggestsNothingFarFetched() {
        assertThat(Nearest.to("docker", WORDS)).isEmpty();
        assertThat(Nearest.to("", WORDS)).isEmpty();
        assertThat(Nearest.suggestion("docker", WORDS)).isEmpty();
    }

    @Test
    public void countsASwapOfNeighboursAsOne() {
        assertThat(EditDistance.between("inptu", "input")).isEqualTo(1);
        assertThat(EditDistance.between("kitten", "sitting")).isEqualTo(3);
    }
}
