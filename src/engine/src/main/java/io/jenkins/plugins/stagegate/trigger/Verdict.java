package io.jenkins.plugins.stagegate.trigger;

import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.model.Trigger.Patterns;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Whether a trigger fires, and why or why not.
 *
 * <p>The algebra is CodePipeline's: the triggers of a pipeline are alternatives; of one trigger all filters must let the change
 * pass; the patterns of a list are alternatives; what is excluded is excluded even if it is also included; of several changed
 * files one that passes is enough.
 *
 * @param reason for people; a sentence without its full stop
 */
public record Verdict(boolean fires, String reason) {
    /** The reason if there are filters on files, and the change says nothing of any. */
    public static final String FILES_UNKNOWN = "which files changed is not known";

    /**
     * Judges one trigger.
     *
     * @param followed the branch that the trigger's source action takes by itself, which a push without branches and tags is
     *     about; empty if the source takes a fixed commit or tag, or if the branch is not known
     */
    public static Verdict of(Trigger trigger, Change change, Optional<String> followed) {
        if (trigger instanceof Trigger.Push push) {
            return push(push, change, followed);
        }
        if (trigger instanceof Trigger.PullRequest pullRequest) {
            return pullRequest(pullRequest, change);
        }
        if (trigger instanceof Trigger.PipelineSuccess wanted) {
            return success(wanted, change);
        }
        return no("it is about the time, and this is " + change.title());
    }

    private static Verdict push(Trigger.Push push, Change change, Optional<String> followed) {
        boolean aboutTags = !push.tags().equals(Patterns.ANY);
        if (change instanceof Change.TagPush pushed) {
            return aboutTags
                    ? Filter.of("tag", push.tags()).verdict(pushed.tag())
                    : no("it is about branches, and this is " + change.title());
        }
        if (change instanceof Change.BranchPush pushed) {
            if (aboutTags) {
                return no("it is about tags, and this is " + change.title());
            }
            var branch = push.branches().equals(Patterns.ANY)
                    ? follows(pushed.branch(), followed)
                    : Filter.of("branch", push.branches()).verdict(pushed.branch());
            return branch.and(() -> Filter.of("path", push.filePaths()).anyOf(pushed.files()));
        }
        if (change instanceof Change.Revision found && !aboutTags && unfiltered(push)) {
            return push.sourceAction().map(found.action()::equals).orElse(true)
                    ? yes("it is about each new revision of `" + found.action() + "`")
                    : no("it is about the source action `" + push.sourceAction().get() + "`, and this is "
                            + change.title());
        }
        return no("it is about pushes, and this is " + change.title());
    }

    private static boolean unfiltered(Trigger.Push push) {
        return push.branches().equals(Patterns.ANY) && push.filePaths().equals(Patterns.ANY);
    }

    private static Verdict follows(String branch, Optional<String> followed) {
        if (followed.isEmpty()) {
            return no("it names no branch, and the source action follows none that is known");
        }
        return followed.get().equals(branch)
                ? yes("the source action follows the branch `" + branch + "`")
                : no("it names no branch, and the source action follows `" + followed.get() + "`, not `" + branch
                        + "`");
    }

    private static Verdict pullRequest(Trigger.PullRequest wanted, Change change) {
        if (!(change instanceof Change.PullRequest happened)) {
            return no("it is about pull requests, and this is " + change.title());
        }
        if (happened.fork()) {
            return no("the pull request comes from a fork, whose commits could be anybody's");
        }
        return event(wanted.events(), happened.event())
                .and(() -> Filter.of("branch", wanted.branches()).verdict(happened.target()))
                .and(() -> Filter.of("path", wanted.filePaths()).anyOf(happened.files()));
    }

    private static Verdict success(Trigger.PipelineSuccess wanted, Change change) {
        return change instanceof Change.Success happened && happened.pipeline().equals(wanted.pipeline())
                ? yes("the pipeline `" + wanted.pipeline() + "` succeeded")
                : no("it is about the success of the pipeline `" + wanted.pipeline() + "`, and this is "
                        + change.title());
    }

    private static Verdict event(List<Trigger.PullRequestEvent> wanted, Trigger.PullRequestEvent happened) {
        return wanted.isEmpty() || wanted.contains(happened)
                ? yes("the event is " + happened)
                : no("the event is " + happened + ", and it wants "
                        + wanted.stream().map(Enum::name).collect(Collectors.joining(" or ")));
    }

    static Verdict yes(String reason) {
        return new Verdict(true, reason);
    }

    static Verdict no(String reason) {
        return new Verdict(false, reason);
    }

    private Verdict and(Supplier<Verdict> next) {
        if (!fires) {
            return this;
        }
        var further = next.get();
        if (!further.fires() || further.reason().isEmpty()) {
            return further.fires() ? this : further;
        }
        return reason.isEmpty() ? further : yes(reason + "; " + further.reason());
    }
}
