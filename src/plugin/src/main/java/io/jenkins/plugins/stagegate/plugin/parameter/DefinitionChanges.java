package io.jenkins.plugins.stagegate.plugin.parameter;

import hudson.AbortException;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.stagegate.plugin.gate.ImposedGates;
import io.jenkins.plugins.stagegate.plugin.host.DefinitionReader;
import io.jenkins.plugins.stagegate.plugin.host.KeptPipeline;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.job.DefinitionText;
import io.jenkins.plugins.stagegate.plugin.job.ReleaseDefinition;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineDefinition;
import io.jenkins.plugins.stagegate.plugin.trigger.Triggers;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** Follows definitions that stand in their jobs, so that the first start asks for the right things and the line is there before it. */
@Extension
public final class DefinitionChanges extends ItemListener {
    private static final Logger LOGGER = Logger.getLogger(DefinitionChanges.class.getName());

    @Override
    public void onCreated(Item item) {
        follow(item);
    }

    @Override
    public void onUpdated(Item item) {
        follow(item);
    }

    /** Takes up what was there before this plugin could follow it. Definitions are read for this, so Jenkins does not wait for it. */
    @Override
    public void onLoaded() {
        Timer.get().execute(() -> {
            for (WorkflowJob job : Jenkins.get().allItems(WorkflowJob.class)) {
                if (!new KeptPipeline(job).exists()) {
                    follow(job);
                }
            }
        });
    }

    private static void follow(Item item) {
        if (item instanceof WorkflowJob job && job.getDefinition() instanceof ReleasePipelineDefinition definition) {
            try {
                takeUp(job, definition);
            } catch (AbortException e) {
                LOGGER.log(Level.FINE, e, () -> "The next build will say what is wrong with the definition of " + job);
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "Could not take up the definition of " + job);
            }
        } else if (item instanceof WorkflowJob job
                && !(job.getDefinition() instanceof ReleaseDefinition)
                && new KeptPipeline(job).exists()) {
            forget(job);
        }
    }

    /** What the former pipeline wanted of Jenkins, its job does not want any more. Its past stays, for it may come back. */
    private static void forget(WorkflowJob job) {
        try {
            DeclaredParameters.forget(job);
            Pipelines.get().of(job).reviewKept();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Could not clear up behind the release pipeline of " + job);
        }
    }

    /**
     * Takes up the definition that stands in a job.
     *
     * @throws AbortException if it has problems; the message shows each of them with its line and carets
     */
    public static void takeUp(WorkflowJob job, ReleasePipelineDefinition definition) throws IOException {
        var text = new DefinitionText(DefinitionText.FILE, definition.getScript());
        var pipeline = DefinitionReader.read(text, ImposedGates.of(job));
        DeclaredParameters.apply(job, pipeline);
        var known = Pipelines.get().of(job);
        known.define(text, pipeline);
        if (!pipeline.triggers().isEmpty()) {
            Triggers.get().listen(known);
        }
    }
}
