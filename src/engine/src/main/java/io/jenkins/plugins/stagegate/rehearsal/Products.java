package io.jenkins.plugins.stagegate.rehearsal;

import io.jenkins.plugins.stagegate.decision.ActionOutcome;
import io.jenkins.plugins.stagegate.decision.ActionProgress;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.SourceRevision;
import io.jenkins.plugins.stagegate.decision.StartTrigger;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.Artifact;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.VariableReferences;
import io.jenkins.plugins.stagegate.model.VariableReferences.Reference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What rehearsed actions put out: every artifact that is declared, and a value for every variable that somebody refers to. */
final class Products {
    private final List<Reference> references;

    Products(Pipeline pipeline) {
        // The text of the whole model holds every text that its author wrote, wherever references may stand.
        this.references =
                VariableReferences.in(pipeline.toString()).stream().distinct().toList();
    }

    ActionOutcome of(Effect.StartAction start, StartTrigger trigger, Map<String, String> given) {
        var action = start.action();
        var artifacts = action.outputs().stream()
                .map(output -> new Artifact(output.name(), digest(start.number(), output.name()), 0))
                .toList();
        var variables = new LinkedHashMap<String, String>();
        references.stream()
                .filter(reference -> action.namespace().equals(Optional.of(reference.namespace())))
                .forEach(reference -> variables.put(reference.key(), value(reference.key(), start.number(), trigger)));
        action.exports().forEach(key -> variables.put(key, value(key, start.number(), trigger)));
        variables.putAll(given);
        var revision = action.type().category() == ActionCategory.SOURCE
                ? Optional.of(new SourceRevision(
                        action.name(), "commit-" + start.number(), title(start.number(), trigger), ""))
                : Optional.<SourceRevision>empty();
        return new ActionOutcome(artifacts, variables, revision, ActionProgress.NONE);
    }

    private static String value(String key, long number, StartTrigger trigger) {
        return switch (key) {
            case "CommitId" -> "commit-" + number;
            case "CommitMessage" -> title(number, trigger);
            case "AuthorName" -> trigger.by();
            case "BranchName" -> "main";
            default -> key + "-" + number;
        };
    }

    private static String title(long number, StartTrigger trigger) {
        return trigger.detail().isEmpty() ? "change " + number : trigger.detail();
    }

    /** Something that has the form of a digest and differs from execution to execution. */
    private static String digest(long number, String name) {
        return "sha256:" + String.format("%056x%08x", number, name.hashCode());
    }
}
