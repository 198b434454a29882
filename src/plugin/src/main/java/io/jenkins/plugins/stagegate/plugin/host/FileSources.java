package io.jenkins.plugins.stagegate.plugin.host;

import hudson.FilePath;
import hudson.model.TaskListener;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.image.ImageSource;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.object.ObjectSource;
import io.jenkins.plugins.stagegate.object.StoreException;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import io.jenkins.plugins.stagegate.source.FileSource;
import io.jenkins.plugins.stagegate.source.FolderSource;
import io.jenkins.plugins.stagegate.source.SourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jenkins.util.SystemProperties;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** What the source actions of a build take from that is no repository. */
record FileSources(WorkflowRun run, TaskListener listener) {
    private static final Set<String> PROVIDERS = Set.of(ActionType.FOLDER, ActionType.IMAGE, ActionType.S3);

    /** Whether the action takes from such. */
    static boolean has(Action action) {
        return action.type().category() == ActionCategory.SOURCE
                && PROVIDERS.contains(action.type().provider());
    }

    /**
     * Lays out a revision in an empty folder of the controller.
     *
     * @param configuration of the action, with every variable resolved
     */
    Source.Taken take(
            Action action, Map<String, String> configuration, Optional<SourceOverride> override, FilePath folder)
            throws IOException, InterruptedException {
        try {
            var found = source(action.type().provider(), configuration).take(override, Path.of(folder.getRemote()));
            listener.getLogger().println(Messages.Source_took(found.id(), found.summary()));
            return new Source.Taken(found.as(action.name()), found.variables());
        } catch (SourceException e) {
            throw new ActionException(e.failure().code(), e.getMessage());
        } catch (StoreException e) {
            throw new ActionException(e.code(), e.getMessage());
        }
    }

    private FileSource source(String provider, Map<String, String> configuration) throws SourceException, IOException {
        return switch (provider) {
            case ActionType.IMAGE ->
                new ImageSource(configuration, new PasswordLogins(run), StageGateSettings.get()::requireReachable);
            case ActionType.S3 ->
                new ObjectSource(configuration, S3Part.required(), S3Part.connection(configuration, run));
            default -> folder(configuration.getOrDefault("path", ""));
        };
    }

    private static FolderSource folder(String path) throws ActionException {
        if (!SystemProperties.getBoolean(Source.LOCAL_ALLOWED)) {
            throw new ActionException(
                    ActionFailure.PERMISSION, Messages.Source_localRepository(path, Source.LOCAL_ALLOWED));
        }
        if (!Path.of(path).isAbsolute()) {
            throw new ActionException(ActionFailure.CONFIGURATION, Messages.FileSources_relative(path));
        }
        return new FolderSource(Path.of(path));
    }
}
