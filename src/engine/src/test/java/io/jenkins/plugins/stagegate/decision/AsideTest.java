package io.jenkins.plugins.stagegate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.model.ExecutionMode;
import io.jenkins.plugins.stagegate.model.Pipeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

/** Executions with a definition that is for them alone. */
public class AsideTest {
    private static final String BUILD = "stage('Build') { build('Package') { commands 'make' } }";
    private static final String OLDER = "stage('Build') { build('Compile') { commands 'cc' } }";

    private final Table table = Table.of("QUEUED", BUILD);

    private void startAside(String id) {
        table.give(new Command.StartAside(older(), Table.starting(id)));
    }

    private static Pipeline older() {
        return ((Command.Define) Table.define("PARALLEL", OLDER)).definition();
    }

    @Test
    public void theExecutionHasItsOwnActionsAndTheNextOneThoseOfTheNewestDefinition() {
        startAside("e1");
        table.succeed("e1", "Source", "App", Table.taken("c0ffee"));
        table.start("e2");

        assertThat(table.state.definitionOf(table.execution("e1"))).isEqualTo(older());
        assertThat(table.state.definitionOf(table.execution("e2")))
                .isEqualTo(table.state.definition().orElseThrow());
        assertThat(table.run("e1", "Build", "Compile").status()).isEqualTo(ActionStatus.IN_PROGRESS);
    }

    @Test
    public void whoWaitsIsMeasuredByTheNewestDefinitionAllTheTime() {
        table.give(Table.starting("e1"));
        table.give(Table.starting("e2"));

        startAside("e3");

        assertThat(table.state.definition().orElseThrow().executionMode()).isEqualTo(ExecutionMode.QUEUED);
        for (String waiting : List.of("e2", "e3")) {
            assertThat(table.execution(waiting).stage("Source")).as(waiting).isEmpty();
        }
    }

    @Test
    public void aStartThatIsRepeatedDefinesNothing() {
        var start = new Command.Start("e1", 0, StartTrigger.manual("bob"), Map.of(), List.of(), Optional.of("token"));
        table.give(new Command.StartAside(older(), start));

        assertThat(table.give(new Command.StartAside(older(), start))).isEmpty();
    }
}
