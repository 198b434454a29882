package io.jenkins.plugins.stagegate.plugin.host;

import hudson.Extension;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Queue;
import hudson.model.queue.QueueListener;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.Inheritance;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Gets a build for an execution that the engine began by itself, as it does for an automatic rollback. Without one nothing can
 * run for it, so an execution whose build is taken out of the queue ends.
 */
@Extension
public final class Carrier extends QueueListener {
    private static final Logger LOGGER = Logger.getLogger(Carrier.class.getName());
    private static final Duration LONGEST_FETCH = Duration.ofHours(1);

    /**
     * Takes care of the executions that no build carries: those that never had one get it, those whose builds ended or were
     * deleted while nobody could be told end.
     */
    static void mindOrphans(JobPipeline pipeline) throws IOException {
        for (Execution execution : pipeline.state().executions().values()) {
            if (execution.status().active() && pipeline.builds().number(execution.id()) == 0) {
                adopt(pipeline, execution);
            }
            if (execution.status().active() && !carries(pipeline, execution.id())) {
                if (pipeline.builds().number(execution.id()) == 0) {
                    provide(pipeline, execution.id(), execution.started());
                } else {
                    pipeline.host().abandon(execution.id(), Messages.JenkinsHost_buildGone());
                }
            }
        }
    }

    /**
     * Remembers the build of an execution that nobody remembers: Jenkins went down when it had just begun. A build begins before the
     * execution that it starts, by as much as it takes to fetch the definition.
     */
    private static void adopt(JobPipeline pipeline, Execution execution) throws IOException {
        long oldest = execution.started().minus(LONGEST_FETCH).toEpochMilli();
        for (WorkflowRun build : pipeline.job().getBuilds()) {
            if (build.getTimeInMillis() < oldest) {
                return;
            }
            var release = ReleaseRun.of(build).filter(one -> one.execution().equals(execution.id()));
            if (release.isPresent() && build.isBuilding()) {
                pipeline.builds().remember(release.get());
                return;
            }
        }
    }

    /** Whether a build that runs, or that waits in Jenkins' queue, makes an attempt at the execution. */
    private static boolean carries(JobPipeline pipeline, String execution) {
        return pipeline.build(execution).filter(WorkflowRun::isBuilding).isPresent()
                || new QueuedRequests(pipeline.job()).isForExecution(execution);
    }

    /** Asks for a build, unless one carries the execution or is about to. */
    static void provide(JobPipeline pipeline, String execution, Instant since) {
        if (carries(pipeline, execution)) {
            return;
        }
        pipeline.state()
                .execution(execution)
                .filter(one -> one.status().active())
                .ifPresent(one -> {
                    var request = new CarryRequest(execution, origin(pipeline, one), since);
                    if (!pipeline.schedule(new CauseAction(cause(pipeline, one)), request)) {
                        pipeline.host()
                                .abandon(
                                        execution,
                                        Messages.Carrier_notBuildable(
                                                pipeline.job().getFullName()));
                    }
                });
    }

    private static String origin(JobPipeline pipeline, Execution execution) {
        return pipeline.builds().number(execution.id()) > 0
                ? execution.id()
                : execution.start().inherited().map(Inheritance::execution).orElse("");
    }

    private static Cause cause(JobPipeline pipeline, Execution execution) {
        var trigger = execution.start().trigger();
        if (!trigger.by().isEmpty()) {
            return new Cause.UserIdCause(trigger.by());
        }
        var inherited = execution.start().inherited();
        if (inherited.isEmpty()) {
            return new CarryCause(trigger.detail());
        }
        int failed = pipeline.builds().number(trigger.detail());
        int target = pipeline.builds().number(inherited.get().execution());
        return new CarryCause(Messages.Carrier_rollback(inherited.get().stage(), failed, target));
    }

    /** Why there is a build that nobody asked for. */
    public static final class CarryCause extends Cause {
        private final String description;

        CarryCause(String description) {
            this.description = description;
        }

        @Override
        public String getShortDescription() {
            return description;
        }
    }

    @Override
    public void onLeft(Queue.LeftItem item) {
        var request = item.getAction(CarryRequest.class);
        if (item.isCancelled() && request != null && item.task instanceof WorkflowJob job) {
            try {
                Pipelines.get().of(job).host().abandon(request.execution(), Messages.Carrier_cancelled());
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, e, () -> "Could not open the pipeline of " + job);
            }
        }
    }
}
