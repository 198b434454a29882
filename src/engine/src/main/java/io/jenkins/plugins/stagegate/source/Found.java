package io.jenkins.plugins.stagegate.source;

import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.decision.SourceRevision;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A revision of something that is no repository.
 *
 * @param id the same for the same content
 * @param summary what it is, for people
 * @param pin of which type an override is that takes exactly this one later; empty if only the newest can be had
 * @param variables the action's output variables
 */
public record Found(String id, String summary, Optional<String> pin, Map<String, String> variables) {
    public Found {
        variables = new LinkedHashMap<>(variables);
    }

    /** The same for the pipeline's history. */
    public SourceRevision as(String action) {
        return new SourceRevision(action, id, summary, "");
    }

    /** What lets that action take exactly this revision, if it can. */
    public Optional<SourceOverride> override(String action) {
        return pin.map(type -> new SourceOverride(action, type, id));
    }
}
