package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.local.ExitCodes;
import io.jenkins.plugins.stagegate.local.UserException;
import io.jenkins.plugins.stagegate.local.pipeline.DefinitionFile;
import io.jenkins.plugins.stagegate.local.pipeline.ScenarioFile;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.rehearsal.Recording;
import io.jenkins.plugins.stagegate.rehearsal.Rehearsal;
import io.jenkins.plugins.stagegate.rehearsal.TimelinePage;
import io.jenkins.plugins.stagegate.rehearsal.TimelineText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "rehearse",
        description = "Plays a scenario with a pipeline, on a clock that costs no time. Nothing is run.",
        footer = {
            "",
            "A scenario says who pushes when, how long actions take and which fail, who approves and",
            "when they are away. It may say what is expected; then it is a test of the pipeline.",
            "It ends with 0, with 1 if something went otherwise than expected, and with 2 if the",
            "definition or a scenario cannot be understood.",
            "",
            "  stage-gate rehearse --scenario friday.txt",
            "  stage-gate rehearse --scenario friday.txt --html friday.html",
            "  stage-gate rehearse --quiet --scenario friday.txt --scenario freeze.txt"
        })
final class RehearseVerb implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "Jenkinsfile",
            description = "The definition (default: ${DEFAULT-VALUE}).")
    private Path file;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            required = true,
            description = "The scenario; may be given several times.")
    private List<Path> scenarios;

    @Option(names = "--html", paramLabel = "FILE", description = "Also writes the timeline as a page with a drawing.")
    private Optional<Path> page;

    @Option(names = "--quiet", description = "Shows no timeline, only what went otherwise than expected.")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UserException {
        if (page.isPresent() && scenarios.size() > 1) {
            throw UserException.usage("--html shows one scenario; " + scenarios.size() + " are given.");
        }
        var pipeline = new DefinitionFile(file).readForAnyHost();
        int exitCode = ExitCodes.SUCCESS;
        for (Path scenario : scenarios) {
            exitCode = Math.max(exitCode, rehearse(pipeline, scenario));
        }
        return exitCode;
    }

    private int rehearse(Pipeline pipeline, Path file) throws UserException {
        var scenario = new ScenarioFile(file).read(pipeline);
        var recording = Rehearsal.of(pipeline, scenario);
        if (page.isPresent()) {
            write(page.get(), TimelinePage.of(file.getFileName().toString(), scenario, recording));
        }
        if (!quiet) {
            out().println(TimelineText.of(recording));
        }
        out().print(TimelineText.misses(file.toString(), recording));
        out().println(file + ": " + verdict(recording));
        if (recording.exhausted()) {
            throw UserException.usage(file + " comes to no end. Give it one with a line such as 'until Fri 18:00'.");
        }
        return recording.misses().isEmpty() ? ExitCodes.SUCCESS : ExitCodes.FAILURE;
    }

    private static String verdict(Recording recording) {
        int missed = recording.misses().size();
        if (missed > 0) {
            return missed + (missed == 1 ? " thing" : " things") + " went otherwise than expected.";
        }
        int met = recording.expectations();
        return met == 0
                ? "nothing was expected."
                : met == 1 ? "as expected." : "all " + met + " expectations were met.";
    }

    private static void write(Path file, String text) throws UserException {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw UserException.usage(file + " cannot be written: " + e.getMessage());
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
