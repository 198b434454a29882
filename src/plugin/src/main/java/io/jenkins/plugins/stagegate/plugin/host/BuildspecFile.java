package io.jenkins.plugins.stagegate.plugin.host;

import hudson.FilePath;
import io.jenkins.plugins.stagegate.buildspec.Buildspec;
import io.jenkins.plugins.stagegate.buildspec.BuildspecReader;
import io.jenkins.plugins.stagegate.buildspec.InvalidBuildspecException;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.model.BuildSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The build specification of an action. It is read when its workspace is there, and kept beside it, since the build may change the
 * file.
 *
 * @param exports names of variables that the action puts out besides
 * @param environment names of variables that the action sets
 */
record BuildspecFile(BuildSettings settings, List<String> exports, Set<String> environment) {
    static BuildspecFile of(RunningAction action) {
        var declaration = action.declaration();
        return new BuildspecFile(
                new BuildSettings(declaration.name(), action.run().configuration()),
                declaration.exports(),
                declaration.environment().keySet());
    }

    /** Takes it from the primary source. */
    Buildspec take(FilePath workspace, Scratch scratch) throws IOException, InterruptedException {
        var text = text(workspace);
        var spec = read(text);
        scratch.buildspec().write(text, StandardCharsets.UTF_8.name());
        return spec;
    }

    /** What was taken, if the action has come so far. */
    Optional<Buildspec> taken(Scratch scratch) throws IOException, InterruptedException {
        return scratch.buildspec().exists()
                ? Optional.of(read(scratch.buildspec().readToString()))
                : Optional.empty();
    }

    private String text(FilePath workspace) throws IOException, InterruptedException {
        if (settings.text().isPresent()) {
            return settings.text().get();
        }
        var file = workspace.child(settings.file());
        if (!file.exists() || file.isDirectory()) {
            throw invalid(Messages.BuildspecFile_missing());
        }
        if (file.length() > BuildspecReader.LONGEST) {
            throw invalid(Messages.BuildspecFile_long(file.length(), BuildspecReader.LONGEST));
        }
        return file.readToString();
    }

    private Buildspec read(String text) throws ActionException {
        try {
            var given = new HashSet<>(environment);
            given.addAll(settings.secrets().keySet());
            return BuildspecReader.read(text).within(settings::allows, given).with(settings.secrets(), exports);
        } catch (InvalidBuildspecException e) {
            throw invalid(e.getMessage());
        }
    }

    ActionException invalid(String why) {
        return new ActionException(ActionFailure.CONFIGURATION, settings.file() + ": " + why);
    }
}
