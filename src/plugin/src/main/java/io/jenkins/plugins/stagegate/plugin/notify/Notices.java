package io.jenkins.plugins.stagegate.plugin.notify;

import hudson.security.ACL;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.stagegate.decision.ApprovalRequest;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.model.ApprovalSettings;
import io.jenkins.plugins.stagegate.model.ApprovalSettings.Notification;
import io.jenkins.plugins.stagegate.plugin.notify.ApprovalNotice.Occasion;
import io.jenkins.plugins.stagegate.plugin.ui.LineAction;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.security.ImpersonatingExecutorService;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Sends the notices of approvals, a few at a time; what cannot be sent is said in the build's log. */
public final class Notices {
    private static final Logger LOGGER = Logger.getLogger(Notices.class.getName());
    private static final int AT_ONCE = 4;
    private static final ExecutorService THREADS = new ImpersonatingExecutorService(
            Executors.newFixedThreadPool(
                    AT_ONCE, new NamingThreadFactory(new DaemonThreadFactory(), "Stage Gate notices")),
            ACL.SYSTEM2);

    private Notices() {}

    /** What is done when all were told. */
    @FunctionalInterface
    public interface Told {
        void done() throws IOException;
    }

    /**
     * Tells all that the approval wants told that a decision is wanted. Returns at once.
     *
     * @param told called on another thread when the last of them was told; never if one could not be
     */
    public static void send(WorkflowRun run, Effect.AskApproval ask, Told told) {
        var place = new Place(
                ask.execution(), ask.number(), ask.stage(), ask.action().name());
        send(
                run,
                notice(run.getParent(), place, ask.request(), Occasion.WANTED, "", ""),
                ask.action().approval(),
                told);
    }

    /** Tells the same what became of it. Returns at once. */
    public static void send(WorkflowRun run, PipelineState state, ApprovalNews news) {
        var found = news.approval();
        var place = new Place(
                found.execution().id(),
                found.execution().start().number(),
                found.stage().stage(),
                found.run().action());
        var request = found.run().approval().orElseThrow();
        send(
                run,
                notice(run.getParent(), place, request, news.occasion(), news.by(), news.comment()),
                found.declaration(state).approval(),
                () -> {});
    }

    private static void send(WorkflowRun run, ApprovalNotice notice, Optional<ApprovalSettings> settings, Told told) {
        var all = settings.map(ApprovalSettings::notifications).orElse(List.of());
        var left = new AtomicInteger(all.size());
        for (Notification one : all) {
            THREADS.execute(() -> {
                if (send(notice, one, run) && left.decrementAndGet() == 0) {
                    finish(run, told);
                }
            });
        }
    }

    private static void finish(WorkflowRun run, Told told) {
        try {
            told.done();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Could not note with " + run + " that people were told");
        }
    }

    private record Place(String execution, long number, String stage, String action) {
        /** Where people decide, or see what became of it. */
        String address(WorkflowJob job) {
            var root = Objects.toString(Jenkins.get().getRootUrl(), "");
            return root.isEmpty()
                    ? ""
                    : root + job.getUrl() + LineAction.URL + "/" + LineAction.question(execution, stage, action);
        }
    }

    private static ApprovalNotice notice(
            WorkflowJob job, Place place, ApprovalRequest request, Occasion occasion, String by, String comment) {
        return new ApprovalNotice(
                occasion,
                job.getFullName(),
                place.number(),
                place.stage(),
                place.action(),
                request.token(),
                request.expires(),
                request.message(),
                request.link(),
                place.address(job),
                by,
                comment);
    }

    private static boolean send(ApprovalNotice notice, Notification one, WorkflowRun run) {
        try {
            var notifier = ApprovalNotifier.of(one.channel());
            if (notifier.isEmpty()) {
                throw new IOException(Messages.Notices_unknownChannel(one.channel()));
            }
            notifier.get().tell(notice, one.address());
            log(run, Messages.Notices_told(one.channel(), notice.title()));
            return true;
        } catch (IOException | RuntimeException | Error e) {
            var reason = Objects.requireNonNullElse(e.getMessage(), e.toString());
            log(run, Messages.Notices_notTold(one.channel(), notice.title(), reason));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** A build that is over writes no log any more. */
    private static void log(WorkflowRun run, String line) {
        try {
            if (run.isBuilding()) {
                run.asFlowExecutionOwner().getListener().getLogger().println("[Stage Gate] " + line);
            } else {
                LOGGER.info(() -> run + ": " + line);
            }
        } catch (IOException e) {
            LOGGER.info(() -> run + ": " + line + " (" + e.getMessage() + ")");
        }
    }
}
