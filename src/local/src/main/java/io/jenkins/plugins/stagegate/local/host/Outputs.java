package io.jenkins.plugins.stagegate.local.host;

import io.jenkins.plugins.stagegate.artifact.FileSelection;
import io.jenkins.plugins.stagegate.artifact.Handover;
import io.jenkins.plugins.stagegate.artifact.InvalidPatternException;
import io.jenkins.plugins.stagegate.artifact.NoFilesMatchedException;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.local.process.Secrets;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.Artifact;
import io.jenkins.plugins.stagegate.model.OutputArtifact;
import io.jenkins.plugins.stagegate.spi.ExportedVariable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What an action leaves: artifacts and variables. */
final class Outputs {
    private Outputs() {}

    /** Stores the files that the action puts out. */
    static List<Artifact> pack(Action action, Path work, Handover handover) throws ActionFailedException, IOException {
        return pack(action, work, handover, files -> files);
    }

    /** The same, with the folder's own {@code .git}. */
    static List<Artifact> packWithHistory(Action action, Path work, Handover handover)
            throws ActionFailedException, IOException {
        return pack(action, work, handover, FileSelection::withHistory);
    }

    private static List<Artifact> pack(
            Action action, Path work, Handover handover, UnaryOperator<FileSelection> selection)
            throws ActionFailedException, IOException {
        var artifacts = new ArrayList<Artifact>();
        for (OutputArtifact output : action.outputs()) {
            artifacts.add(pack(output, work, handover, selection));
        }
        return artifacts;
    }

    /** Stores the files of one output artifact. */
    static Artifact pack(OutputArtifact output, Path work, Handover handover)
            throws ActionFailedException, IOException {
        return pack(output, work, handover, files -> files);
    }

    private static Artifact pack(
            OutputArtifact output, Path work, Handover handover, UnaryOperator<FileSelection> selection)
            throws ActionFailedException, IOException {
        try {
            return handover.putOut(
                    output.name(),
                    selection.apply(FileSelection.of(output.files())).in(work));
        } catch (NoFilesMatchedException | InvalidPatternException e) {
            throw impossible(output, e.getMessage());
        }
    }

    static ActionFailedException impossible(OutputArtifact output, String why) {
        return new ActionFailedException(
                ActionFailure.CONFIGURATION, "The output artifact '" + output.name() + "' cannot be put out. " + why);
    }

    /**
     * The values that the script exported; a variable that it did not set is not among them.
     *
     * @throws ActionFailedException if one holds a secret: many can read the journal that it would go to
     */
    static Map<String, String> exports(List<String> names, Path folder) throws ActionFailedException, IOException {
        var values = new LinkedHashMap<String, String>();
        for (String name : names) {
            var file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                try (var content = Files.newInputStream(file)) {
                    var value = ExportedVariable.read(content)
                            .orElseThrow(() -> new ActionFailedException(
                                    ActionFailure.CONFIGURATION, ExportedVariable.tooLarge(name)));
                    if (Secrets.OURS.in(value)) {
                        throw new ActionFailedException(
                                ActionFailure.CONFIGURATION,
                                "The exported variable '" + name
                                        + "' holds a secret of this program's environment, and many can read what is exported."
                                        + " Export something else, and let later actions take the secret from the environment, too.");
                    }
                    values.put(name, value);
                }
            }
        }
        return values;
    }
}
