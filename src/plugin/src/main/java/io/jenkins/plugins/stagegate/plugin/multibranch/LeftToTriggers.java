package io.jenkins.plugins.stagegate.plugin.multibranch;

import jenkins.model.CauseOfInterruption;

/** Why a build that has read the definition ends there. */
final class LeftToTriggers extends CauseOfInterruption {
    private static final long serialVersionUID = 1;

    @Override
    public String getShortDescription() {
        return Messages.LeftToTriggers_description();
    }
}
