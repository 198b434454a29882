package io.jenkins.plugins.stagegate.plugin.host;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.stagegate.buildspec.ArtifactFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import jenkins.MasterToSlaveFileCallable;

/** Lays files of a workspace out as they stand in an artifact, where the workspace is. */
final class LayOutFiles extends MasterToSlaveFileCallable<Void> {
    private static final long serialVersionUID = 1;

    private final ArtifactFiles files;
    private final String target;

    LayOutFiles(ArtifactFiles files, String target) {
        this.files = files;
        this.target = target;
    }

    @Override
    public Void invoke(File workspace, VirtualChannel channel) throws IOException {
        files.layOut(workspace.toPath(), Path.of(target));
        return null;
    }
}
