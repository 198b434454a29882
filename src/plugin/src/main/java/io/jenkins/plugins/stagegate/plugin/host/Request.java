package io.jenkins.plugins.stagegate.plugin.host;

import hudson.model.Action;
import hudson.model.InvisibleAction;
import hudson.model.Queue;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a build is for: the command that it gives to the engine when it starts. Goes with the build through the queue. */
public abstract class Request extends InvisibleAction implements Queue.QueueAction {
    /** Two requests are two builds, even if they ask for the same. */
    @Override
    public final boolean shouldSchedule(List<Action> actions) {
        return true;
    }

    /** The id of the execution that the build makes an attempt at. */
    abstract String execution();

    /** The execution whose artifacts the build goes on with; empty if there is none. */
    String origin() {
        return "";
    }

    /** Whether the build starts an execution, so that it needs the job's definition as it is now. */
    abstract boolean startsAnew();

    /** When what the build shows began, if that was before the build was. */
    Optional<Instant> since() {
        return Optional.empty();
    }

    /** The command, given what the pipeline is like by then; nothing if the execution is under way without one. */
    abstract Optional<Command> command(Beginning beginning) throws IOException;

    /**
     * A build that begins.
     *
     * @param state before the command, with the build's definition as the newest
     */
    record Beginning(ReleaseRun release, PipelineState state, JobPipeline pipeline) {}
}
