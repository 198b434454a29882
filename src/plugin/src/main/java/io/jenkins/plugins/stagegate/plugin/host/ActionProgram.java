package io.jenkins.plugins.stagegate.plugin.host;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.Jobs;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.Agent;
import io.jenkins.plugins.stagegate.model.BuildSettings;
import io.jenkins.plugins.stagegate.model.Shell;
import io.jenkins.plugins.stagegate.model.Step;
import io.jenkins.plugins.stagegate.model.Work;
import io.jenkins.plugins.stagegate.plugin.provider.ActionProvider;
import io.jenkins.plugins.stagegate.spi.CommandScript;
import io.jenkins.plugins.stagegate.spi.PowerShellScript;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The Pipeline steps that perform an action. */
final class ActionProgram {
    private ActionProgram() {}

    /** Steps that wait until people have decided. */
    static List<Step> of(Effect.AskApproval ask) {
        return List.of(step(ApprovalStep.NAME, Map.of("id", ask.actionExecution())));
    }

    /** Steps that do the work, on an executor if the action needs one. */
    static List<Step> of(Effect.StartAction start) {
        var action = start.action();
        if (Set.of(ActionType.GIT, ActionType.PIPELINE).contains(action.type().provider()) || FileSources.has(action)) {
            return timed(action.timeout(), List.of(step(SourceStep.NAME, Map.of("id", start.actionExecution()))));
        }
        if (Jobs.of(action.type())) {
            return List.of(step(WorkerStep.NAME, Map.of("id", start.actionExecution())));
        }
        var refusal = refusal(action);
        if (refusal.isPresent()) {
            return List.of(step(
                    RefusalStep.NAME,
                    Map.of(
                            "id",
                            start.actionExecution(),
                            "code",
                            ActionFailure.CONFIGURATION,
                            "message",
                            refusal.get())));
        }
        var provider = ActionProvider.find(action.type().provider());
        var id = Map.<String, Object>of("id", start.actionExecution());
        var work = timed(
                action.timeout(),
                provider.map(one -> List.of(
                                step(ProviderStep.NAME, Map.of("id", start.actionExecution(), "provider", one.name()))))
                        .orElseGet(() -> BuildSettings.has(action.type()) ? build(action, id) : work(action)));
        boolean inWorkspace = action.agent().needed()
                && provider.map(ActionProvider::needsWorkspace).orElse(true);
        var framed = block(TakeInStep.NAME, id, work);
        return inWorkspace
                ? List.of(block("node", label(action.agent()), List.of(framed, step(PutOutStep.NAME, id))))
                : work;
    }

    /** Steps that look whether a rule holds: its commands, on an executor, or its provider. */
    static List<Step> of(Effect.CheckRule check) {
        var rule = check.rule();
        if (!rule.provider().equals(ActionType.COMMANDS)) {
            return List.of(step(RuleStep.NAME, Map.of("id", check.actionExecution(), "provider", rule.provider())));
        }
        var commands = step(CommandsStep.NAME, Map.of("lines", rule.commands(), "exports", List.of()));
        var work = timed(rule.timeout(), List.of(commands));
        var id = Map.<String, Object>of("id", check.actionExecution());
        return List.of(block("node", Map.of(), List.of(block(TakeInStep.NAME, id, work))));
    }

    /** Why Jenkins cannot perform the action, if it cannot. */
    private static Optional<String> refusal(Action action) {
        var provider = action.type().provider();
        if (!provider.equals(ActionType.COMMANDS) && !BuildSettings.has(action.type())) {
            return ActionProvider.find(provider).isPresent()
                    ? Optional.empty()
                    : Optional.of(Messages.ActionProgram_unknownProvider(provider));
        }
        boolean needsWorkspace = action.work() instanceof Work.Commands
                || BuildSettings.has(action.type())
                || !action.inputs().isEmpty()
                || !action.outputs().isEmpty()
                || !action.exports().isEmpty();
        return action.agent().needed() || !needsWorkspace
                ? Optional.empty()
                : Optional.of(Messages.ActionProgram_needsAgent(action.name()));
    }

    private static Map<String, Object> label(Agent agent) {
        return agent.label()
                .<Map<String, Object>>map(label -> Map.of("label", label))
                .orElse(Map.of());
    }

    /** The first line keeps Jenkins from showing each line of the script before it runs. */
    private static List<Step> build(Action action, Map<String, Object> id) {
        var script = step(
                Shell.SH.word(),
                Map.of(
                        "script",
                        "#!/bin/sh\nexec sh \"$" + BuildspecStep.SCRIPT + "\"",
                        "label",
                        BuildSettings.of(action).file()));
        return List.of(block(BuildspecStep.NAME, id, List.of(script)));
    }

    private static List<Step> work(Action action) {
        if (action.work() instanceof Work.Commands commands) {
            var arguments = new LinkedHashMap<String, Object>();
            arguments.put("lines", commands.lines());
            arguments.put("exports", action.exports());
            commands.shell().ifPresent(shell -> arguments.put("shell", shell.word()));
            return List.of(step(CommandsStep.NAME, arguments));
        }
        if (action.work() instanceof Work.Steps steps) {
            return action.exports().isEmpty() ? steps.steps() : exporting(steps.steps(), action.exports());
        }
        return List.of();
    }

    /** A timeout of the action counts from when its work begins: the wait for an executor is not the work's fault. */
    private static List<Step> timed(Optional<Duration> timeout, List<Step> work) {
        return timeout.map(
                        limit -> List.of(block("timeout", Map.of("time", limit.toSeconds(), "unit", "SECONDS"), work)))
                .orElse(work);
    }

    /** The author's steps with shell scripts that leave the values of exported variables behind. */
    private static List<Step> exporting(List<Step> steps, List<String> exports) {
        return steps.stream()
                .map(step -> new Step(
                        step.name(),
                        Shell.of(step.name())
                                .map(shell -> exporting(shell, step.arguments(), exports))
                                .orElse(step.arguments()),
                        exporting(step.body(), exports),
                        step.block()))
                .toList();
    }

    private static Map<String, Object> exporting(Shell shell, Map<String, Object> arguments, List<String> exports) {
        var changed = new LinkedHashMap<>(arguments);
        for (String key : List.of(Step.SOLE, "script")) {
            changed.computeIfPresent(key, (name, script) -> switch (shell) {
                case SH -> exporting(script.toString(), exports);
                case POWERSHELL, PWSH -> script + "\n" + PowerShellScript.exporting(exports);
                // What is behind a batch file's last line may never be reached.
                case BAT -> script;
            });
        }
        return changed;
    }

    /** A line that names the shell has to stay the first. */
    private static String exporting(String script, List<String> exports) {
        var text = script.stripLeading();
        if (!text.startsWith("#!")) {
            return CommandScript.of(List.of(script), exports);
        }
        int end = Optional.of(text.indexOf('\n')).filter(at -> at >= 0).orElse(text.length());
        return text.substring(0, end) + "\n" + CommandScript.of(List.of(text.substring(end)), exports);
    }

    private static Step step(String name, Map<String, Object> arguments) {
        return new Step(name, arguments, List.of(), false);
    }

    private static Step block(String name, Map<String, Object> arguments, List<Step> body) {
        return new Step(name, arguments, body, true);
    }
}
