package io.jenkins.plugins.stagegate.plugin.multibranch;

import hudson.AbortException;
import hudson.ExtensionList;
import hudson.model.Action;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Queue;
import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.model.Trigger;
import io.jenkins.plugins.stagegate.plugin.gate.ImposedGates;
import io.jenkins.plugins.stagegate.plugin.host.DefinitionReader;
import io.jenkins.plugins.stagegate.plugin.host.JobPipeline;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.job.DefinitionText;
import io.jenkins.plugins.stagegate.plugin.trigger.JobTriggers;
import io.jenkins.plugins.stagegate.plugin.trigger.Triggers;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import jenkins.branch.BranchEventCause;
import jenkins.branch.BranchIndexingCause;
import jenkins.model.ParameterizedJobMixIn;
import jenkins.scm.api.SCMRevision;
import jenkins.scm.api.SCMRevisionAction;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Lets the triggers of a branch decide what Jenkins' scan of the repository, or an event of a provider's plugin, may start. A branch
 * whose definition has no triggers about pushes and pull requests is started as ever.
 *
 * <p>The definition of a new branch is read without a build where that can be done. Where it cannot, a build reads it, and ends
 * there if it has triggers: those then decide.
 */
@OptionalExtension(requirePlugins = "workflow-multibranch")
@Restricted(NoExternalUse.class)
public final class BranchStarts extends Queue.QueueDecisionHandler {
    private static final Logger LOGGER = Logger.getLogger(BranchStarts.class.getName());
    private static final String SEEN = "revision of the branch";

    private final Map<WorkflowJob, ExecutorService> lanes = Collections.synchronizedMap(new WeakHashMap<>());

