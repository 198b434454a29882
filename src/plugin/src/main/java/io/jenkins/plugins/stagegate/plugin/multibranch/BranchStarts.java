package io.jenkins.plugins.stagegate.plugin.multibranch;

import hudson.model.Action;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Queue;
import hudson.model.TaskListener;
import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.plugin.gate.ImposedGates;
import io.jenkins.plugins.stagegate.plugin.host.DefinitionReader;
import io.jenkins.plugins.stagegate.plugin.host.JobPipeline;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.trigger.Triggers;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.branch.BranchEventCause;
import jenkins.branch.BranchIndexingCause;
import jenkins.scm.api.SCMRevision;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Lets the triggers of a branch decide what Jenkins' scan of the repository, or an event of a provider's plugin, may start. A branch
 * whose definition has no triggers about pushes and pull requests is started as ever.
 */
@OptionalExtension(requirePlugins = "workflow-multibranch")
@Restricted(NoExternalUse.class)
public final class BranchStarts extends Queue.QueueDecisionHandler {
    private static final Logger LOGGER = Logger.getLogger(BranchStarts.class.getName());
    private static final String SEEN = "revision of the branch";

    @Override
    public boolean shouldSchedule(Queue.Task task, List<Action> actions) {
        if (!(task instanceof WorkflowJob job)
                || !(job.getDefinition() instanceof BranchDefinition definition)
                || !isAboutTheBranch(actions)) {
            return true;
        }
        try {
            return !handOver(job, definition);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Could not ask the triggers of " + job.getFullName());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static boolean isAboutTheBranch(List<Action> actions) {
        return actions.stream()
                .filter(CauseAction.class::isInstance)
                .flatMap(action -> ((CauseAction) action).getCauses().stream())
                .anyMatch(BranchStarts::isAboutTheBranch);
    }

    private static boolean isAboutTheBranch(Cause cause) {
        return cause instanceof BranchIndexingCause || cause instanceof BranchEventCause;
    }

    /** Gives the newest revision to the triggers; false if the definition has none. */
    private static boolean handOver(WorkflowJob job, BranchDefinition definition)
            throws IOException, InterruptedException {
        var place = BranchDefinition.Place.of(job);
        var tip = place.tip(TaskListener.NULL);
        var pipeline = Pipelines.get().of(job);
        if (!isTriggered(pipeline, definition, tip)) {
            return false;
        }
        var triggers = Triggers.get().listen(pipeline);
        BranchChange.keep(job, tip);
        var commit = BranchChange.commit(tip);
        var factory = ((WorkflowMultiBranchProject) job.getParent()).getProjectFactory();
        var built = Optional.ofNullable(factory.getRevision(job)).map(BranchChange::commit);
        var before = triggers.seen(SEEN).or(() -> built);
        if (!before.equals(Optional.of(commit))) {
            triggers.arrive(BranchChange.arrival(tip, before));
            triggers.see(SEEN, commit);
        }
        factory.setRevisionHash(job, tip);
        return true;
    }

    /** By the definition that is known; of a new branch, by the one that it begins with. */
    private static boolean isTriggered(JobPipeline pipeline, BranchDefinition definition, SCMRevision tip)
            throws IOException, InterruptedException {
        if (pipeline.state().definition().isEmpty()) {
            var text = definition.peek(pipeline.job(), tip);
            if (text.isPresent()) {
                pipeline.define(text.get(), DefinitionReader.read(text.get(), ImposedGates.of(pipeline.job())));
            }
        }
        return pipeline.state()
                .definition()
                .filter(found -> found.triggers().stream().anyMatch(trigger -> !(trigger instanceof Trigger.Schedule)))
                .isPresent();
    }
}
