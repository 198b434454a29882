package io.jenkins.plugins.stagegate.local.host;

import io.jenkins.plugins.stagegate.artifact.Handover;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.ActionOutcome;
import io.jenkins.plugins.stagegate.decision.ActionProgress;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.local.process.Launch;
import io.jenkins.plugins.stagegate.local.process.ProcessEnd;
import io.jenkins.plugins.stagegate.local.process.ScriptRun;
import io.jenkins.plugins.stagegate.local.process.Scripts;
import io.jenkins.plugins.stagegate.local.process.StepsScript;
import io.jenkins.plugins.stagegate.model.Artifact;
import io.jenkins.plugins.stagegate.model.Work;
import io.jenkins.plugins.stagegate.spi.ActionEnvironment;
import io.jenkins.plugins.stagegate.spi.CommandScript;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An action that runs shell lines: its inputs are laid out, a process runs, its outputs are stored.
 *
 * <p>The process may have begun in an earlier life of this program; then its end is waited for, and nothing begins twice.
 */
final class CommandsWork implements ActionWork {
    /** CodePipeline's Commands action has 55 minutes; an hour is easier to remember. */
    static final Duration TIMEOUT = Duration.ofHours(1);

    private final String pipeline;
    private final Effect.StartAction start;
    private final ActionFolders folders;
    private final Handover handover;
    private final Duration grace;
    private boolean stopped;
    private Optional<ScriptRun> run = Optional.empty();

    CommandsWork(String pipeline, Effect.StartAction start, ActionFolders folders, Handover handover, Duration grace) {
        this.pipeline = pipeline;
        this.start = start;
        this.folders = folders;
        this.handover = handover;
        this.grace = grace;
    }

    @Override
    public ActionOutcome perform(boolean again) throws ActionFailedException, IOException, InterruptedException {
        var id = start.actionExecution();
        var launch = folders.current(id);
        var known = again ? Scripts.find(launch) : Optional.<ScriptRun>empty();
        if (known.isEmpty()) {
            launch = folders.fresh(id);
            layOut(launch);
        }
        var script = known.isPresent() ? known : begin(launch);
        if (script.isEmpty()) {
            throw new ActionFailedException(ActionFailure.JOB_FAILED, "The action was stopped before it began.");
        }
        attend(script.get());
        var timeout = start.action().timeout().orElse(TIMEOUT);
        requireSuccess(script.get().await(timeout, grace, Clock.systemUTC()));
        var outcome = new ActionOutcome(
                Outputs.pack(start.action(), launch.work(), handover),
                Outputs.exports(start.action(), launch.exports()),
                Optional.empty(),
                ActionProgress.NONE);
        folders.clean(id);
        return outcome;
    }

    /** The first input is where the script runs, each further one in a folder of its own. */
    private void layOut(Launch launch) throws IOException {
        for (int i = 0; i < start.inputs().size(); i++) {
            handover.takeIn(start.inputs().get(i), place(launch, i));
        }
    }

    private Path place(Launch launch, int index) {
        Artifact artifact = start.inputs().get(index);
        return index == 0 ? launch.work() : launch.input(artifact.name());
    }

    private synchronized Optional<ScriptRun> begin(Launch launch) throws IOException {
        if (stopped) {
            return Optional.empty();
        }
        return Optional.of(Scripts.start(launch, script(), environment(launch), folders.log(start.actionExecution())));
    }

    private synchronized void attend(ScriptRun script) {
        run = Optional.of(script);
        if (stopped) {
            script.stop();
        }
    }

    @Override
    public synchronized void stop() {
        stopped = true;
        run.ifPresent(ScriptRun::stop);
    }

    private String script() {
        var action = start.action();
        return CommandScript.of(lines(), action.work() instanceof Work.Commands ? action.exports() : List.of());
    }

    private List<String> lines() {
        var action = start.action();
        if (action.work() instanceof Work.Commands commands) {
            return commands.lines();
        }
        if (action.work() instanceof Work.Steps steps) {
            return StepsScript.lines(steps.steps(), action.exports());
        }
        return List.of();
    }

    private Map<String, String> environment(Launch launch) {
        var environment = new LinkedHashMap<>(ActionEnvironment.of(pipeline, start));
        for (int i = 0; i < start.inputs().size(); i++) {
            environment.put(
                    ActionEnvironment.inputVariable(start.inputs().get(i).name()),
                    place(launch, i).toString());
        }
        environment.put(CommandScript.EXPORTS_FOLDER, launch.exports().toString());
        return environment;
    }

    private static void requireSuccess(ProcessEnd end) throws ActionFailedException {
        if (end instanceof ProcessEnd.Exited exited && exited.code() != 0) {
            throw new ActionFailedException(
                    ActionFailure.JOB_FAILED, "A command failed with exit code " + exited.code() + ".");
        }
        if (end instanceof ProcessEnd.TimedOut late) {
            throw new ActionFailedException(
                    ActionFailure.TIMED_OUT,
                    "It ran longer than its timeout of " + Durations.words(late.limit()) + " and was "
                            + (late.forced() ? "killed, since it ignored the request to end." : "ended.")
                            + " Make it faster, or give the action a longer `timeout`.");
        }
        if (end instanceof ProcessEnd.Stopped) {
            throw new ActionFailedException(ActionFailure.JOB_FAILED, "The action was stopped.");
        }
        if (end instanceof ProcessEnd.Lost) {
            throw new ActionFailedException(
                    ActionFailure.LOST,
                    "Its process is gone and left no exit code: the machine went down, or somebody killed it. Nobody can"
                            + " say how far it came. Look at its log, then retry the stage.");
        }
    }
}
