package io.jenkins.plugins.stagegate.plugin.downstream;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.console.ModelHyperlinkNote;
import hudson.model.Action;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.ParametersAction;
import hudson.model.Queue;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.security.ACL;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.ActionProgress;
import io.jenkins.plugins.stagegate.plugin.host.ActionException;
import io.jenkins.plugins.stagegate.plugin.provider.ProvidedAction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn;
import jenkins.security.ImpersonatingScheduledExecutorService;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * An action that has started a job and waits for its build.
 *
 * <p>The build is known by its {@linkplain StartedBy mark}, in the queue, while it runs and when it is over: so it is found
 * again after a restart, and never started twice.
 */
final class JobExecution extends StepExecution {
    private static final long serialVersionUID = 1;
    private static final Logger LOGGER = Logger.getLogger(JobExecution.class.getName());
    private static final int LOOKS = 4;
    private static final int PAUSE_SECONDS = 5;
    private static final ScheduledExecutorService THREADS = new ImpersonatingScheduledExecutorService(
            Executors.newScheduledThreadPool(
                    4, new NamingThreadFactory(new DaemonThreadFactory(), "Stage Gate other jobs")),
            ACL.SYSTEM2);

    private final ProvidedAction action;
    private String job;
    private long since;
    private volatile @CheckForNull Throwable stopped;
    /** The build, once it was seen, so that its job may be renamed. */
    private transient volatile @CheckForNull Run<?, ?> seen;

    private transient boolean over;

    JobExecution(ProvidedAction action) {
        super(action.context());
        this.action = action;
    }

