package io.jenkins.plugins.stagegate.plugin.ui;

import hudson.AbortException;
import hudson.security.ACL;
import io.jenkins.plugins.stagegate.model.Gates;
import io.jenkins.plugins.stagegate.plugin.gate.ImposedGates;
import io.jenkins.plugins.stagegate.plugin.host.JobPipeline;
import io.jenkins.plugins.stagegate.plugin.host.ReleaseRun;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.parameter.DefinitionChanges;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.WeakHashMap;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/**
 * The line of a pipeline that has never run: that of the definition in the job, which was there before this plugin could follow it.
 * One in a repository is not known before a build has read it, and what is wrong with it only by the build that could not.
 *
 * @param problem why the definition says nothing; empty if nothing is known to be wrong with it
 */
record ExpectedLine(Optional<String> problem) {
    private static final Map<WorkflowJob, Refused> REFUSED = Collections.synchronizedMap(new WeakHashMap<>());

    /** What was wrong with a text, so that who looks again and again does not let it be checked each time. */
    private record Refused(String script, Gates gates, String problem) {}

    static ExpectedLine of(JobPipeline pipeline) {
        if (!(pipeline.job().getDefinition() instanceof ReleasePipelineDefinition definition)) {
            return new ExpectedLine(unread(pipeline.job()));
        }
        return new ExpectedLine(
                pipeline.state().definition().isEmpty() ? takeUp(pipeline.job(), definition) : Optional.empty());
    }

    /** Whether the last build began nothing. Without a word about it the line would stand there as if it had never been. */
    private static Optional<String> unread(WorkflowJob job) {
        var last = job.getLastCompletedBuild();
        return last != null && ReleaseRun.of(last).isEmpty() && last.getExecution() == null
                ? Optional.of(Messages.ExpectedLine_unread(last.getDisplayName()))
                : Optional.empty();
    }

    /** Jenkins itself takes it up, once: whoever looks changes nothing. */
    private static Optional<String> takeUp(WorkflowJob job, ReleasePipelineDefinition definition) {
        var gates = ImposedGates.of(job);
        var known = REFUSED.get(job);
        if (known != null
                && known.script().equals(definition.getScript())
                && known.gates().equals(gates)) {
            return Optional.of(known.problem());
        }
        try (var jenkins = ACL.as2(ACL.SYSTEM2)) {
            Objects.requireNonNull(jenkins);
            DefinitionChanges.takeUp(job, definition);
            return Optional.empty();
        } catch (AbortException e) {
            REFUSED.put(job, new Refused(definition.getScript(), gates, e.getMessage()));
            return Optional.of(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
