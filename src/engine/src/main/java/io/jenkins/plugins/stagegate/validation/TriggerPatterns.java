package io.jenkins.plugins.stagegate.validation;

import io.jenkins.plugins.stagegate.model.Glob;
import io.jenkins.plugins.stagegate.model.InvalidGlobException;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.model.Trigger.Patterns;
import java.util.List;

/** Patterns of triggers can be understood, and are no more and no longer than CodePipeline allows. */
final class TriggerPatterns implements Check {
    private static final int PATTERNS = 8;
    private static final int LENGTH = 255;

    @Override
    public void check(Pipeline pipeline, Findings findings) {
        for (int i = 0; i < pipeline.triggers().size(); i++) {
            ElementPath path = ElementPath.PIPELINE.item("triggers", i);
            if (pipeline.triggers().get(i) instanceof Trigger.Push push) {
                patterns(push.branches(), path.field("branches"), findings);
                patterns(push.tags(), path.field("tags"), findings);
                patterns(push.filePaths(), path.field("filePaths"), findings);
            } else if (pipeline.triggers().get(i) instanceof Trigger.PullRequest pullRequest) {
                patterns(pullRequest.branches(), path.field("branches"), findings);
                patterns(pullRequest.filePaths(), path.field("filePaths"), findings);
            }
        }
    }

    private static void patterns(Patterns patterns, ElementPath path, Findings findings) {
        list("include", patterns.include(), path, findings);
        list("exclude", patterns.exclude(), path, findings);
    }

    private static void list(String name, List<String> patterns, ElementPath path, Findings findings) {
        Limits.count(findings, path, name + " patterns", patterns.size(), PATTERNS);
        for (int i = 0; i < patterns.size(); i++) {
            ElementPath item = path.item(name, i);
            Limits.length(findings, item, patterns.get(i), LENGTH);
            try {
                Glob.of(patterns.get(i));
            } catch (InvalidGlobException e) {
                findings.add("trigger-pattern", item, patterns.get(i), e.getMessage());
            }
        }
    }
}
