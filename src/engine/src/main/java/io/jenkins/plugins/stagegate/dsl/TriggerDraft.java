package io.jenkins.plugins.stagegate.dsl;

import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.model.Trigger.Patterns;
import io.jenkins.plugins.stagegate.model.Trigger.PullRequestEvent;
import io.jenkins.plugins.stagegate.validation.ElementPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A trigger while it is being read. */
final class TriggerDraft {
    final ElementPath path;
    final Marks marks;
    final List<PullRequestEvent> events = new ArrayList<>();
    Optional<String> sourceAction = Optional.empty();
    Patterns branches = Patterns.ANY;
    Patterns tags = Patterns.ANY;
    Patterns filePaths = Patterns.ANY;

    TriggerDraft(ElementPath path, Marks marks) {
        this.path = path;
        this.marks = marks;
    }

    Trigger push() {
        return new Trigger.Push(sourceAction, branches, tags, filePaths);
    }

    Trigger pullRequest() {
        return new Trigger.PullRequest(sourceAction, events, branches, filePaths);
    }
}
