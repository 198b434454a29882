package io.jenkins.plugins.stagegate.codepipeline.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.model.Trigger.Patterns;
import io.jenkins.plugins.stagegate.model.Trigger.PullRequestEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code PipelineTriggerDeclaration}s. */
final class TriggerReader {
    private TriggerReader() {}

    static List<Trigger> read(JsonNode list) {
        var triggers = new ArrayList<Trigger>();
        for (JsonNode one : list) {
            var git = one.path("gitConfiguration");
            var source = Nodes.text(git, "sourceActionName");
            git.path("push").forEach(filter -> triggers.add(push(source, filter)));
            git.path("pullRequest").forEach(filter -> triggers.add(pullRequest(source, filter)));
            if (!git.has("push") && !git.has("pullRequest")) {
                triggers.add(new Trigger.Push(source, Patterns.ANY, Patterns.ANY, Patterns.ANY));
            }
        }
        return triggers;
    }

    private static Trigger push(Optional<String> source, JsonNode filter) {
        return new Trigger.Push(
                source, patterns(filter, "branches"), patterns(filter, "tags"), patterns(filter, "filePaths"));
    }

    private static Trigger pullRequest(Optional<String> source, JsonNode filter) {
        var events = filter.has("events")
                ? Nodes.texts(filter.get("events")).stream()
                        .map(PullRequestEvent::valueOf)
                        .toList()
                : Stream.of(PullRequestEvent.values()).toList();
        return new Trigger.PullRequest(source, events, patterns(filter, "branches"), patterns(filter, "filePaths"));
    }

    private static Patterns patterns(JsonNode filter, String member) {
        var criteria = filter.path(member);
        return new Patterns(Nodes.texts(criteria.path("includes")), Nodes.texts(criteria.path("excludes")));
    }
}
