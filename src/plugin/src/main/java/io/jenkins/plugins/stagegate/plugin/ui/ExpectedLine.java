package io.jenkins.plugins.stagegate.plugin.ui;

import hudson.AbortException;
import io.jenkins.plugins.stagegate.plugin.host.JobPipeline;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.parameter.DefinitionChanges;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * The line of a pipeline that has never run: that of the definition in the job, which was there before this plugin could follow it.
 * One in a repository is not known before a build has read it.
 *
 * @param problem why the definition in the job says nothing; empty if nothing is wrong with it
 */
record ExpectedLine(Optional<String> problem) {
    static ExpectedLine of(JobPipeline pipeline) {
        var job = pipeline.job();
        if (pipeline.state().definition().isEmpty()
                && job.getDefinition() instanceof ReleasePipelineDefinition definition) {
            try {
                DefinitionChanges.takeUp(job, definition);
            } catch (AbortException e) {
                return new ExpectedLine(Optional.of(e.getMessage()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new ExpectedLine(Optional.empty());
    }
}
