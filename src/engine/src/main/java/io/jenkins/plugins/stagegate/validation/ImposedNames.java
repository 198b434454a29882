package io.jenkins.plugins.stagegate.validation;

import io.jenkins.plugins.stagegate.model.Gates;
import io.jenkins.plugins.stagegate.model.Pipeline;

/** No action passes itself off as one of the gates that others impose on its stage. */
record ImposedNames(Gates gates) implements Check {
    @Override
    public void check(Pipeline pipeline, Findings findings) {
        for (ActionSite site : ActionSite.of(pipeline)) {
            gates.named(site.action().name(), site.stage().name())
                    .filter(gate -> site.stageIndex() > 0)
                    .ifPresent(gate -> findings.add("action-imposed", site.path(), gate.name(), gate.imposedBy()));
        }
    }
}
