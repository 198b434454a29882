package io.jenkins.plugins.stagegate.codepipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.stagegate.decision.SourceOverride;

/** Revisions that clients tell of. */
public final class Revisions {
    private Revisions() {}

    /** The revision of a {@code PutActionRevision}, of the type that the source action takes: the request does not say it. */
    public static SourceOverride override(ServedPipeline pipeline, JsonNode request) {
        var name = request.path("actionName").asText();
        var revision = request.at("/actionRevision/revisionId").asText();
        return SourceOverride.in(pipeline.engine().state().definition(), name, revision);
    }
}
