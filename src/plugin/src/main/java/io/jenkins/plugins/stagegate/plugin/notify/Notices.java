package io.jenkins.plugins.stagegate.plugin.notify;

import hudson.model.TaskListener;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.model.ApprovalSettings;
import io.jenkins.plugins.stagegate.plugin.ui.LineAction;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;

/** Sends the notices of approvals, a few at a time; what cannot be sent is said in the build's log. */
public final class Notices {
    private static final int AT_ONCE = 4;
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(
            AT_ONCE, new NamingThreadFactory(new DaemonThreadFactory(), "Stage Gate notices"));

    private Notices() {}

    /** Tells all that the approval wants told. Returns at once. */
    public static void send(WorkflowJob job, Effect.AskApproval ask, TaskListener log) {
        var wanted =
                ask.action().approval().map(ApprovalSettings::notifications).orElse(List.of());
        if (!wanted.isEmpty()) {
            var notice = notice(job, ask);
            wanted.forEach(one -> THREADS.execute(() -> send(notice, one, log)));
        }
    }

    private static ApprovalNotice notice(WorkflowJob job, Effect.AskApproval ask) {
        var request = ask.request();
        var root = Objects.toString(Jenkins.get().getRootUrl(), "");
        return new ApprovalNotice(
                job.getFullName(),
                ask.number(),
                ask.stage(),
                ask.action().name(),
                request.token(),
                request.expires(),
                request.message(),
                request.link(),
                root.isEmpty() ? "" : root + job.getUrl() + LineAction.URL + "/");
    }

    private static void send(ApprovalNotice notice, ApprovalSettings.Notification one, TaskListener log) {
        try {
            var notifier = ApprovalNotifier.of(one.channel());
            if (notifier.isEmpty()) {
                throw new IOException(Messages.Notices_unknownChannel(one.channel()));
            }
            notifier.get().tell(notice, one.address());
            log.getLogger().println("[Stage Gate] " + Messages.Notices_told(one.channel()));
        } catch (IOException | RuntimeException e) {
            var reason = Objects.requireNonNullElse(e.getMessage(), e.toString());
            log.getLogger().println("[Stage Gate] " + Messages.Notices_notTold(one.channel(), reason));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
