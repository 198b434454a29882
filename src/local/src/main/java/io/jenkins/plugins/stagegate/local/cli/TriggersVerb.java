package io.jenkins.plugins.stagegate.local.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "triggers",
        description = "Says what the triggers of a definition would do.",
        synopsisSubcommandLabel = "VERB",
        footer = {"", "  stage-gate triggers explain --push main --changed services/cart/cart.go"},
        subcommands = ExplainVerb.class)
final class TriggersVerb implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: `triggers explain`.");
    }
}
