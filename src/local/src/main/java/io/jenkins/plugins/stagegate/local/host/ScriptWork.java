package io.jenkins.plugins.stagegate.local.host;

import io.jenkins.plugins.stagegate.artifact.Handover;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.local.process.Launch;
import io.jenkins.plugins.stagegate.local.process.ProcessEnd;
import io.jenkins.plugins.stagegate.local.process.ScriptRun;
import io.jenkins.plugins.stagegate.local.process.Scripts;
import io.jenkins.plugins.stagegate.model.Artifact;
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
 * A script with its input artifacts, run once to its end.
 *
 * <p>The process may have begun in an earlier life of this program; then its end is waited for, and nothing begins twice. One
 * thread runs it; any may stop it.
 */
final class ScriptWork {
    /** CodePipeline's Commands action has 55 minutes; an hour is easier to remember. */
    static final Duration TIMEOUT = Duration.ofHours(1);

    private final Task task;
    private final ActionFolders folders;
    private final Handover handover;
    private final Duration grace;
    private boolean stopped;
    private Optional<ScriptRun> run = Optional.empty();

    /**
     * What is to be run.
     *
     * @param id of the action or rule execution
     * @param script written when the inputs are laid out
     * @param timeout how long it may take
     */
    record Task(
            String id,
            Script script,
            List<Artifact> inputs,
            Map<String, String> environment,
            Optional<Duration> timeout) {}

    /** Writes a script. */
    interface Script {
        /**
         * The script for a launch whose inputs are laid out.
         *
         * @param environment what the script finds; more can be put into it
         */
        String in(Launch launch, Map<String, String> environment) throws ActionFailedException, IOException;

        /** One that is known. */
        static Script of(String text) {
            return (launch, environment) -> text;
        }
    }

    ScriptWork(Task task, ActionFolders folders, Handover handover, Duration grace) {
        this.task = task;
        this.folders = folders;
        this.handover = handover;
        this.grace = grace;
    }

    /**
     * Runs it.
     *
     * @param again whether it may have begun in an earlier life of this program
     * @return where it ran, and left what it made
     * @throws ActionFailedException if it ended otherwise than well
     */
    Launch run(boolean again) throws ActionFailedException, IOException, InterruptedException {
        var launch = folders.current(task.id());
        var known = again ? Scripts.find(launch) : Optional.<ScriptRun>empty();
        if (known.isEmpty()) {
            launch = folders.fresh(task.id());
            layOut(launch);
        }
        var script = known;
        if (known.isEmpty()) {
            var environment = environment(launch);
            script = begin(launch, task.script().in(launch, environment), environment);
        }
        if (script.isEmpty()) {
            throw new ActionFailedException(ActionFailure.JOB_FAILED, "It was stopped before it began.");
        }
        attend(script.get());
        requireSuccess(script.get().await(task.timeout().orElse(TIMEOUT), grace, Clock.systemUTC()));
        return launch;
    }

    /** The first input is where the script runs, each further one in a folder of its own. */
    private void layOut(Launch launch) throws IOException {
        for (int i = 0; i < task.inputs().size(); i++) {
            handover.takeIn(task.inputs().get(i), place(launch, i));
        }
    }

    private Path place(Launch launch, int index) {
        return index == 0
                ? launch.work()
                : launch.input(task.inputs().get(index).name());
    }

    private synchronized Optional<ScriptRun> begin(Launch launch, String script, Map<String, String> environment)
            throws IOException {
        return stopped
                ? Optional.empty()
                : Optional.of(Scripts.start(launch, script, environment, folders.log(task.id())));
    }

    private synchronized void attend(ScriptRun script) {
        run = Optional.of(script);
        if (stopped) {
            script.stop();
        }
    }

    synchronized void stop() {
        stopped = true;
        run.ifPresent(ScriptRun::stop);
    }

    void tidy() throws IOException {
        folders.clean(task.id());
    }

    private Map<String, String> environment(Launch launch) {
        var environment = new LinkedHashMap<>(task.environment());
        for (int i = 0; i < task.inputs().size(); i++) {
            environment.put(
                    ActionEnvironment.inputVariable(task.inputs().get(i).name()),
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
            throw new ActionFailedException(ActionFailure.JOB_FAILED, "It was stopped.");
        }
        if (end instanceof ProcessEnd.Lost) {
            throw new ActionFailedException(
                    ActionFailure.LOST,
                    "Its process is gone and left no exit code: the machine went down, or somebody killed it. Nobody can"
                            + " say how far it came. Look at its log, then retry the stage.");
        }
    }
}
