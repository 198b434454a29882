package io.jenkins.plugins.stagegate.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class ProblemTextTest {
    @Test
    public void putsTheCaretsUnderTheWordWhateverTheTabsAndLineEnds() {
        String text = "first\r\n\t\tone two\r\nlast";
        assertThat(ProblemText.render(problem(new Position("Jenkinsfile", 2, 7, 3)), text))
                .isEqualTo(
                        """
                        Jenkinsfile:2:7: error: No.
                            \t\tone two
                            \t\t    ^^^
                          expected: yes
                        """);
    }

    @Test
    public void showsThePartOfALongLineThatIsMeant() {
        String text = "x".repeat(1_000) + "here" + "x".repeat(1_000);
        List<String> lines = ProblemText.render(problem(new Position("Jenkinsfile", 1, 1_001, 4)), text)
                .lines()
                .toList();
        int carets = lines.get(2).indexOf("^^^^");
        assertThat(lines.get(1)).hasSizeLessThan(300);
        assertThat(lines.get(1).substring(carets, carets + 4)).isEqualTo("here");
    }

    @Test
    public void saysNoLineWhereThereIsNone() {
        assertThat(ProblemText.render(problem(new Position("Jenkinsfile", 1, 1, 1)), ""))
                .isEqualTo("Jenkinsfile:1:1: error: No.\n  expected: yes\n");
    }

    private static Problem problem(Position where) {
        return new Problem("rule", where, "No.", "yes", "");
    }
}
