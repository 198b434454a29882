package io.jenkins.plugins.stagegate.plugin.host;

import hudson.model.Result;
import hudson.security.ACL;
import io.jenkins.plugins.stagegate.decision.ActionRun;
import io.jenkins.plugins.stagegate.decision.ActionStatus;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.JobStatus;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.StageRun;
import io.jenkins.plugins.stagegate.decision.StageStatus;
import io.jenkins.plugins.stagegate.decision.Waiting;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands beside a build in lists: what it waits for, or why nothing came of it.
 *
 * <p>Only names stand in it, no words that people gave as a reason: Jenkins may be set to take descriptions for markup. And no
 * places in queues, which would be written anew whenever something moves.
 */
final class BuildDescription {
    private static final Logger LOGGER = Logger.getLogger(BuildDescription.class.getName());

    private BuildDescription() {}

    /** Describes the build of an execution as it is now, unless a person has described it. */
    static void tell(ReleaseRun release, Execution execution, PipelineState state) {
        try (var system = ACL.as2(ACL.SYSTEM2)) {
            release.describe(of(execution, state));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Could not describe " + release.run());
        }
    }

    private static String of(Execution execution, PipelineState state) {
        if (!execution.status().active()) {
            return FlowDisplay.result(execution.status()).equals(Result.NOT_BUILT) ? execution.summary() : "";
        }
        var inside = execution.stages().values().stream()
                .filter(stage -> stage.status() == StageStatus.IN_PROGRESS)
                .flatMap(stage -> waits(execution, stage, state));
        return Stream.concat(before(execution, state).stream(), inside)
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static Optional<String> before(Execution execution, PipelineState state) {
        return Waiting.before(state, execution).map(waiting -> switch (waiting.reason()) {
            case TRANSITION_CLOSED -> Messages.BuildDescription_closed(waiting.stage());
            case STOPPED_LINE -> Messages.BuildDescription_stopped(waiting.stage());
            default -> Messages.BuildDescription_before(waiting.stage());
        });
    }

    private static Stream<String> waits(Execution execution, StageRun stage, PipelineState state) {
        var actions = stage.actions().stream()
                .filter(action -> action.status() == ActionStatus.IN_PROGRESS)
                .flatMap(action -> waits(action).stream());
        var others = StageWait.in(stage, execution, state).flatMap(wait -> switch (wait.kind()) {
            case WINDOW -> Optional.of(Messages.BuildDescription_window(stage.stage()));
            case RETRY -> Optional.of(Messages.BuildDescription_retry(stage.stage()));
            case ADDRESS -> Optional.empty(); // mostly for a moment
        });
        return Stream.concat(actions, others.stream());
    }

    private static Optional<String> waits(ActionRun action) {
        if (action.approval().isPresent()) {
            return Optional.of(Messages.BuildDescription_approval(action.action()));
        }
        return action.job()
                .filter(job -> job.status() != JobStatus.IN_PROGRESS)
                .map(job -> Messages.BuildDescription_worker(action.action()));
    }
}
