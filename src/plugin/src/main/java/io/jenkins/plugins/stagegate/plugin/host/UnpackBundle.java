package io.jenkins.plugins.stagegate.plugin.host;

import hudson.AbortException;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.stagegate.artifact.Archive;
import io.jenkins.plugins.stagegate.artifact.ArchiveRefusedException;
import io.jenkins.plugins.stagegate.artifact.Limits;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import jenkins.MasterToSlaveFileCallable;

/** Unpacks a bundle where it is, after a check that it is what was put out. */
final class UnpackBundle extends MasterToSlaveFileCallable<Void> {
    private static final long serialVersionUID = 1;

    private final String name;
    private final String digest;
    private final String target;

    UnpackBundle(String name, String digest, String target) {
        this.name = name;
        this.digest = digest;
        this.target = target;
    }

    @Override
    public Void invoke(File zip, VirtualChannel channel) throws IOException {
        var found = Sha256.start();
        try (var content = new DigestInputStream(Files.newInputStream(zip.toPath()), found)) {
            content.transferTo(OutputStream.nullOutputStream());
        }
        var actual = Sha256.finish(found);
        if (!actual.equals(digest)) {
            throw new AbortException(Messages.UnpackBundle_changed(name, actual, digest));
        }
        try {
            Archive.unpack(zip.toPath(), Path.of(target), Limits.DEFAULT);
        } catch (ArchiveRefusedException e) {
            throw new AbortException(Messages.UnpackBundle_refused(name, e.getMessage()));
        }
        return null;
    }
}
