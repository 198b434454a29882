package io.jenkins.plugins.stagegate.local.host;

import io.jenkins.plugins.stagegate.artifact.Handover;
import io.jenkins.plugins.stagegate.decision.ActionOutcome;
import io.jenkins.plugins.stagegate.decision.ActionProgress;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.local.process.PowerShell;
import io.jenkins.plugins.stagegate.local.process.StepsScript;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.Shell;
import io.jenkins.plugins.stagegate.model.Work;
import io.jenkins.plugins.stagegate.spi.ActionEnvironment;
import io.jenkins.plugins.stagegate.spi.CommandScript;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An action that runs shell lines: its inputs are laid out, a process runs, its outputs are stored. */
final class CommandsWork implements ActionWork {
    private final Action action;
    private final Handover handover;
    private final ScriptWork script;

    CommandsWork(String pipeline, Effect.StartAction start, ActionFolders folders, Handover handover, Duration grace) {
        this.action = start.action();
        this.handover = handover;
        this.script = new ScriptWork(
                new ScriptWork.Task(
                        start.actionExecution(),
                        ScriptWork.Script.of(script(action)),
                        start.inputs(),
                        ActionEnvironment.of(pipeline, start),
                        action.timeout()),
                folders,
                handover,
                grace);
    }

    private static String script(Action action) {
        if (action.work() instanceof Work.Steps steps) {
            // Each step is a shell of its own and exports by itself.
            return CommandScript.of(StepsScript.lines(steps.steps(), action.exports()), List.of());
        }
        if (!(action.work() instanceof Work.Commands commands)) {
            return CommandScript.of(List.of(), action.exports());
        }
        return commands.shell()
                .filter(Shell::isPowerShell)
                .map(shell -> PowerShell.script(shell, commands.lines(), action.exports()))
                .orElseGet(() -> CommandScript.of(commands.lines(), action.exports()));
    }

    @Override
    public ActionOutcome perform(boolean again) throws ActionFailedException, IOException, InterruptedException {
        var launch = script.run(again);
        return new ActionOutcome(
                Outputs.pack(action, launch.work(), handover),
                Outputs.exports(action.exports(), launch.exports()),
                Optional.empty(),
                ActionProgress.NONE);
    }

    @Override
    public void tidy() throws IOException {
        script.tidy();
    }

    @Override
    public void stop() {
        script.stop();
    }
}
