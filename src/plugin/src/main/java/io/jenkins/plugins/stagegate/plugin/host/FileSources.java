package io.jenkins.plugins.stagegate.plugin.host;

import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.image.ImageSource;
import io.jenkins.plugins.stagegate.image.RegistryLogins;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.object.ObjectSource;
import io.jenkins.plugins.stagegate.object.StoreException;
import io.jenkins.plugins.stagegate.plugin.settings.StageGateSettings;
import io.jenkins.plugins.stagegate.source.FileSource;
import io.jenkins.plugins.stagegate.source.FolderSource;
import io.jenkins.plugins.stagegate.source.GitCredentials;
import io.jenkins.plugins.stagegate.source.SourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jenkins.util.SystemProperties;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** What source actions take from that is no repository, with what a job may reach and the logins that it can see. */
public final class FileSources {
    private static final Set<String> PROVIDERS = Set.of(ActionType.FOLDER, ActionType.IMAGE, ActionType.S3);

    private final GitCredentials logins;

    private FileSources(GitCredentials logins) {
        this.logins = logins;
    }

    /** For a job, while none of its builds asks. */
    public static FileSources of(WorkflowJob job) {
        return new FileSources(new PasswordLogins(job, Optional.empty()));
    }

    static FileSources of(WorkflowRun run) {
        return new FileSources(new PasswordLogins(run.getParent(), Optional.of(run)));
    }

    /** Whether the action takes from such. */
    static boolean has(Action action) {
        return action.type().category() == ActionCategory.SOURCE
                && PROVIDERS.contains(action.type().provider());
    }

    /**
     * What an action takes from; empty if it is a repository.
     *
     * @param configuration of the action, with every variable resolved
     * @throws SourceException if that makes no sense, or may not be taken
     */
    public Optional<FileSource> find(Action action, Map<String, String> configuration) throws SourceException {
        if (!has(action)) {
            return Optional.empty();
        }
        FileSource source =
                switch (action.type().provider()) {
                    case ActionType.IMAGE ->
                        new ImageSource(
                                configuration,
                                new RegistryLogins(logins, S3Part::ecr, false),
                                StageGateSettings.get().reach());
                    case ActionType.S3 -> object(configuration);
                    default -> folder(configuration.getOrDefault("path", ""));
                };
        return Optional.of(source);
    }

    private ObjectSource object(Map<String, String> configuration) throws SourceException {
        try {
            return new ObjectSource(configuration, S3Part.required(), S3Part.connection(configuration, logins));
        } catch (StoreException e) {
            throw new SourceException(e.code(), e.getMessage(), e);
        } catch (IOException e) {
            throw new SourceException(ActionFailure.SYSTEM_UNAVAILABLE, e.toString(), e);
        }
    }

    private static FolderSource folder(String path) throws SourceException {
        if (!SystemProperties.getBoolean(Source.LOCAL_ALLOWED)) {
            throw new SourceException(
                    ActionFailure.PERMISSION, Messages.Source_localRepository(path, Source.LOCAL_ALLOWED));
        }
        if (!Path.of(path).isAbsolute()) {
            throw new SourceException(ActionFailure.CONFIGURATION, Messages.FileSources_relative(path));
        }
        return new FolderSource(Path.of(path));
    }
}
