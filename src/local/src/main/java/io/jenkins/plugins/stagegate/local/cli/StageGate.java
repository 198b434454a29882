package io.jenkins.plugins.stagegate.local.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line with all its verbs. */
@Command(
        name = "stage-gate",
        mixinStandardHelpOptions = true,
        versionProvider = StageGate.Version.class,
        description = "Runs release pipelines on this machine: stages, approvals, transitions.",
        synopsisSubcommandLabel = "VERB",
        footer = {
            "",
            "A pipeline is defined in a Jenkinsfile and also runs, unchanged, in Jenkins.",
            "",
            "  stage-gate demo                  lays out a sample project and releases it",
            "  stage-gate run                   releases what the Jenkinsfile here says",
            "  stage-gate rehearse              plays a scenario with it, in no time",
            "  stage-gate serve                 shows it in the browser",
            "  stage-gate get-pipeline-state    says how it is, as JSON",
            "  stage-gate VERB --help           explains a verb"
        },
        subcommands = {
            DemoVerb.class,
            ValidateVerb.class,
            TriggersVerb.class,
            RehearseVerb.class,
            RunVerb.class,
            ServeVerb.class,
            StartVerb.class,
            StateVerb.class,
            ListVerb.class,
            ApprovalVerb.class,
            EnableTransitionVerb.class,
            DisableTransitionVerb.class,
            RetryVerb.class,
            RollbackVerb.class,
            OverrideVerb.class,
            StopVerb.class,
            StopLineVerb.class,
            ReleaseLineVerb.class,
            ForceVerb.class,
            KeyVerb.class,
            ImportVerb.class
        })
public final class StageGate implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: one of the verbs.");
    }

    /** The program with its verbs and its way of complaining. */
    public static CommandLine commandLine() {
        var line = new CommandLine(new StageGate())
                .setExecutionExceptionHandler(new Complaints())
                .setParameterExceptionHandler(new Complaints());
        line.getSubcommands().values().forEach(verb -> verb.getCommandSpec().mixinStandardHelpOptions(true));
        return line;
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = StageGate.class.getPackage().getImplementationVersion();
            return new String[] {"stage-gate " + (version == null ? "(not packaged)" : version)};
        }
    }
}
