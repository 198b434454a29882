package io.jenkins.plugins.stagegate.plugin.host;

import hudson.AbortException;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.stagegate.artifact.Archive;
import io.jenkins.plugins.stagegate.artifact.FileSelection;
import io.jenkins.plugins.stagegate.artifact.InvalidPatternException;
import io.jenkins.plugins.stagegate.artifact.NoFilesMatchedException;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.List;
import jenkins.MasterToSlaveFileCallable;

/** Packs files of a folder where the folder is. */
final class PackFiles extends MasterToSlaveFileCallable<PackFiles.Packed> {
    private static final long serialVersionUID = 1;

    private final ArrayList<String> patterns;
    private final boolean history;
    private final String zip;

    /** @param history whether the folder's own {@code .git} belongs to them */
    PackFiles(List<String> patterns, boolean history, String zip) {
        this.patterns = new ArrayList<>(patterns);
        this.history = history;
        this.zip = zip;
    }

    @Override
    public Packed invoke(File folder, VirtualChannel channel) throws IOException {
        var file = Path.of(zip);
        var digest = Sha256.start();
        try (var out = new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), digest)) {
            var selection = FileSelection.of(patterns);
            Archive.pack((history ? selection.withHistory() : selection).in(folder.toPath()), out);
        } catch (NoFilesMatchedException | InvalidPatternException e) {
            throw new AbortException(
                    e.getMessage()); // which keeps its kind on the way from an agent, and shows no trace
        }
        return new Packed(Sha256.finish(digest), Files.size(file));
    }

    /** What came of it, as an agent says. What an agent says may be anything. */
    record Packed(String digest, long size) implements Serializable {
        Packed {
            if (!Sha256.isDigest(digest) || size < 0) {
                throw new IllegalArgumentException(Messages.PackFiles_nonsense(digest, size));
            }
        }
    }
}
