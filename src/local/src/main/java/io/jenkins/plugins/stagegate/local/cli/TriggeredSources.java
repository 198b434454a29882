package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.model.Trigger.Patterns;
import io.jenkins.plugins.stagegate.trigger.Change;
import io.jenkins.plugins.stagegate.trigger.Verdict;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The source actions of a pipeline, as far as they say which changes its triggers are about. */
record TriggeredSources(List<Action> actions) {
    private static final Map<String, String> REVISIONS_ONLY =
            Map.of(ActionType.FOLDER, "folder", ActionType.IMAGE, "image", ActionType.S3, "object");

    static TriggeredSources of(Pipeline pipeline) {
        return new TriggeredSources(pipeline.stages().get(0).actions().stream()
                .filter(action -> action.type().category() == ActionCategory.SOURCE)
                .toList());
    }

    /**
     * Another revision of what that action takes.
     *
     * @throws UserException if there is no such action, or if something else is to be asked about it
     */
    Change revision(String name) throws UserException {
        var action = actions.stream().filter(one -> one.name().equals(name)).findFirst();
        if (action.isEmpty()) {
            throw UserException.usage("There is no source action `" + name + "`, but " + listed(actions) + ".");
        }
        if (upstream(action.get()).isPresent()) {
            throw UserException.usage("`" + name + "` takes from another pipeline. Say `--success "
                    + upstream(action.get()).get() + "`.");
        }
        if (!REVISIONS_ONLY.containsKey(action.get().type().provider())) {
            throw UserException.usage("`" + name + "` takes a repository. Say `--push BRANCH`, `--tag TAG` or"
                    + " `--pull-request BRANCH`.");
        }
        return new Change.Revision(name);
    }

    /** What that trigger says, and why. */
    Verdict verdict(Trigger trigger, Change change) {
        if (trigger instanceof Trigger.Push && !(change instanceof Change.Revision)) {
            var other = about(trigger).flatMap(action -> instead(action, change));
            if (other.isPresent()) {
                return new Verdict(false, other.get());
            }
        }
        var verdict = Verdict.of(trigger, change, followed(trigger));
        if (verdict.fires() && change instanceof Change.Success success) {
            return new Verdict(true, verdict.reason() + "; " + taken(success.pipeline()));
        }
        return change instanceof Change.BranchPush pushed && isAboutTheDefaultBranch(trigger)
                ? supposing(pushed.branch(), trigger, change)
                : verdict;
    }

    private boolean isAboutTheDefaultBranch(Trigger trigger) {
        return trigger instanceof Trigger.Push push
                && push.branches().equals(Patterns.ANY)
                && push.tags().equals(Patterns.ANY)
                && about(trigger)
                        .filter(action -> action.type().provider().equals(ActionType.GIT))
                        .filter(action -> Collections.disjoint(
                                action.configuration().keySet(), List.of("branch", "tag", "commit")))
                        .isPresent();
    }

    /** Nobody asks the repository which one is its default branch. */
    private static Verdict supposing(String branch, Trigger trigger, Change change) {
        var verdict = Verdict.of(trigger, change, Optional.of(branch));
        return verdict.fires()
                ? new Verdict(true, verdict.reason() + "; supposing that `" + branch + "` is the default branch")
                : verdict;
    }

    /** What a push is about whose source action takes no repository; empty if it takes one. */
    private static Optional<String> instead(Action action, Change change) {
        return upstream(action)
                .map(name -> "`" + action.name() + "` takes from the pipeline `" + name
                        + "`, about which only the trigger `pipeline '" + name + "'` can be")
                .or(() -> Optional.ofNullable(REVISIONS_ONLY.get(action.type().provider()))
                        .map(noun -> "it is about new revisions of the " + noun + " that `" + action.name()
                                + "` takes (`--revision " + action.name() + "`), and this is " + change.title()));
    }

    private String taken(String pipeline) {
        var takers = actions.stream()
                .filter(action -> upstream(action).filter(pipeline::equals).isPresent())
                .toList();
        return takers.isEmpty()
                ? "no source action takes from it, so that all take what is newest"
                : listed(takers) + (takers.size() == 1 ? " takes" : " take") + " what that execution has put out";
    }

    private static String listed(List<Action> actions) {
        var names = actions.stream().map(one -> "`" + one.name() + "`").toList();
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** The branch that the trigger's source action names; which one is the default branch, only its repository knows. */
    private Optional<String> followed(Trigger trigger) {
        return about(trigger)
                .flatMap(action -> Optional.ofNullable(action.configuration().get("branch")));
    }

    private Optional<Action> about(Trigger trigger) {
        return actions.stream()
                .filter(action ->
                        trigger.sourceAction().map(action.name()::equals).orElse(true))
                .findFirst();
    }

    private static Optional<String> upstream(Action action) {
        return action.type().provider().equals(ActionType.PIPELINE)
                ? Optional.ofNullable(action.configuration().get("pipeline"))
                : Optional.empty();
    }
}
