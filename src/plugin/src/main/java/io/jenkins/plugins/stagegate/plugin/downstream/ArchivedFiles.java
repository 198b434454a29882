package io.jenkins.plugins.stagegate.plugin.downstream;

import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.stagegate.artifact.FileSelection;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.plugin.host.ActionException;
import io.jenkins.plugins.stagegate.plugin.host.Fingerprints;
import io.jenkins.plugins.stagegate.plugin.provider.ProvidedAction;
import java.io.File;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;

/**
 * The files that a build has archived, wherever its artifact manager keeps them.
 *
 * @param taker the build that takes them
 */
record ArchivedFiles(Run<?, ?> build, Run<?, ?> taker) {
    private static final int SHOWN = 20;

    /** Puts out all artifacts that the action declares. */
    void putOut(ProvidedAction action) throws IOException, InterruptedException {
        for (var output : action.outputs().entrySet()) {
            var scratch = new FilePath(new File(taker.getRootDir(), "stage-gate-" + action.id()));
            try {
                var files = scratch.child("files");
                files.mkdirs();
                copy(output.getKey(), output.getValue(), files);
                action.putOut(output.getKey(), files);
            } finally {
                scratch.deleteRecursive();
            }
        }
    }

    private void copy(String artifact, List<String> patterns, FilePath folder)
            throws IOException, InterruptedException {
        var root = build.getArtifactManager().root();
        Collection<String> all = root.list("**", null, false);
        var selection = FileSelection.of(patterns);
        var chosen = all.stream().filter(selection::matches).sorted().toList();
        if (chosen.isEmpty()) {
            throw new ActionException(ActionFailure.CONFIGURATION, nothing(artifact, patterns, all));
        }
        for (String path : chosen) {
            var file = folder.child(path);
            file.getParent().mkdirs();
            try (var content = root.child(path).open()) {
                file.copyFrom(content);
            }
            fingerprint(path, file.digest());
        }
    }

    private String nothing(String artifact, List<String> patterns, Collection<String> all) {
        var name = build.getFullDisplayName();
        return all.isEmpty()
                ? Messages.ArchivedFiles_nothing(name, artifact)
                : Messages.ArchivedFiles_noMatch(
                        name,
                        artifact,
                        String.join(", ", patterns),
                        all.stream().sorted().limit(SHOWN).collect(Collectors.joining(", ")));
    }

    /** A file whose fingerprint is kept was used by the taker, too. */
    private void fingerprint(String path, String digest) throws IOException {
        var known = Jenkins.get().getFingerprintMap().get(digest);
        if (known != null) {
            known.addFor(taker);
            Fingerprints.show(taker, path, digest);
        }
    }
}
