package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Result;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** What a run has told its host, in this session of Jenkins. */
final class News {
    private static final Map<FlowExecutionOwner, News> ALL = new ConcurrentHashMap<>();

    private final Map<String, Object> told = new LinkedHashMap<>();

    static News of(WorkflowRun run) {
        return of(run.asFlowExecutionOwner());
    }

    private static News of(FlowExecutionOwner owner) {
        return ALL.computeIfAbsent(owner, any -> new News());
    }

    static void forget() {
        ALL.clear();
    }

    /** Waits for a piece of news and takes it. */
    synchronized Object await(String what) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!told.containsKey(what)) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("Nobody told of " + what + ", only of " + told.keySet());
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return told.remove(what);
    }

    /** Waits for the end of an action; its failure, or null. */
    @CheckForNull
    Throwable end(String action) throws InterruptedException {
        return await("ended " + action) instanceof Throwable failure ? failure : null;
    }

    synchronized boolean has(String what) {
        return told.containsKey(what);
    }

    private synchronized void add(String what, Object details) {
        told.put(what, details);
        notifyAll();
    }

    @Extension
    public static final class Host implements ReleaseFlowHost {
        @Override
        public void started(FlowExecutionOwner owner) {
            of(owner).add("started", true);
        }

        @Override
        public void resumed(FlowExecutionOwner owner) {
            of(owner).add("resumed", true);
        }

        @Override
        public void interrupted(FlowExecutionOwner owner, Result result, CauseOfInterruption... causes) {
            of(owner).add("interrupted", result);
        }

        @Override
        public void ended(FlowExecutionOwner owner, String action, @CheckForNull Throwable failure) {
            of(owner).add("ended " + action, failure == null ? "succeeded" : failure);
        }
    }
}
