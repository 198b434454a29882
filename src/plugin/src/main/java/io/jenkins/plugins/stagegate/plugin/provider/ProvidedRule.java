package io.jenkins.plugins.stagegate.plugin.provider;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** One look at a rule, as its provider sees it. It may be kept in a field of the execution, and is written with it. */
public interface ProvidedRule extends Serializable {
    /** The id of this look. It is the same after a restart of Jenkins. */
    String id();

    /** The rule's name. */
    String name();

    /** Its settings, with every {@code #{namespace.key}} resolved. */
    Map<String, String> settings();

    /** The context of the step: its log is the rule's log. */
    StepContext context();

    /** Says what was found, a sentence that people read if the rule holds. */
    void found(String summary) throws IOException, InterruptedException;
}
