package io.jenkins.plugins.stagegate.plugin.host;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import hudson.security.ACL;
import io.jenkins.plugins.stagegate.model.Artifact;
import io.jenkins.plugins.stagegate.worker.JobRequest;
import io.jenkins.plugins.stagegate.worker.WorkerBundles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Workers' artifacts among those of the build that carries the execution, wherever its artifact manager keeps them. */
public final class JobBundles implements WorkerBundles {
    /** Workers are known by their jobs; whether they may read the build besides does not matter. */
    private static WorkflowRun build(JobRequest job) throws IOException {
        try (var as = ACL.as2(ACL.SYSTEM2)) {
            var found = Jenkins.get().getItemByFullName(job.context().pipeline(), WorkflowJob.class);
            var build = found == null
                    ? Optional.<WorkflowRun>empty()
                    : Pipelines.get().of(found).build(job.context().execution());
            return build.orElseThrow(() -> new IOException(Messages.JenkinsHost_buildGone()));
        }
    }

    @Override
    public InputStream open(JobRequest job, Artifact input) throws IOException {
        try {
            return Bundles.open(build(job), input);
        } catch (ActionException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public Artifact put(JobRequest job, String name, InputStream content) throws IOException {
        var run = build(job);
        var folder = Files.createTempDirectory("stage-gate-worker");
        var zip = folder.resolve(name + ".zip");
        try {
            var digest = Sha256.start();
            try (var out = new DigestOutputStream(Files.newOutputStream(zip), digest)) {
                content.transferTo(out);
            }
            var artifact = new Artifact(name, Sha256.finish(digest), Files.size(zip));
            var listener = BuildLog.listener(run).orElse(TaskListener.NULL);
            var bundles = new Bundles(run, new Launcher.LocalLauncher(listener), listener);
            keep(run, job, bundles.archive(artifact, new FilePath(zip.toFile()), job.job() + "/"));
            return artifact;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.deleteIfExists(zip);
            Files.deleteIfExists(folder);
        }
    }

    private static synchronized void keep(WorkflowRun run, JobRequest job, Bundle bundle) throws IOException {
        var id = job.context().actionExecution();
        var release = ReleaseRun.of(run).orElseThrow();
        var bundles = new ArrayList<Bundle>();
        release.product(id).ifPresent(known -> bundles.addAll(known.bundles()));
        bundles.removeIf(one -> one.artifact().name().equals(bundle.artifact().name()));
        bundles.add(bundle);
        release.keep(new Product(id, bundles, Map.of(), null));
    }

    @Override
    public List<Artifact> handedOver(JobRequest job) throws IOException {
        return ReleaseRun.of(build(job))
                .flatMap(release -> release.product(job.context().actionExecution()))
                .stream()
                .flatMap(product -> product.bundles().stream())
                .map(Bundle::artifact)
                .toList();
    }
}
