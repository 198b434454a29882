package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.model.Artifact;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a successful action gives.
 *
 * @param variables its output variables, without the namespace
 * @param revision the revision it took, if it is a source action
 */
public record ActionOutcome(
        List<Artifact> artifacts,
        Map<String, String> variables,
        Optional<SourceRevision> revision,
        ActionProgress progress) {
    public ActionOutcome {
        artifacts = List.copyOf(artifacts);
        variables = Copies.ordered(variables);
    }

    /** Success without any product. */
    public static final ActionOutcome PLAIN =
            new ActionOutcome(List.of(), Map.of(), Optional.empty(), ActionProgress.NONE);
}
