package io.jenkins.plugins.stagegate.source;

import io.jenkins.plugins.stagegate.decision.SourceOverride;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Something that is no repository, and has one newest revision at any time: a folder, an image, an object.
 *
 * <p>Nothing is ever changed there, so each method may simply be called again. May be used by any thread.
 */
public interface FileSource {
    /** Looks what is newest, as cheaply as possible. */
    Found newest() throws SourceException, IOException, InterruptedException;

    /**
     * Lays out the files of a revision.
     *
     * @param override the revision to take instead of the newest
     * @param folder exists and is empty
     * @return what was taken, which may be newer than what was looked at before
     */
    Found take(Optional<SourceOverride> override, Path folder)
            throws SourceException, IOException, InterruptedException;
}
