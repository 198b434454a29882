package io.jenkins.plugins.stagegate.plugin.host;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import io.jenkins.plugins.stagegate.spi.CommandScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.durable_task.BatchScriptStep;
import org.jenkinsci.plugins.workflow.steps.durable_task.ShellStep;
import org.kohsuke.stapler.DataBoundConstructor;

/** Runs an action's command lines in the shell that the agent has. */
public final class CommandsStep extends Step {
    static final String NAME = "stageGateCommands";

    private final List<String> lines;
    private final List<String> exports;

    @DataBoundConstructor
    public CommandsStep(List<String> lines, List<String> exports) {
        this.lines = new ArrayList<>(lines);
        this.exports = new ArrayList<>(exports);
    }

    public List<String> getLines() {
        return List.copyOf(lines);
    }

    public List<String> getExports() {
        return List.copyOf(exports);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        var script = context.get(Launcher.class).isUnix()
                ? new ShellStep(CommandScript.of(lines, exports))
                : new BatchScriptStep(batch());
        return script.start(context);
    }

    /** The lines for cmd.exe: each in the same shell, the first that fails ends it. */
    private String batch() {
        var script = new StringBuilder("@echo on\r\n");
        for (String line : lines) {
            script.append(line).append("\r\n@if errorlevel 1 exit /b %errorlevel%\r\n");
        }
        for (String name : exports) {
            script.append("@if defined ")
                    .append(name)
                    .append(" (<nul set /p \"=%")
                    .append(name);
            script.append("%\" > \"%")
                    .append(CommandScript.EXPORTS_FOLDER)
                    .append("%\\")
                    .append(name)
                    .append("\")\r\n");
        }
        return script.append("@exit /b 0\r\n").toString();
    }

    /** Registers the step, which only actions use. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return NAME;
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.CommandsStep_displayName();
        }

        @Override
        public boolean isAdvanced() {
            return true;
        }

        @Override
        public String argumentsToString(@NonNull Map<String, Object> arguments) {
            return arguments.get("lines") instanceof List<?> lines && !lines.isEmpty()
                    ? lines.get(0).toString()
                    : null;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(FilePath.class, Launcher.class, EnvVars.class, TaskListener.class);
        }
    }
}
