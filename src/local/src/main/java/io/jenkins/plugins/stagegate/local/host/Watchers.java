package io.jenkins.plugins.stagegate.local.host;

import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
import java.io.IOException;
import java.util.List;

/** Several watchers as one, told in their order. */
public record Watchers(List<Watcher> all) implements Watcher {
    public Watchers {
        all = List.copyOf(all);
    }

    @Override
    public void happened(Recorded recorded, PipelineState after) {
        all.forEach(one -> one.happened(recorded, after));
    }

    @Override
    public void asked(Effect.AskApproval question) {
        all.forEach(one -> one.asked(question));
    }

    @Override
    public void broken(IOException problem) {
        all.forEach(one -> one.broken(problem));
    }
}
