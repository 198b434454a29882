package io.jenkins.plugins.stagegate.local.host;

import io.jenkins.plugins.stagegate.image.ImageSource;
import io.jenkins.plugins.stagegate.image.RegistryLogins;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.object.Connection;
import io.jenkins.plugins.stagegate.object.ObjectSource;
import io.jenkins.plugins.stagegate.object.StoreException;
import io.jenkins.plugins.stagegate.source.FileSource;
import io.jenkins.plugins.stagegate.source.FolderSource;
import io.jenkins.plugins.stagegate.source.GitCredentials;
import io.jenkins.plugins.stagegate.source.Reach;
import io.jenkins.plugins.stagegate.source.SourceException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What source actions take from that is no repository.
 *
 * @param home the folder of the definition, which relative paths count from
 */
public record FileSources(GitCredentials credentials, Path home) {
    /**
     * The one that an action names; empty for actions that take from repositories, or are no sources.
     *
     * @throws SourceException if its settings make no sense
     */
    public Optional<FileSource> of(Action action) throws SourceException {
        if (action.type().category() != ActionCategory.SOURCE) {
            return Optional.empty();
        }
        var settings = action.configuration();
        return switch (action.type().provider()) {
            case ActionType.FOLDER ->
                Optional.of(new FolderSource(
                        home.resolve(settings.getOrDefault("path", "")).normalize()));
            case ActionType.IMAGE ->
                Optional.of(
                        new ImageSource(settings, new RegistryLogins(credentials, S3Part::ecr, true), Reach.ANYWHERE));
            case ActionType.S3 -> Optional.of(object(settings));
            default -> Optional.empty();
        };
    }

    private ObjectSource object(Map<String, String> settings) throws SourceException {
        try {
            return new ObjectSource(settings, S3Part.required(), Connection.of(settings, credentials, true));
        } catch (StoreException e) {
            throw new SourceException(e.code(), e.getMessage(), e);
        }
    }
}