    @Override
    public boolean shouldSchedule(Queue.Task task, List<Action> actions) {
        if (!(task instanceof WorkflowJob job)
                || !(job.getDefinition() instanceof BranchDefinition definition)
                || !isAboutTheBranch(actions)
                || actions.stream().anyMatch(AskedTriggers.class::isInstance)
                || isKnownToHaveNone(job)) {
            return true;
        }
        // All of Jenkins' queue waits for this answer, and repositories are slow.
        lane(job).execute(() -> ask(job, definition, List.copyOf(actions)));
        return false;
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

    /** Opens nothing. */
    private static boolean isKnownToHaveNone(WorkflowJob job) {
        return Pipelines.get().atWork().stream()
                .filter(pipeline -> pipeline.job() == job)
                .flatMap(pipeline -> pipeline.state().definition().stream())
                .anyMatch(definition -> !isTriggered(definition));
    }

    private static boolean isTriggered(Pipeline definition) {
        return definition.triggers().stream()
                .anyMatch(trigger -> trigger instanceof Trigger.Push || trigger instanceof Trigger.PullRequest);
    }

    /** What is asked about one branch is asked in its order. */
    private ExecutorService lane(WorkflowJob job) {
        return lanes.computeIfAbsent(job, any -> JobTriggers.lane());
    }

    /** Returns when all that was asked about the branch until now has been answered. */
    static void settle(WorkflowJob job) throws InterruptedException, ExecutionException {
        ExtensionList.lookupSingleton(BranchStarts.class)
                .lane(job)
                .submit(() -> null)
                .get();
    }

    private void ask(WorkflowJob job, BranchDefinition definition, List<Action> actions) {
        if (isSuppressed(job, actions)) {
            return;
        }
        Optional<SCMRevision> tip = Optional.empty();
        try {
            var newest = BranchDefinition.Place.of(job).tip(TaskListener.NULL);
            tip = Optional.of(newest);
            var known = definition(Pipelines.get().of(job), definition, newest);
            if (known.filter(BranchStarts::isTriggered).isPresent()) {
                handOver(job, newest, built(job));
            } else {
                start(job, actions, tip, known.isPresent() ? AskedTriggers.none() : AskedTriggers.open(built(job)));
            }
        } catch (IOException | RuntimeException | Error e) { // or there would be no build
            LOGGER.log(Level.FINE, e, () -> "The build will read the definition of " + job.getFullName());
            start(job, actions, tip, AskedTriggers.open(built(job)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Whether the project, its organization or the job keeps such builds away: a trigger would start them in another name. All
     * others who decide about the queue are asked by Jenkins, once for each build.
     */
    private static boolean isSuppressed(WorkflowJob job, List<Action> actions) {
        return all().stream().filter(BranchStarts::suppresses).anyMatch(one -> !one.shouldSchedule(job, actions));
    }

    /** The plugin of multibranch projects has one for each place where that is configured, and shows none of them to others. */
    private static boolean suppresses(Queue.QueueDecisionHandler one) {
        return one.getClass().getPackageName().equals(BranchIndexingCause.class.getPackageName());
    }

    /** The definition that is known; of a new branch the one that it begins with, if that can be read without a checkout. */
    private static Optional<Pipeline> definition(JobPipeline pipeline, BranchDefinition definition, SCMRevision tip)
            throws IOException, InterruptedException {
        if (pipeline.state().definition().isEmpty()) {
            var text = definition.peek(pipeline.job(), tip);
            if (text.isPresent()) {
                pipeline.define(text.get(), DefinitionReader.read(text.get(), ImposedGates.of(pipeline.job())));
            }
        }
        return pipeline.state().definition();
    }

    /** As Jenkins would have, had nobody been asked. */
    private static void start(WorkflowJob job, List<Action> actions, Optional<SCMRevision> tip, AskedTriggers asked) {
        var all = Stream.concat(actions.stream(), Stream.of(asked)).toArray(Action[]::new);
        if (ParameterizedJobMixIn.scheduleBuild2(job, -1, all) != null && tip.isPresent()) {
            try {
                noteBuilt(job, tip.get());
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "Could not note what was started of " + job.getFullName());
            }
        }
    }

    /**
     * Ends a build that alone could read the definition, if that has triggers: they decide what is started.
     *
     * @throws FlowInterruptedException if it has some
     */
    static void leave(WorkflowRun build, DefinitionText text) throws IOException, FlowInterruptedException {
        var asked = build.getAction(AskedTriggers.class);
        var taken = build.getAction(SCMRevisionAction.class);
        if (asked == null || !asked.isOpen() || taken == null) {
            return;
        }
        var job = build.getParent();
        Pipeline definition;
        try {
            definition = DefinitionReader.read(text, ImposedGates.of(job));
        } catch (AbortException e) {
            return; // The build itself says what is wrong with it.
        }
        if (isTriggered(definition)) {
            Pipelines.get().of(job).define(text, definition);
            handOver(job, taken.getRevision(), asked.before());
            build.setResult(Result.NOT_BUILT);
            throw new FlowInterruptedException(Result.NOT_BUILT, false, new LeftToTriggers());
        }
    }

    /** Gives a revision to the triggers, unless they have seen it. */
    private static void handOver(WorkflowJob job, SCMRevision tip, Optional<String> built) throws IOException {
        var triggers = Triggers.get().listen(Pipelines.get().of(job));
        BranchChange.keep(job, tip);
        var commit = BranchChange.commit(tip);
        var before = triggers.seen(SEEN).or(() -> built);
        if (!before.equals(Optional.of(commit))) {
            triggers.arrive(BranchChange.arrival(tip, before));
            triggers.see(SEEN, commit);
        }
        noteBuilt(job, tip);
    }

    /** The commit that was last built, or given to triggers. */
    private static Optional<String> built(WorkflowJob job) {
        return Optional.ofNullable(project(job).getProjectFactory().getRevision(job))
                .map(BranchChange::commit);
    }

    private static void noteBuilt(WorkflowJob job, SCMRevision tip) throws IOException {
        project(job).getProjectFactory().setRevisionHash(job, tip);
    }

    private static WorkflowMultiBranchProject project(WorkflowJob job) {
        return (WorkflowMultiBranchProject) job.getParent();
    }
}
