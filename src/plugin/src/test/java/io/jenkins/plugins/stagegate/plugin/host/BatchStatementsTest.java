package io.jenkins.plugins.stagegate.plugin.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class BatchStatementsTest {
    @Test
    public void takesEachLineForAStatement() {
        assertThat(of("npm ci", "npm test")).containsExactly("npm ci", "npm test");
    }

    @Test
    public void keepsBlocksTogether() {
        assertThat(of(
                        "echo a",
                        "if exist docs (",
                        "  for %%d in (docs\\*) do (",
                        "    echo ^) \"(\" %%d",
                        "  )",
                        ") else (",
                        "  echo none",
                        ")",
                        "nmake || (",
                        "  ver > nul",
                        ")",
                        "echo b"))
                .containsExactly(
                        "echo a",
                        "if exist docs (\r\n  for %%d in (docs\\*) do (\r\n    echo ^) \"(\" %%d\r\n  )\r\n) else (\r\n  echo none\r\n)",
                        "nmake || (\r\n  ver > nul\r\n)",
                        "echo b");
    }

    @Test
    public void keepsALineWithThoseThatItGoesOnIn() {
        assertThat(of("dotnet build ^", "  -c Release", "echo a ^^", "echo b ^"))
                .containsExactly("dotnet build ^\r\n  -c Release", "echo a ^^", "echo b ^");
    }

    @Test
    public void takesNoParenthesisForABlockThatIsNone() {
        assertThat(of("echo (1", "echo 2)", "if exist a echo (b", "echo c"))
                .containsExactly("echo (1", "echo 2)", "if exist a echo (b", "echo c");
    }

    private static List<String> of(String... lines) {
        return BatchStatements.of(List.of(lines));
    }
}
