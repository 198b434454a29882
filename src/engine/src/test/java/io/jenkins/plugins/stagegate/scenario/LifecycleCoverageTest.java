package io.jenkins.plugins.stagegate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagegate.decision.ActionStatus;
import io.jenkins.plugins.stagegate.decision.ConditionRun;
import io.jenkins.plugins.stagegate.decision.Event;
import io.jenkins.plugins.stagegate.decision.Evolution;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.Job;
import io.jenkins.plugins.stagegate.decision.Lifecycles;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
import io.jenkins.plugins.stagegate.decision.RuleRun;
import io.jenkins.plugins.stagegate.decision.StageRun;
import io.jenkins.plugins.stagegate.decision.StatusTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;

/** No transition of a state machine stands in its table without a scenario that takes it. */
public class LifecycleCoverageTest {
    private final Set<StatusTable.Row<?>> taken = new LinkedHashSet<>();

    @Test
    public void everyTransitionIsTakenBySomeScenario() throws IOException {
        try (var files = Files.list(Path.of("src/test/resources/scenarios"))) {
            for (Path file : files.toList()) {
                var scenario = new Scenario();
                scenario.play(Files.readString(file));
                follow(scenario);
            }
        }
        assertThat(taken).containsAll(Lifecycles.EXECUTION.rows());
        assertThat(taken).containsAll(Lifecycles.STAGE.rows());
        assertThat(taken).containsAll(Lifecycles.ACTION.rows());
        assertThat(taken).containsAll(Lifecycles.JOB.rows());
        assertThat(taken).containsAll(Lifecycles.CONDITION.rows());
        assertThat(taken).containsAll(Lifecycles.RULE.rows());
    }

    private void follow(Scenario scenario) {
        var state = PipelineState.empty("shop");
        for (Recorded recorded : scenario.events()) {
            if (recorded.event() instanceof Event.OfExecution event) {
                var before = state.execution(event.execution());
                take(Lifecycles.EXECUTION, before.map(Execution::status), event);
                stageOf(before, event)
                        .ifPresentOrElse(
                                stage -> take(Lifecycles.STAGE, Optional.of(stage.status()), event),
                                () -> take(Lifecycles.STAGE, Optional.empty(), event));
                if (event instanceof Event.OfRule rule) {
                    take(Lifecycles.RULE, ruleOf(before.orElseThrow(), rule).map(RuleRun::status), event);
                } else if (event instanceof Event.OfCondition condition) {
                    var open =
                            before.orElseThrow().stages().get(condition.stage()).openCondition();
                    take(Lifecycles.CONDITION, open.map(ConditionRun::status), event);
                }
                if (event instanceof Event.OfAction action) {
                    var run = state.locate(action.actionExecution());
                    take(Lifecycles.JOB, run.flatMap(found -> found.run().job()).map(Job::status), event);
                    take(
                            Lifecycles.ACTION,
                            run.map(found -> found.run().status()).or(() -> Optional.<ActionStatus>empty()),
                            event);
                }
            }
            state = Evolution.evolve(state, recorded);
        }
    }

    private static Optional<RuleRun> ruleOf(Execution before, Event.OfRule event) {
        return before.stages().get(event.stage()).openCondition().stream()
                .flatMap(open -> open.rules().stream())
                .filter(rule -> rule.id().equals(event.ruleExecution()))
                .findFirst();
    }

    private static Optional<StageRun> stageOf(Optional<Execution> before, Event.OfExecution event) {
        return before.flatMap(execution -> event instanceof Event.StageRetried retried
                ? execution.stage(retried.stage())
                : execution.inside().map(execution.stages()::get));
    }

    private <S extends Enum<S>> void take(StatusTable<S> table, Optional<S> from, Event event) {
        table.rows().stream()
                .filter(row -> row.from().equals(from) && row.event().isInstance(event))
                .forEach(taken::add);
    }
}
