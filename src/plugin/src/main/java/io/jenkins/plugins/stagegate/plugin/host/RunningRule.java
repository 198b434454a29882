package io.jenkins.plugins.stagegate.plugin.host;

import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.Effects;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import java.util.Optional;

/** A rule that the steps of a build look at. */
final class RunningRule {
    private RunningRule() {}

    /** The rule execution of that id, while somebody waits for what it finds. */
    static Optional<Effect.CheckRule> find(PipelineState state, String id) {
        return Effects.check(state, id);
    }
}
