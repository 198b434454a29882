package io.jenkins.plugins.stagegate.validation;

import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.model.Trigger.Patterns;
import io.jenkins.plugins.stagegate.wording.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Each trigger is about a source action that exists, and asks for something that can happen. */
final class Triggers implements Check {
    /** What has revisions, but neither branches nor files that changed. */
    private static final Set<String> REVISIONS_ONLY = Set.of(ActionType.FOLDER, ActionType.IMAGE, ActionType.S3);

    @Override
    public void check(Pipeline pipeline, Findings findings) {
        List<String> sources = ActionSite.of(pipeline).stream()
                .filter(site -> site.action().type().category() == ActionCategory.SOURCE)
                .map(site -> site.action().name())
                .toList();
        for (int i = 0; i < pipeline.triggers().size(); i++) {
            Trigger trigger = pipeline.triggers().get(i);
            ElementPath path = ElementPath.PIPELINE.item("triggers", i);
            source(trigger, sources, path, findings);
            if (trigger instanceof Trigger.Push push
                    && !push.tags().equals(Patterns.ANY)
                    && !(push.branches().equals(Patterns.ANY)
                            && push.filePaths().equals(Patterns.ANY))) {
                findings.add("trigger-tags", path.field("tags"));
            }
            if (asksGit(trigger)) {
                others(trigger, pipeline).ifPresent(name -> findings.add("trigger-asks-git", path, name));
            }
        }
    }

    /** Branches, tags, files and pull requests are known by git alone. */
    private static boolean asksGit(Trigger trigger) {
        return trigger instanceof Trigger.PullRequest
                || (trigger instanceof Trigger.Push push
                        && !(push.branches().equals(Patterns.ANY)
                                && push.tags().equals(Patterns.ANY)
                                && push.filePaths().equals(Patterns.ANY)));
    }

    /** The source action that the trigger is about, if it takes no repository. */
    private static Optional<String> others(Trigger trigger, Pipeline pipeline) {
        List<Action> sources = ActionSite.of(pipeline).stream()
                .map(ActionSite::action)
                .filter(action -> action.type().category() == ActionCategory.SOURCE)
                .toList();
        return sources.stream()
                .filter(action ->
                        trigger.sourceAction().map(action.name()::equals).orElse(sources.size() == 1))
                .filter(action -> REVISIONS_ONLY.contains(action.type().provider()))
                .map(Action::name)
                .findFirst();
    }

    private static void source(Trigger trigger, List<String> sources, ElementPath path, Findings findings) {
        String all = Listing.of(sources);
        trigger.sourceAction()
                .filter(name -> !sources.contains(name))
                .ifPresent(name -> findings.add(
                        "trigger-source", path.field("sourceAction"), name, all, Nearest.suggestion(name, sources)));
        // A time of day, or another pipeline, concerns no source in particular: it starts the pipeline with all of
        // them.
        boolean needsOne = trigger instanceof Trigger.Push || trigger instanceof Trigger.PullRequest;
        if (needsOne && trigger.sourceAction().isEmpty() && sources.size() > 1) {
            findings.add("trigger-source-open", path, all);
        }
    }
}
