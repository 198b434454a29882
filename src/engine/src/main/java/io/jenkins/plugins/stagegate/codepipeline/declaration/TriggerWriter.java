package io.jenkins.plugins.stagegate.codepipeline.declaration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.model.Trigger.Patterns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Writes triggers, those of one source action together, three filters at most in each. A schedule has no place here, nor has
 * another pipeline.
 */
final class TriggerWriter {
    /** The limit of {@code GitPushFilterList} and {@code GitPullRequestFilterList}. */
    private static final int FILTERS = 3;

    private TriggerWriter() {}

    static void write(ObjectNode node, Pipeline pipeline) {
        var filters = new LinkedHashMap<String, Filters>();
        for (Trigger trigger : pipeline.triggers()) {
            var source = trigger.sourceAction().or(() -> onlySource(pipeline));
            boolean filter = trigger instanceof Trigger.Push || trigger instanceof Trigger.PullRequest;
            if (source.isPresent() && filter && !ChangeDetection.isSetting(trigger, pipeline)) {
                filters.computeIfAbsent(source.get(), name -> new Filters()).add(trigger);
            }
        }
        filters.forEach((source, all) -> all.write(node.withArray("triggers"), source));
    }

    private static Optional<String> onlySource(Pipeline pipeline) {
        var sources = pipeline.stages().get(0).actions();
        return sources.size() == 1 ? Optional.of(sources.get(0).name()) : Optional.empty();
    }

    /** Those about one source action. */
    private static final class Filters {
        private final List<Trigger.Push> pushes = new ArrayList<>();
        private final List<Trigger.PullRequest> pullRequests = new ArrayList<>();

        void add(Trigger trigger) {
            if (trigger instanceof Trigger.Push push) {
                pushes.add(push);
            } else {
                pullRequests.add((Trigger.PullRequest) trigger);
            }
        }

        void write(ArrayNode triggers, String source) {
            for (int from = 0; from < Math.max(pushes.size(), pullRequests.size()); from += FILTERS) {
                var git = triggers.addObject()
                        .put("providerType", "CodeStarSourceConnection")
                        .putObject("gitConfiguration")
                        .put("sourceActionName", source);
                pushes.stream()
                        .skip(from)
                        .limit(FILTERS)
                        .forEach(one -> push(git.<ArrayNode>withArray("push").addObject(), one));
                pullRequests.stream()
                        .skip(from)
                        .limit(FILTERS)
                        .forEach(one -> pullRequest(
                                git.<ArrayNode>withArray("pullRequest").addObject(), one));
            }
        }
    }

    private static void push(ObjectNode filter, Trigger.Push push) {
        patterns(filter, "branches", push.branches());
        patterns(filter, "tags", push.tags());
        patterns(filter, "filePaths", push.filePaths());
    }

    private static void pullRequest(ObjectNode filter, Trigger.PullRequest pull) {
        pull.events().forEach(event -> filter.withArray("events").add(event.name()));
        patterns(filter, "branches", pull.branches());
        patterns(filter, "filePaths", pull.filePaths());
    }

    private static void patterns(ObjectNode filter, String member, Patterns patterns) {
        if (!patterns.equals(Patterns.ANY)) {
            var criteria = filter.putObject(member);
            Nodes.put(criteria, "includes", patterns.include());
            Nodes.put(criteria, "excludes", patterns.exclude());
        }
    }
}
