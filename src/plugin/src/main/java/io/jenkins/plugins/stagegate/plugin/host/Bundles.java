package io.jenkins.plugins.stagegate.plugin.host;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.model.Artifact;
import io.jenkins.plugins.stagegate.model.OutputArtifact;
import io.jenkins.plugins.stagegate.source.History;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import jenkins.model.Jenkins;
import jenkins.util.BuildListenerAdapter;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * The artifacts of a build as its artifact manager keeps them, wherever that is. Files are packed and unpacked where the
 * workspace is.
 */
record Bundles(WorkflowRun run, Launcher launcher, TaskListener listener) {
    private static final String FOLDER = "stage-gate/";

    /**
     * Packs files and gives them to the artifact manager.
     *
     * @param scratch a folder beside the workspace
     */
    Bundle putOut(OutputArtifact output, FilePath files, FilePath scratch, int attempt)
            throws IOException, InterruptedException {
        return putOut(output, History.KEPT, files, scratch, attempt);
    }

    /**
     * Packs the files of a source, with the {@code .git} among them if the history is handed on, and gives them to the artifact
     * manager.
     *
     * @param scratch a folder beside the files
     */
    Bundle putOut(OutputArtifact output, History history, FilePath files, FilePath scratch, int attempt)
            throws IOException, InterruptedException {
        var folder = scratch.child("out");
        folder.mkdirs();
        var zip = folder.child(output.name() + ".zip");
        var packed = files.act(new PackFiles(output.files(), history == History.HANDED_ON, zip.getRemote()));
        var artifact = new Artifact(output.name(), packed.digest(), packed.size());
        return archive(artifact, zip, below(attempt));
    }

    /**
     * Gives a bundle to the artifact manager, and deletes it here.
     *
     * @param below the folder for it, with a slash at its end, unless it is the first attempt's
     */
    Bundle archive(Artifact artifact, FilePath zip, String below) throws IOException, InterruptedException {
        var path = FOLDER + below + zip.getName();
        run.pickArtifactManager()
                .archive(zip.getParent(), launcher, BuildListenerAdapter.wrap(listener), Map.of(path, zip.getName()));
        var fingerprint = zip.digest();
        zip.delete();
        record(run, artifact.name(), fingerprint);
        listener.getLogger().println(Messages.Bundles_putOut(artifact.name(), artifact.size(), artifact.digest()));
        return new Bundle(artifact, path, fingerprint);
    }

    /**
     * Unpacks an artifact into a folder that is empty or not there, after a check that it is what was put out.
     *
     * @param scratch a folder beside the workspace
     */
    void takeIn(Artifact artifact, FilePath scratch, FilePath target) throws IOException, InterruptedException {
        var found = find(run, artifact);
        var folder = scratch.child("in");
        folder.mkdirs();
        var zip = folder.child(artifact.name() + ".zip");
        var file = found.run().getArtifactManager().root().child(found.bundle().path());
        var external = file.toExternalURL();
        if (external == null || !zip.act(new FetchFile(external))) {
            try (var content = file.open()) {
                zip.copyFrom(content);
            }
        }
        zip.act(new UnpackBundle(artifact.name(), artifact.digest(), target.getRemote()));
        zip.delete();
        record(found.run(), artifact.name(), found.bundle().fingerprint());
        listener.getLogger().println(Messages.Bundles_tookIn(artifact.name(), artifact.digest()));
    }

    /**
     * Takes over an artifact of another build, after a check that it is what that one put out.
     *
     * @param artifact with the name that it has here
     * @param scratch a folder of the controller
     */
    Bundle copy(WorkflowRun from, Artifact artifact, FilePath scratch, int attempt)
            throws IOException, InterruptedException {
        var folder = scratch.child("out");
        folder.mkdirs();
        var zip = folder.child(artifact.name() + ".zip");
        var digest = Sha256.start();
        try (var content = new DigestInputStream(open(from, artifact), digest)) {
            zip.copyFrom(content);
        }
        if (!Sha256.finish(digest).equals(artifact.digest())) {
            throw new ActionException(
                    ActionFailure.SYSTEM_UNAVAILABLE,
                    Messages.Bundles_changed(artifact.name(), from.getFullDisplayName(), artifact.digest()));
        }
        return archive(artifact, zip, below(attempt));
    }

    private static String below(int attempt) {
        return attempt > 1 ? attempt + "/" : "";
    }

    /** Opens an artifact for reading, wherever the artifact manager has it. */
    static InputStream open(WorkflowRun run, Artifact artifact) throws ActionException, IOException {
        var found = find(run, artifact);
        var file = found.run().getArtifactManager().root().child(found.bundle().path());
        return file.open();
    }

    private record Found(WorkflowRun run, Bundle bundle) {}

    /** Looks in this build, and in those that it goes on from. */
    private static Found find(WorkflowRun run, Artifact artifact) throws ActionException {
        var build = Optional.of(run);
        while (build.isPresent()) {
            var release = ReleaseRun.of(build.get());
            var bundle = release.flatMap(one -> one.bundle(artifact.digest()));
            if (bundle.isPresent()) {
                return new Found(build.get(), bundle.get());
            }
            var origin = release.map(ReleaseRun::origin).orElse(OptionalInt.empty());
            build = origin.isPresent()
                    ? Optional.ofNullable(run.getParent().getBuildByNumber(origin.getAsInt()))
                    : Optional.empty();
        }
        throw new ActionException(
                ActionFailure.SYSTEM_UNAVAILABLE, Messages.Bundles_missing(artifact.name(), artifact.digest()));
    }

    /** Notes on the fingerprint of the bundle that this build made or used it. */
    private void record(Run<?, ?> maker, String name, String fingerprint) throws IOException {
        var file = name + ".zip";
        Jenkins.get().getFingerprintMap().getOrCreate(maker, file, fingerprint).addFor(run);
        Fingerprints.show(run, file, fingerprint);
    }
}
