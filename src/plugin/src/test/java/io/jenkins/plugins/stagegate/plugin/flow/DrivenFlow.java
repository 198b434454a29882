package io.jenkins.plugins.stagegate.plugin.flow;

import hudson.model.Action;
import hudson.model.Result;
import hudson.model.TaskListener;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.stagegate.model.Step;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
        return new ReleaseFlowExecution(owner, News.Host.class);
    }

    static WorkflowJob job(JenkinsRule jenkins) throws IOException {
        var job = jenkins.createProject(WorkflowJob.class, "driven-" + UUID.randomUUID());
        job.setDefinition(new DrivenFlow());
        return job;
    }

    /** Starts a build and waits until its host knows. */
    static WorkflowRun start(JenkinsRule jenkins) throws Exception {
        return start(job(jenkins));
    }

    static WorkflowRun start(WorkflowJob job) throws Exception {
        var run = job.scheduleBuild2(0).waitForStart();
        run.getExecutionPromise().get(1, TimeUnit.MINUTES);
        News.of(run).await("started");
        return run;
    }

    static ReleaseFlow flow(WorkflowRun run) {
        return ReleaseFlow.of(run.getExecution()).orElseThrow();
    }

    /** Starts an action of the stage {@code Build} whose id is its name. */
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

    /** Starts an action and waits for its end; its failure, or null. */
    static Throwable perform(WorkflowRun run, String name, Step... program) throws InterruptedException {
        action(run, name, program);
        return News.of(run).end(name);
    }

    static WorkflowRun finish(JenkinsRule jenkins, WorkflowRun run) throws Exception {
        flow(run).closeStage("Build", StageEnd.succeeded());
        flow(run).finish(Result.SUCCESS, null);
        return jenkins.waitForCompletion(run);
    }

    /** Performs one action in a build of its own and lets it succeed. */
    static WorkflowRun succeed(JenkinsRule jenkins, Step... program) throws Exception {
        var run = start(jenkins);
        Throwable failure = perform(run, "Action", program);
        if (failure != null) {
            throw new AssertionError(JenkinsRule.getLog(run), failure);
        }
        return jenkins.assertBuildStatusSuccess(finish(jenkins, run));
    }

    /** An agent, connected. */
    static DumbSlave agent(JenkinsRule jenkins, String name, int executors) throws Exception {
        var agent = new DumbSlave(
                name,
                new File(jenkins.jenkins.getRootDir(), "agent-" + name).getPath(),
                jenkins.createComputerLauncher(null));
        agent.setNumExecutors(executors);
        jenkins.jenkins.addNode(agent);
        jenkins.waitOnline(agent);
        return agent;
    }
}
