package io.jenkins.plugins.stagegate.plugin.job;

import hudson.AbortException;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.stagegate.dsl.Problem;
import io.jenkins.plugins.stagegate.plugin.gate.ImposedGates;
import io.jenkins.plugins.stagegate.plugin.host.DefinitionReader;
import io.jenkins.plugins.stagegate.plugin.host.RefusedDefinitionException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** What a form says of a definition. */
final class DefinitionCheck {
    /** A line of the definition, and the carets below it. */
    private static final Pattern CARETS = Pattern.compile("(?m)^.*\\n(?:&nbsp;|\\h)*\\^+\\n?");

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
                            + "<pre class=\"stage-gate-performances\">" + lines(String.join("\n", performances))
                            + "</pre>");
        } catch (RefusedDefinitionException e) {
            return problems(e.problems().stream()
                    .map(problem -> placed(problem, e.render(problem)))
                    .collect(Collectors.joining("\n")));
        } catch (AbortException e) {
            return problems(lines(e.getMessage()));
        }
    }

    private static FormValidation problems(String markup) {
        return FormValidation.errorWithMarkup("<pre class=\"stage-gate-problems\">" + markup + "</pre>");
    }

    /** A problem that begins with its place, for the editor to mark, and for people to go to. */
    private static String placed(Problem problem, String text) {
        var where = problem.where();
        return "<button type=\"button\" class=\"stage-gate-problem\" data-line=\"%d\" data-column=\"%d\" data-length=\"%d\">%s</button>%s"
                .formatted(
                        where.line(),
                        where.column(),
                        where.length(),
                        Util.escape(where.toString()),
                        CARETS.matcher(lines(text.substring(where.toString().length())))
                                .replaceAll("<span class=\"stage-gate-source\">$0</span>"));
    }

    /** The carets of a problem stand below the text that they are about, so the lines must stay as they are. */
    private static String lines(String text) {
        return Util.escape(text).replace("<br>", "\n");
    }
}
