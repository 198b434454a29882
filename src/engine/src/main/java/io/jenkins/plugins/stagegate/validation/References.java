package io.jenkins.plugins.stagegate.validation;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.VariableDeclaration;
import io.jenkins.plugins.stagegate.model.VariableReferences;
import io.jenkins.plugins.stagegate.model.VariableReferences.Reference;
import io.jenkins.plugins.stagegate.wording.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Every reference to a variable is certain to have a value when it is needed. */
final class References implements Check {
    private static final Pattern WITHOUT_NAMESPACE = Pattern.compile("#\\{([A-Za-z0-9@_-]+)\\}");

    @Override
    public void check(Pipeline pipeline, Findings findings) {
        List<String> variables =
                pipeline.variables().stream().map(VariableDeclaration::name).toList();
        Map<String, ActionSite> namespaces = new LinkedHashMap<>();
        for (ActionSite site : ActionSite.of(pipeline)) {
            site.action().namespace().ifPresent(namespace -> namespaces.putIfAbsent(namespace, site));
        }
        var lookup = new Lookup(variables, namespaces, findings);
        for (TextSite site : TextSite.of(pipeline)) {
            if (findings.areEnough()) {
                return;
            }
            VariableReferences.in(site.text()).stream().distinct().forEach(reference -> lookup.check(reference, site));
            lookup.withoutNamespace(site);
        }
    }

    private record Lookup(List<String> variables, Map<String, ActionSite> namespaces, Findings findings) {
        void check(Reference reference, TextSite site) {
            switch (reference.namespace()) {
                case VariableReferences.PIPELINE_NAMESPACE -> pipelineVariable(reference, site);
                case VariableReferences.EXECUTION_NAMESPACE ->
                    key(reference, site, Set.of(VariableReferences.EXECUTION_ID), "the execution");
                default -> outputVariable(reference, site);
            }
        }

        private void pipelineVariable(Reference reference, TextSite site) {
            if (site.inSource()) {
                add("reference-in-source", site, reference);
            } else {
                key(reference, site, variables, "the pipeline");
            }
        }

        private void outputVariable(Reference reference, TextSite site) {
            ActionSite producer = namespaces.get(reference.namespace());
            if (producer == null) {
                var known = new ArrayList<>(namespaces.keySet());
                known.add(VariableReferences.PIPELINE_NAMESPACE);
                known.add(VariableReferences.EXECUTION_NAMESPACE);
                add(
                        "reference-namespace",
                        site,
                        reference,
                        reference.namespace(),
                        Listing.of(known),
                        Nearest.suggestion(reference.namespace(), known));
            } else if (!producer.moment().precedes(site.moment())) {
                add(
                        "reference-later",
                        site,
                        reference,
                        producer.action().name(),
                        producer.stage().name());
            } else {
                Action action = producer.action();
                OutputVariables.of(action)
                        .ifPresent(keys -> key(reference, site, keys, "the action `" + action.name() + "`"));
            }
        }

        private void key(Reference reference, TextSite site, Collection<String> keys, String owner) {
            if (!keys.contains(reference.key())) {
                add(
                        "reference-key",
                        site,
                        reference,
                        owner,
                        reference.key(),
                        Listing.of(keys),
                        Nearest.suggestion(reference.key(), keys));
            }
        }

        /** Other languages write {@code #{...}} too; it is ours only if it names something of ours. */
        void withoutNamespace(TextSite site) {
            WITHOUT_NAMESPACE.matcher(site.text()).results().distinct().forEach(match -> namespaceOf(match.group(1))
                    .ifPresent(namespace -> findings.addExcerpt(
                            "reference-without-namespace",
                            site.path(),
                            match.group(),
                            match.group(),
                            namespace,
                            match.group(1))));
        }

        private Optional<String> namespaceOf(String key) {
            if (variables.contains(key)) {
                return Optional.of(VariableReferences.PIPELINE_NAMESPACE);
            }
            return namespaces.entrySet().stream()
                    .filter(entry -> entry.getValue().action().exports().contains(key))
                    .map(Map.Entry::getKey)
                    .findFirst();
        }

        private void add(String rule, TextSite site, Reference reference, Object... more) {
            var arguments = new ArrayList<Object>(List.of(reference));
            arguments.addAll(List.of(more));
            findings.addExcerpt(rule, site.path(), reference.toString(), arguments.toArray());
        }
    }
}
