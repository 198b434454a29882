package io.jenkins.plugins.stagegate.codepipeline;

import java.util.Map;
import java.util.TreeMap;

/** Which operation does what. */
final class Operations {
    static final Map<String, Operation> ALL = all();

    private Operations() {}

    private static Map<String, Operation> all() {
        var all = new TreeMap<String, Operation>();
        PipelineReads.addTo(all);
        ExecutionReads.addTo(all);
        Changes.addTo(all);
        Declarations.addTo(all);
        Providers.addTo(all);
        Workers.addTo(all);
        Partners.addTo(all);
        Tags.addTo(all);
        Webhooks.addTo(all);
        return Map.copyOf(all);
    }
}
