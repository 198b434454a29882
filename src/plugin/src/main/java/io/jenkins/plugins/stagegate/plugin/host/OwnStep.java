package io.jenkins.plugins.stagegate.plugin.host;

import org.jenkinsci.plugins.workflow.steps.Step;

/** A step of one go at an action or of one look at a rule, whose id it knows. */
abstract class OwnStep extends Step {
    private final String id;

    OwnStep(String id) {
        this.id = id;
    }

    public final String getId() {
        return id;
    }
}
