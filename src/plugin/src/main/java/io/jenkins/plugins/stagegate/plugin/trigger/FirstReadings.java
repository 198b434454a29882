package io.jenkins.plugins.stagegate.plugin.trigger;

import hudson.AbortException;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.stagegate.plugin.gate.ImposedGates;
import io.jenkins.plugins.stagegate.plugin.host.DefinitionReader;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.job.ReleasePipelineScmDefinition;
import io.jenkins.plugins.stagegate.plugin.parameter.DeclaredParameters;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Reads a definition in a repository when its job is saved, so that the first build is asked for parameters, and triggered, too. */
@Extension
@Restricted(NoExternalUse.class)
public final class FirstReadings extends ItemListener {
    private static final Logger LOGGER = Logger.getLogger(FirstReadings.class.getName());

    @Override
    public void onCreated(Item item) {
        follow(item);
    }

    @Override
    public void onUpdated(Item item) {
        follow(item);
    }

    /** Whoever saves the job does not wait for the repository. */
    private static void follow(Item item) {
        if (item instanceof WorkflowJob job && job.getDefinition() instanceof ReleasePipelineScmDefinition definition) {
            JobTriggers.later(() -> {
                try {
                    read(job, definition);
                } catch (IOException e) {
                    LOGGER.log(Level.FINE, e, () -> "The first build will read the definition of " + job.getFullName());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    private static void read(WorkflowJob job, ReleasePipelineScmDefinition definition)
            throws IOException, InterruptedException {
        var text = definition.peek(job);
        if (text.isEmpty()) {
            return;
        }
        try {
            var pipeline = DefinitionReader.read(text.get(), ImposedGates.of(job));
            DeclaredParameters.apply(job, pipeline);
            if (!pipeline.triggers().isEmpty()) {
                var known = Pipelines.get().of(job);
                known.define(text.get(), pipeline);
                Triggers.get().listen(known);
            }
        } catch (AbortException e) {
            LOGGER.log(Level.FINE, e, () -> "The next build will say what is wrong with the definition of " + job);
        }
    }
}
