package io.jenkins.plugins.stagegate.plugin.flow;

import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** What the log of a build holds. */
final class LogContents {
    private LogContents() {}

    /** Waits for a line of a step, which comes from another process. */
    static void await(WorkflowRun run, String text) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!JenkinsRule.getLog(run).contains(text)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("No " + text + " in:\n" + JenkinsRule.getLog(run));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
