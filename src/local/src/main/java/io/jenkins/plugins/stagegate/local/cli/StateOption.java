package io.jenkins.plugins.stagegate.local.cli;

import io.jenkins.plugins.stagegate.local.pipeline.StateFolder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where pipelines keep what they know. */
final class StateOption {
    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "The folder with the state of the pipelines (default: .stage-gate beside the definition).")
    private Path folder;

    /** The folder that was named, or else the usual one in that place. */
    StateFolder in(Path place) {
        return new StateFolder(folder == null ? place.resolve(StateFolder.USUAL) : folder);
    }
}