    @Override
    public boolean start() throws Exception {
        var upstream = getContext().get(Run.class);
        var target = Target.of(upstream, action.settings());
        job = target.job().getFullName();
        since = upstream.getTimeInMillis();
        Watch.get().add(action.id(), this);
        var before = build();
        if (before.isPresent() || queued().isPresent()) {
            later(0, () -> look(LOOKS));
            return false;
        }
        say(Messages.JobExecution_starts(ModelHyperlinkNote.encodeTo(target.job())));
        if (!schedule(target, upstream)) {
            Watch.get().remove(action.id());
            throw new ActionException(ActionFailure.SYSTEM_UNAVAILABLE, Messages.JobExecution_refused(job));
        }
        return false;
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Does something on a thread where nobody would hear of its failure; so that is the action's. */
    private void later(int seconds, Work work) {
        THREADS.schedule(
                () -> {
                    try {
                        work.run();
                    } catch (Exception | Error e) {
                        fail(e);
                    }
                },
                seconds,
                TimeUnit.SECONDS);
    }

    private boolean schedule(Target target, Run<?, ?> upstream) {
        var actions = new ArrayList<Action>();
        actions.add(new CauseAction(new Cause.UpstreamCause(upstream)));
        actions.add(new StartedBy(action.id()));
        if (!target.parameters().isEmpty()) {
            actions.add(new ParametersAction(target.parameters()));
        }
        return ParameterizedJobMixIn.scheduleBuild2(target.job(), -1, actions.toArray(new Action[0])) != null;
    }

    @Override
    public void onResume() {
        Watch.get().add(action.id(), this);
        later(0, () -> look(0));
    }

    /** Looks where the build is after a restart. One that is on its way from the queue to an executor is nowhere for a moment. */
    private void look(int looks) {
        var build = build();
        if (build.isPresent()) {
            started(build.get());
            if (!build.get().isInProgress()) {
                ended(build.get());
            }
        } else if (queued().isEmpty()) {
            if (looks < LOOKS) {
                later(PAUSE_SECONDS, () -> look(looks + 1));
            } else {
                lost(Messages.JobExecution_nowhere(job));
            }
        }
    }

    private Optional<Queue.Item> queued() {
        return StartedBy.queued(action.id());
    }

    private Optional<Run<?, ?>> build() {
        var known = seen;
        return known != null ? Optional.of(known) : StartedBy.build(action.id(), job, since);
    }

    /** Learns that the build runs. */
    void started(Run<?, ?> build) {
        seen = build;
        if (stopped != null) {
            interrupt(build);
            return;
        }
        say(Messages.JobExecution_started(link(build)));
        try {
            action.progressed(new ActionProgress(
                    Optional.of(build.getFullDisplayName()),
                    Optional.empty(),
                    Optional.of(build.getExternalizableId()),
                    Optional.of(address(build))));
            if (!waits()) {
                action.give(Map.of("BuildNumber", String.valueOf(build.getNumber()), "BuildUrl", address(build)));
                succeed();
            }
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Learns that the build is over. */
    void ended(Run<?, ?> build) {
        if (waits()) {
            later(0, () -> conclude(build));
        }
    }

    private boolean waits() {
        return !"false".equals(action.settings().get(JobProvider.WAIT));
    }

    private void conclude(Run<?, ?> build) throws IOException, InterruptedException {
        var result = Optional.ofNullable(build.getResult()).orElse(Result.FAILURE);
        say(Messages.JobExecution_ended(link(build), result));
        boolean unstable =
                result == Result.UNSTABLE && "true".equals(action.settings().get(JobProvider.ACCEPT_UNSTABLE));
        if (stopped != null) {
            fail(stopped);
        } else if (result == Result.SUCCESS || unstable) {
            new ArchivedFiles(build, getContext().get(Run.class)).putOut(action);
            action.give(Map.of(
                    "BuildNumber",
                    String.valueOf(build.getNumber()),
                    "BuildUrl",
                    address(build),
                    "Result",
                    result.toString()));
            succeed();
        } else {
            fail(new ActionException(ActionFailure.JOB_FAILED, failure(build, result)));
        }
    }

    private static String failure(Run<?, ?> build, Result result) {
        return result == Result.UNSTABLE
                ? Messages.JobExecution_unstable(build.getFullDisplayName(), address(build))
                : Messages.JobExecution_failed(build.getFullDisplayName(), result, address(build));
    }

    /** Learns that there is no build, and never will be. */
    void lost(String reason) {
        var cause = stopped;
        fail(cause != null ? cause : new ActionException(ActionFailure.JOB_FAILED, reason));
    }

    @Override
    public void stop(@NonNull Throwable cause) {
        stopped = cause;
        var item = queued();
        var build = build();
        if (build.isPresent()) {
            interrupt(build.get());
        } else if (item.isEmpty() || !Jenkins.get().getQueue().cancel(item.get())) {
            // It is on its way from the queue to an executor, and is interrupted as soon as it is there.
            later(PAUSE_SECONDS, () -> fail(cause));
        }
    }

    /** Aborts the build, whose end is then the action's. If it is over already, nobody waits for what it left. */
    private void interrupt(Run<?, ?> build) {
        var executor = build.isInProgress() ? build.getExecutor() : null;
        if (executor != null) {
            executor.interrupt(Result.ABORTED, new ActionWasStopped(action.name(), upstreamName()));
        } else {
            fail(stopped);
        }
    }

    private String upstreamName() {
        try {
            return getContext().get(Run.class).getFullDisplayName();
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.FINE, e, () -> "Cannot tell the build of " + action.id());
            return "";
        }
    }

    private synchronized void succeed() {
        if (!over) {
            over = true;
            Watch.get().remove(action.id());
            getContext().onSuccess(null);
        }
    }

    private synchronized void fail(Throwable cause) {
        if (!over) {
            over = true;
            Watch.get().remove(action.id());
            getContext().onFailure(cause);
        }
    }

    @Override
    public String getStatus() {
        return build().map(build -> Messages.JobExecution_waitsFor(build.getFullDisplayName()))
                .or(() -> queued().map(item -> Messages.JobExecution_queued(job, item.getWhy())))
                .orElseGet(() -> Messages.JobExecution_nowhere(job));
    }

    private void say(String text) {
        try {
            getContext().get(TaskListener.class).getLogger().println(text);
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot write to the log of " + action.id());
        }
    }

    private static String link(Run<?, ?> build) {
        return ModelHyperlinkNote.encodeTo("/" + build.getUrl(), build.getFullDisplayName());
    }

    private static String address(Run<?, ?> build) {
        return Optional.ofNullable(Jenkins.get().getRootUrl()).orElse("/") + build.getUrl();
    }
}
