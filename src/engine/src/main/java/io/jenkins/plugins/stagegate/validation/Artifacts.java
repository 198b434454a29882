package io.jenkins.plugins.stagegate.validation;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.OutputArtifact;
import io.jenkins.plugins.stagegate.model.Pipeline;
import java.util.List;
import java.util.regex.Pattern;

/** An action takes in and puts out as many artifacts as its category allows, from inside its own folder. */
final class Artifacts implements Check {
    /** An absolute path of any system, a backslash, or a step out of the folder. */
    private static final Pattern OUTSIDE = Pattern.compile("/.*|[A-Za-z]:.*|.*\\\\.*|(.*/)?\\.\\.(/.*)?");

    @Override
    public void check(Pipeline pipeline, Findings findings) {
        for (ActionSite site : ActionSite.of(pipeline)) {
            Action action = site.action();
            if (action.type().category() == ActionCategory.APPROVAL
                    && !(action.inputs().isEmpty() && action.outputs().isEmpty())) {
                findings.add("approval-with-artifact", site.path(), action.name());
            }
            if (action.type().category() == ActionCategory.SOURCE) {
                source(action, site.path(), findings);
            }
            for (int i = 0; i < action.outputs().size(); i++) {
                files(action.outputs().get(i), site.path().item("outputs", i), findings);
            }
        }
    }

    private static void source(Action action, ElementPath path, Findings findings) {
        if (!action.inputs().isEmpty()) {
            findings.add("source-with-input", path, action.name());
        }
        if (action.outputs().size() != 1) {
            findings.add("source-output", path, action.name(), action.outputs().size());
        }
    }

    private static void files(OutputArtifact output, ElementPath path, Findings findings) {
        List<String> files = output.files();
        for (int i = 0; i < files.size(); i++) {
            if (files.get(i).isBlank() || OUTSIDE.matcher(files.get(i)).matches()) {
                findings.add("files-outside", path.item("files", i), files.get(i));
            }
        }
    }
}
