package io.jenkins.plugins.stagegate.plugin.host;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.model.Shell;
import io.jenkins.plugins.stagegate.spi.CommandScript;
import io.jenkins.plugins.stagegate.spi.PowerShellScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.durable_task.BatchScriptStep;
import org.jenkinsci.plugins.workflow.steps.durable_task.PowerShellCoreScriptStep;
import org.jenkinsci.plugins.workflow.steps.durable_task.PowershellScriptStep;
import org.jenkinsci.plugins.workflow.steps.durable_task.ShellStep;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Runs an action's command lines in the shell that it names, or else in the one that the agent has. */
public final class CommandsStep extends Step {
    static final String NAME = "stageGateCommands";

    /** What a reference became, where {@code sh} reads it. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{STAGE_GATE_VAR_(\\w+)}");

    private final List<String> lines;
    private final List<String> exports;
    private @CheckForNull String shell;

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

    @CheckForNull
    public String getShell() {
        return shell;
    }

    /** Names the shell, by its {@linkplain Shell#word word}. */
    @DataBoundSetter
    public void setShell(@CheckForNull String shell) {
        this.shell = shell;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return script(context.get(Launcher.class).isUnix()).start(context);
    }

    /**
     * The Pipeline step that runs the lines.
     *
     * @throws ActionException if a batch file would have to read a variable of the pipeline, which it cannot do safely
     */
    Step script(boolean unix) throws ActionException {
        var chosen = Optional.ofNullable(shell).flatMap(Shell::of).orElse(unix ? Shell.SH : Shell.BAT);
        return switch (chosen) {
            case SH -> new ShellStep(CommandScript.of(lines, exports));
            case BAT -> new BatchScriptStep(BatchScript.of(withoutReferences(lines), exports));
            case POWERSHELL -> new PowershellScriptStep(PowerShellScript.of(lines, exports));
            case PWSH -> new PowerShellCoreScriptStep(PowerShellScript.of(lines, exports));
        };
    }

    /** Lines without a shell of their own are read as those of {@code sh}: which agent they come to shows only now. */
    private static List<String> withoutReferences(List<String> lines) throws ActionException {
        for (String line : lines) {
            var reference = REFERENCE.matcher(line);
            if (reference.find()) {
                throw new ActionException(
                        ActionFailure.CONFIGURATION, Messages.CommandsStep_reference(reference.group(1)));
            }
        }
        return lines;
    }

    /** Registers the step, which only actions use. */
    @Extension
    public static final class DescriptorImpl extends OwnStepDescriptor {
        public DescriptorImpl() {
            super(
                    NAME,
                    Messages._CommandsStep_displayName(),
                    FilePath.class,
                    Launcher.class,
                    EnvVars.class,
                    TaskListener.class);
        }

        @Override
        String shown() {
            return "lines";
        }
    }
}
