package io.jenkins.plugins.stagegate.plugin.host;

import io.jenkins.plugins.stagegate.decision.ConditionRun;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.plugin.flow.ReleaseFlow;
import io.jenkins.plugins.stagegate.spi.ActionEnvironment;
import java.util.Map;

/** Where and with which steps the flow of a build performs what the engine wants. */
record Performance(JobPipeline pipeline, ReleaseFlow flow) {
    void begin(Effect effect) {
        if (effect instanceof Effect.StartAction start) {
            begin(start);
        } else if (effect instanceof Effect.AskApproval ask) {
            begin(ask);
        } else if (effect instanceof Effect.CheckRule check) {
            begin(check);
        }
    }

    private void begin(Effect.StartAction start) {
        flow.startAction(
                start.actionExecution(),
                FlowDisplay.key(start.stage(), start.attempt()),
                start.action().runOrder(),
                start.action().name(),
                ActionProgram.of(start),
                ActionEnvironment.of(pipeline.job().getFullName(), start));
    }

    private void begin(Effect.AskApproval ask) {
        int attempt = pipeline.state()
                .locate(ask.actionExecution())
                .map(found -> found.run().attempt())
                .orElse(1);
        flow.startAction(
                ask.actionExecution(),
                FlowDisplay.key(ask.stage(), attempt),
                ask.action().runOrder(),
                ask.action().name(),
                ActionProgram.of(ask),
                Map.of());
    }

    private void begin(Effect.CheckRule check) {
        var stage = pipeline.state()
                .execution(check.execution())
                .flatMap(execution -> execution.stage(check.stage()))
                .orElseThrow();
        flow.startAction(
                check.actionExecution(),
                FlowDisplay.key(check.stage(), stage.attempt()),
                FlowDisplay.runOrder(stage.openCondition().map(ConditionRun::hook)),
                check.rule().name(),
                ActionProgram.of(check),
                ActionEnvironment.of(pipeline.job().getFullName(), check));
    }
}
