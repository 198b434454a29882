package io.jenkins.plugins.stagegate.local.host;

import io.jenkins.plugins.stagegate.artifact.Handover;
import io.jenkins.plugins.stagegate.buildspec.Build;
import io.jenkins.plugins.stagegate.buildspec.Buildspec;
import io.jenkins.plugins.stagegate.buildspec.BuildspecReader;
import io.jenkins.plugins.stagegate.buildspec.InvalidBuildspecException;
import io.jenkins.plugins.stagegate.buildspec.PreparedBuild;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.ActionOutcome;
import io.jenkins.plugins.stagegate.decision.ActionProgress;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.local.process.Launch;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.Artifact;
import io.jenkins.plugins.stagegate.model.BuildSettings;
import io.jenkins.plugins.stagegate.model.OutputArtifact;
import io.jenkins.plugins.stagegate.spi.ActionEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An action that runs a {@code buildspec.yml}: what it says is read when the primary source is laid out, and kept with the launch. */
final class BuildspecWork implements ActionWork {
    private final Action action;
    private final BuildSettings settings;
    private final Handover handover;
    private final Build build;
    private final ScriptWork script;

    BuildspecWork(
            String pipeline,
            Effect.StartAction start,
            Optional<String> revision,
            ActionFolders folders,
            Handover handover,
            Duration grace) {
        this.action = start.action();
        this.settings = BuildSettings.of(action);
        this.handover = handover;
        var inputs = settings.ordered(start.inputs(), Artifact::name);
        this.build = new Build(
                settings.project(),
                start.actionExecution(),
                pipeline,
                start.number(),
                revision,
                inputs.stream().skip(1).map(Artifact::name).toList(),
                action.environment().keySet());
        this.script = new ScriptWork(
                new ScriptWork.Task(
                        start.actionExecution(),
                        this::script,
                        inputs,
                        ActionEnvironment.of(pipeline, start),
                        action.timeout()),
                folders,
                handover,
                grace);
    }

    private String script(Launch launch, Map<String, String> environment) throws ActionFailedException, IOException {
        Files.writeString(launch.buildspec(), text(launch.work()));
        var prepared = PreparedBuild.of(spec(launch), build, new EnvironmentCredentials(System.getenv())::shared);
        environment.putAll(prepared.secrets());
        return prepared.script();
    }

    private String text(Path work) throws ActionFailedException, IOException {
        if (settings.text().isPresent()) {
            return settings.text().get();
        }
        var file = work.resolve(settings.file());
        if (!Files.isRegularFile(file)) {
            throw invalid(
                    "there is no such file in the primary source. Add it, or say where it is: buildspec file: '...'.");
        }
        if (Files.size(file) > BuildspecReader.LONGEST) {
            throw invalid("it has " + Files.size(file) + " bytes, and " + BuildspecReader.LONGEST + " are allowed.");
        }
        return Files.readString(file);
    }

    private Buildspec spec(Launch launch) throws ActionFailedException, IOException {
        try {
            var given = new HashSet<>(action.environment().keySet());
            given.addAll(settings.secrets().keySet());
            return BuildspecReader.read(Files.readString(launch.buildspec()))
                    .within(settings::allows, given)
                    .with(settings.secrets(), action.exports());
        } catch (InvalidBuildspecException e) {
            throw invalid(e.getMessage());
        }
    }

    private ActionFailedException invalid(String why) {
        return new ActionFailedException(ActionFailure.CONFIGURATION, settings.file() + ": " + why);
    }

    @Override
    public ActionOutcome perform(boolean again) throws ActionFailedException, IOException, InterruptedException {
        var launch = script.run(again);
        var spec = spec(launch);
        return new ActionOutcome(
                pack(spec, launch),
                Outputs.exports(spec.exports(), launch.exports()),
                Optional.empty(),
                ActionProgress.NONE);
    }

    private List<Artifact> pack(Buildspec spec, Launch launch) throws ActionFailedException, IOException {
        var artifacts = new ArrayList<Artifact>();
        for (OutputArtifact output : action.outputs()) {
            artifacts.add(
                    output.files().isEmpty()
                            ? Outputs.pack(output, laidOut(output, spec, launch), handover)
                            : Outputs.pack(output, launch.work(), handover));
        }
        return artifacts;
    }

    private Path laidOut(OutputArtifact output, Buildspec spec, Launch launch) throws ActionFailedException {
        var folder = launch.artifacts().resolve(output.name());
        try {
            spec.filesOf(output.name(), action.outputs().size()).layOut(launch.work(), folder);
            return folder;
        } catch (InvalidBuildspecException e) {
            throw invalid(e.getMessage());
        } catch (IOException e) {
            throw Outputs.impossible(output, e.getMessage());
        }
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
