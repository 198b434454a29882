package io.jenkins.plugins.stagegate.decision;

import io.jenkins.plugins.stagegate.model.Artifact;
import java.util.List;
import java.util.Map;

/**
 * What a rollback takes over from the execution it goes back to.
 *
 * @param execution the id of that execution
 * @param outputVariables by namespace, then by key
 */
public record Inheritance(
        String execution,
        String stage,
        Map<String, Artifact> artifacts,
        Map<String, Map<String, String>> outputVariables,
        List<SourceRevision> revisions) {}
