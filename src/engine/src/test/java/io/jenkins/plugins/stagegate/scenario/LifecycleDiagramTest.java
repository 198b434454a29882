package io.jenkins.plugins.stagegate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.decision.Lifecycles;
import io.jenkins.plugins.stagegate.decision.StatusTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.Test;

/** The state machines in the documentation are drawn from the tables that the engine runs by. */
public class LifecycleDiagramTest {
    private static final Path PAGE = Path.of("../../docs/state-machines.md");

    @Test
    public void theDocumentedDiagramsAreThoseOfTheTables() throws IOException {
        var page = new StringBuilder("# State machines\n\n"
                + "Drawn from the engine's own tables by a test; do not edit. To draw them anew: "
                + "`mvn test -pl src/engine -Dtest=LifecycleDiagramTest -Ddiagrams.write=true`.\n");
        for (StatusTable<?> table : List.of(
                Lifecycles.EXECUTION,
                Lifecycles.STAGE,
                Lifecycles.ACTION,
                Lifecycles.JOB,
                Lifecycles.CONDITION,
                Lifecycles.RULE)) {
            page.append("\n## ").append(table.name()).append("\n\n```mermaid\nstateDiagram-v2\n");
            table.rows().forEach(row -> page.append("  ")
                    .append(row.from().map(LifecycleDiagramTest::label).orElse("[*]"))
                    .append(" --> ")
                    .append(label(row.to()))
                    .append(": ")
                    .append(row.event().getSimpleName())
                    .append('\n'));
            page.append("```\n");
        }
        if (Boolean.getBoolean("diagrams.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page.toString());
    }

    private static String label(Enum<?> status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
