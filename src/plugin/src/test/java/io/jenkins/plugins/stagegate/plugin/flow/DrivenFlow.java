package io.jenkins.plugins.stagegate.plugin.flow;

import hudson.model.Action;
import hudson.model.TaskListener;
import hudson.model.queue.QueueTaskFuture;
import io.jenkins.plugins.stagegate.model.Step;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.flow.FlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** A Pipeline job whose runs do what the test says. */
public final class DrivenFlow extends FlowDefinition {
    @Override
    public FlowExecution create(FlowExecutionOwner owner, TaskListener listener, List<? extends Action> actions)
            throws IOException {
        return new ReleaseFlowExecution(owner, "test");
    }

    static WorkflowJob job(JenkinsRule jenkins) throws IOException {
        return job(jenkins, "driven");
    }

    static WorkflowJob job(JenkinsRule jenkins, String name) throws IOException {
        var job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new DrivenFlow());
        return job;
    }

    /** Starts a build and waits until its flow is there. */
    static WorkflowRun start(JenkinsRule jenkins) throws Exception {
        return start(job(jenkins));
    }

    static WorkflowRun start(WorkflowJob job) throws Exception {
        QueueTaskFuture<WorkflowRun> future = job.scheduleBuild2(0);
        var run = future.waitForStart();
        run.getExecutionPromise().get(30, TimeUnit.SECONDS);
        News.of(run).await("started");
        return run;
    }

    static ReleaseFlowExecution flow(WorkflowRun run) {
        return (ReleaseFlowExecution) run.getExecution();
    }

    /** Starts an action of the stage {@code Build} that has the id {@code name}. */
    static void action(WorkflowRun run, String name, Step... program) {
        action(run, "Build", 1, name, Map.of(), program);
    }

    static void action(
            WorkflowRun run,
            String stage,
            int runOrder,
            String name,
            Map<String, String> environment,
            Step... program) {
        flow(run).openStage(stage, stage);
        flow(run).startAction(name, stage, runOrder, name, List.of(program), environment);
    }
}
