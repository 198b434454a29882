package io.jenkins.plugins.stagegate.plugin.job;

import hudson.AbortException;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.stagegate.plugin.gate.ImposedGates;
import io.jenkins.plugins.stagegate.plugin.host.DefinitionReader;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** What a form says of a definition. */
final class DefinitionCheck {
    private DefinitionCheck() {}

    static FormValidation of(DefinitionText definition, Item job) {
        try {
            DefinitionReader.read(definition, ImposedGates.of(job));
            var warnings = job instanceof WorkflowJob one ? JobSettings.warnings(one) : List.<String>of();
            if (!warnings.isEmpty()) {
                return FormValidation.warning(String.join("\n", warnings));
            }
            var performances = DefinitionReader.performances(definition);
            return performances.isEmpty()
                    ? FormValidation.ok(Messages.ReleasePipelineDefinition_noProblems())
                    : FormValidation.okWithMarkup(Util.escape(Messages.ReleasePipelineDefinition_noProblems())
                            + "<pre class=\"stage-gate-performances\">"
                            + Util.escape(String.join("\n", performances)).replace("<br>", "\n") + "</pre>");
        } catch (AbortException e) {
            // The carets of a problem stand below the text that they are about, so the lines must stay as they are.
            return FormValidation.errorWithMarkup("<pre class=\"stage-gate-problems\">"
                    + Util.escape(e.getMessage()).replace("<br>", "\n") + "</pre>");
        }
    }
}
