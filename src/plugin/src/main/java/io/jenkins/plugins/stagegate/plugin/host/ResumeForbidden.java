package io.jenkins.plugins.stagegate.plugin.host;

import jenkins.model.CauseOfInterruption;

/** Whoever configured the job wants none of its executions to go on after a restart of Jenkins. */
final class ResumeForbidden extends CauseOfInterruption {
    private static final long serialVersionUID = 1L;

    @Override
    public String getShortDescription() {
        return Messages.ResumeForbidden_reason();
    }
}
