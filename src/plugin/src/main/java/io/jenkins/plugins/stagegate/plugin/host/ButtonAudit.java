package io.jenkins.plugins.stagegate.plugin.host;

import hudson.model.Cause;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.plugin.ui.Audit;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** What people do to executions by Jenkins' own buttons and commands, in the audit log. */
final class ButtonAudit {
    private ButtonAudit() {}

    /** Notes who started an execution, unless it was noted when they asked for it. */
    static void started(ReleaseRun release) {
        var run = release.run();
        boolean noted = run.getAction(Request.class) != null && run.getCause(Cause.UserIdCause.class) != null;
        var trigger = Actors.trigger(run);
        if (!noted && release.request().startsAnew() && !trigger.by().isEmpty()) {
            var what = "started execution " + release.execution();
            note(trigger.by(), run, trigger.detail().equals(trigger.by()) ? what : what + ": " + trigger.detail());
        }
    }

    /** Notes who aborted a build, if it was somebody. */
    static void aborted(ReleaseRun release, Actor by, String reason) {
        if (!by.equals(Actor.ENGINE)) {
            note(by.name(), release.run(), "stopped and abandoned " + release.execution() + ": " + reason);
        }
    }

    /** Notes who killed a build. */
    static void killed(ReleaseRun release, String who) {
        var run = release.run();
        note(who, run, "killed build " + run.getDisplayName() + " of " + release.execution());
    }

    private static void note(String who, WorkflowRun run, String what) {
        Audit.note(who, run.getParent().getFullName(), what);
    }
}
