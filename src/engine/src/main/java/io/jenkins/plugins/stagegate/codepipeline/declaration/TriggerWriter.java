package io.jenkins.plugins.stagegate.codepipeline.declaration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.model.Trigger.Patterns;
import java.util.List;

/** Writes triggers, those of one source action together. A schedule has no place here, nor has another pipeline. */
final class TriggerWriter {
    private TriggerWriter() {}

    static void write(ObjectNode pipeline, List<Trigger> triggers) {
        var sources = triggers.stream()
                .filter(trigger -> trigger instanceof Trigger.Push || trigger instanceof Trigger.PullRequest)
                .map(Trigger::sourceAction)
                .distinct()
                .toList();
        if (sources.isEmpty()) {
            return;
        }
        var list = pipeline.putArray("triggers");
        for (var source : sources) {
            var git = list.addObject()
                    .put("providerType", "CodeStarSourceConnection")
                    .putObject("gitConfiguration");
            source.ifPresent(name -> git.put("sourceActionName", name));
            triggers.stream()
                    .filter(trigger -> trigger.sourceAction().equals(source))
                    .forEach(trigger -> write(git, trigger));
        }
    }

    private static void write(ObjectNode git, Trigger trigger) {
        if (trigger instanceof Trigger.Push push) {
            var filter = git.<ArrayNode>withArray("push").addObject();
            patterns(filter, "branches", push.branches());
            patterns(filter, "tags", push.tags());
            patterns(filter, "filePaths", push.filePaths());
        } else if (trigger instanceof Trigger.PullRequest pull) {
            var filter = git.<ArrayNode>withArray("pullRequest").addObject();
            pull.events().forEach(event -> filter.withArray("events").add(event.name()));
            patterns(filter, "branches", pull.branches());
            patterns(filter, "filePaths", pull.filePaths());
        }
    }

    private static void patterns(ObjectNode filter, String member, Patterns patterns) {
        if (!patterns.equals(Patterns.ANY)) {
            var criteria = filter.putObject(member);
            Nodes.put(criteria, "includes", patterns.include());
            Nodes.put(criteria, "excludes", patterns.exclude());
        }
    }
}
