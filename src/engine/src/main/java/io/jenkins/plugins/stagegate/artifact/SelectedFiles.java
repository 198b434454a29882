package io.jenkins.plugins.stagegate.artifact;

import java.nio.file.Path;
import java.util.List;

/**
 * The files of a folder that become an artifact.
 *
 * @param root the folder, by its real path
 * @param paths of files and symbolic links, relative to the root, with {@code /}, in the order of their UTF-8 bytes
 * @param unmatched the patterns that match none of them; worth a warning
 */
public record SelectedFiles(Path root, List<String> paths, List<String> unmatched) {
    public SelectedFiles {
        paths = List.copyOf(paths);
        unmatched = List.copyOf(unmatched);
    }
}
