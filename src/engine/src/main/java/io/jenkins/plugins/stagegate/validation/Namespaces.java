package io.jenkins.plugins.stagegate.validation;

import io.jenkins.plugins.stagegate.model.OutputArtifact;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.VariableReferences;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A namespace belongs to one action, and is called like nothing else that holds variables or files. */
final class Namespaces implements Check {
    private static final Set<String> RESERVED =
            Set.of(VariableReferences.PIPELINE_NAMESPACE, VariableReferences.EXECUTION_NAMESPACE);

    @Override
    public void check(Pipeline pipeline, Findings findings) {
        Set<String> artifacts = ActionSite.of(pipeline).stream()
                .flatMap(site -> site.action().outputs().stream())
                .map(OutputArtifact::name)
                .collect(Collectors.toSet());
        Map<String, ActionSite> owners = new HashMap<>();
        for (ActionSite site : ActionSite.of(pipeline)) {
            site.action().namespace().ifPresent(namespace -> {
                ElementPath path = site.path().field("namespace");
                ActionSite owner = owners.putIfAbsent(namespace, site);
                if (RESERVED.contains(namespace)) {
                    findings.add("namespace-reserved", path, namespace);
                } else if (artifacts.contains(namespace)) {
                    findings.add("namespace-like-artifact", path, namespace);
                } else if (owner != null) {
                    findings.add(
                            "namespace-twice",
                            path,
                            namespace,
                            owner.action().name(),
                            owner.stage().name());
                }
            });
        }
    }
}
