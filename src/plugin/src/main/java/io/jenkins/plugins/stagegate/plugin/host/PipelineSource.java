package io.jenkins.plugins.stagegate.plugin.host;

import hudson.FilePath;
import hudson.model.Items;
import hudson.model.TaskListener;
import hudson.security.AccessDeniedException3;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.model.Action;
import io.jenkins.plugins.stagegate.model.Artifact;
import io.jenkins.plugins.stagegate.plugin.job.ReleaseDefinition;
import io.jenkins.plugins.stagegate.source.SourceException;
import io.jenkins.plugins.stagegate.upstream.PipelineRelease;
import io.jenkins.plugins.stagegate.wording.Nearest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * What an action takes from another pipeline of this Jenkins, as far as the current user may read that job.
 *
 * @param configuration of the action, with every variable resolved
 * @param bundles those of the build that takes
 */
record PipelineSource(
        WorkflowRun run, TaskListener listener, Action action, Map<String, String> configuration, Bundles bundles) {
    /**
     * Copies the artifact among those of the build.
     *
     * @param id of the action's execution
     * @param scratch a folder of the controller
     */
    Product take(String id, Optional<SourceOverride> override, FilePath scratch, int attempt)
            throws IOException, InterruptedException {
        var job = job(run.getParent(), configuration.getOrDefault("pipeline", ""));
        var pipeline = Pipelines.get().of(job);
        try {
            var release = PipelineRelease.of(pipeline.engine(), override.map(SourceOverride::value));
            var build = pipeline.build(release.execution().id())
                    .orElseThrow(() -> new ActionException(
                            ActionFailure.CONFIGURATION, Messages.PipelineSource_buildGone(release)));
            listener.getLogger().println(Messages.PipelineSource_taking(release));
            var kept = new ArrayList<Bundle>();
            for (var output : action.outputs()) {
                var artifact = release.artifact(configuration.getOrDefault("artifact", output.name()));
                var ours = new Artifact(output.name(), artifact.digest(), artifact.size());
                kept.add(bundles.copy(build, ours, scratch, attempt));
            }
            return new Product(id, kept, release.variables(), release.as(action.name()));
        } catch (SourceException e) {
            throw new ActionException(e.failure().code(), e.getMessage());
        }
    }

    /**
     * Finds the other job as the current user sees it.
     *
     * @param name counts from the folder of the job that asks
     */
    private static WorkflowJob job(WorkflowJob asks, String name) throws ActionException {
        WorkflowJob found;
        try {
            found = Jenkins.get().getItem(name, asks, WorkflowJob.class);
        } catch (AccessDeniedException3 e) {
            throw new ActionException(ActionFailure.PERMISSION, e.getMessage());
        }
        if (found == null || !(found.getDefinition() instanceof ReleaseDefinition)) {
            throw new ActionException(ActionFailure.CONFIGURATION, unknown(asks, name));
        }
        if (found.equals(asks)) {
            throw new ActionException(ActionFailure.CONFIGURATION, Messages.PipelineSource_itself(name));
        }
        return found;
    }

    private static String unknown(WorkflowJob asks, String name) {
        var names = new ArrayList<String>();
        for (WorkflowJob one : Items.allItems2(Jenkins.getAuthentication2(), Jenkins.get(), WorkflowJob.class)) {
            if (one.getDefinition() instanceof ReleaseDefinition) {
                names.add(one.getFullName());
                names.add(Optional.ofNullable(one.getRelativeNameFrom(asks.getParent()))
                        .orElse(one.getName()));
            }
        }
        return Messages.PipelineSource_unknown(name, Nearest.suggestion(name, names))
                .strip();
    }
}
