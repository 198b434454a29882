package io.jenkins.plugins.stagegate.plugin.host;

import io.jenkins.plugins.stagegate.decision.ActionOutcome;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.Event;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
import io.jenkins.plugins.stagegate.plugin.flow.ReleaseFlow;
import io.jenkins.plugins.stagegate.plugin.notify.ApprovalNews;
import io.jenkins.plugins.stagegate.plugin.notify.Notices;
import io.jenkins.plugins.stagegate.probe.HttpCheck;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import io.jenkins.plugins.stagegate.spi.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * Performs the effects of one pipeline in Jenkins: its actions run in the flow of the build that makes the attempt.
 *
 * <p>After a restart of Jenkins the engine issues owed effects as soon as the pipeline is opened, while the flows of the
 * builds are loaded one by one. An owed effect therefore waits until its build is {@linkplain #live live} again.
 */
final class JenkinsHost implements Host {
    private static final Logger LOGGER = Logger.getLogger(JenkinsHost.class.getName());

    private final JobPipeline pipeline;
    private final HttpRules http;
    private final LiveBuilds live;

    JenkinsHost(JobPipeline pipeline) {
        this.pipeline = pipeline;
        this.http =
                new HttpRules((rule, holds, summary) -> pipeline.report(engine -> engine.found(rule, holds, summary)));
        this.live = new LiveBuilds(pipeline);
    }

    @Override
    public void start(Effect.StartAction action, boolean again) {
        perform(action);
    }

    @Override
    public void offer(Effect.StartAction action, boolean again) {
        perform(action);
    }

    @Override
    public void ask(Effect.AskApproval question, boolean again) {
        perform(question);
    }

    @Override
    public void check(Effect.CheckRule check, boolean again) {
        if (check.rule().provider().equals(HttpCheck.PROVIDER)) {
            http.look(check);
        } else {
            perform(check);
        }
    }

    private void perform(Effect effect) {
        if (live.have(effect)) {
            goOn(effect);
        }
    }

    @Override
    public void stop(Effect.StopAction action) {
        http.stop(action.actionExecution());
        flow(action.execution()).ifPresent(flow -> flow.stopAction(action.actionExecution(), action.reason()));
    }

    @Override
    public void happened(Recorded recorded, PipelineState after) {
        describe(recorded.event(), after);
        if (recorded.event() instanceof Event.OfExecution event) {
            if (KeptBuilds.concerns(event)) {
                pipeline.kept().review();
            }
            if (event instanceof Event.ExecutionStarted || event instanceof Event.StageRetried) {
                Carrier.provide(pipeline, event.execution(), recorded.at());
            }
            ApprovalNews.of(event, after)
                    .forEach(news ->
                            run(news.approval().execution().id()).ifPresent(run -> Notices.send(run, after, news)));
            var running = run(event.execution()).filter(WorkflowRun::isBuilding);
            running.ifPresent(run -> BuildLog.tell(run, event, after));
            // Before the execution ends, for with it whatever still waits is stopped; and also if its build was killed.
            if (event instanceof Event.OfAction action) {
                after.locate(action).map(found -> found.run()).ifPresent(AwaitedAction::changed);
            }
            running.ifPresent(run -> after.execution(event.execution()).ifPresent(one -> show(run, one, after)));
        }
    }

    /** What opens and closes ways concerns whoever waits before one. A build that was killed is described, too. */
    private void describe(Event event, PipelineState after) {
        if (event instanceof Event.OfExecution one) {
            after.execution(one.execution()).ifPresent(execution -> describe(execution, after));
        } else if (event instanceof Event.TransitionChanged
                || event instanceof Event.LineStopped
                || event instanceof Event.LineReleased) {
            after.executions().values().stream()
                    .filter(execution -> execution.waiting().isPresent())
                    .forEach(execution -> describe(execution, after));
        }
    }

    private void describe(Execution execution, PipelineState state) {
        run(execution.id())
                .flatMap(ReleaseRun::of)
                .ifPresent(release -> BuildDescription.tell(release, execution, state));
    }

    private static void show(WorkflowRun run, Execution execution, PipelineState state) {
        flow(run).ifPresent(flow -> ReleaseRun.of(run)
                .ifPresent(release -> FlowDisplay.show(execution, state, flow, release.since())));
    }

    /** Learns that a build's flow is there: it began, or it is back after a restart. Whatever is owed to it goes on. */
    void live(ReleaseRun release) {
        try {
            var state = pipeline.state();
            pipeline.execution(release.execution()).ifPresent(one -> {
                show(release.run(), one, state);
                BuildDescription.tell(release, one, state);
            });
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Could not read the history of " + pipeline);
        }
        // Who stops a build in this moment ends all that is owed to it.
        live.add(release).stream()
                .filter(effect -> flow(LiveBuilds.execution(effect)).isPresent())
                .forEach(this::goOnOrFail);
    }

    /** As the engine does with an effect that throws. */
    private void goOnOrFail(Effect effect) {
        try {
            goOn(effect);
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.WARNING, e, () -> "Could not perform " + effect);
            pipeline.report(engine -> engine.failedToPerform(effect, e));
        }
    }

    /** Shows what happened while nobody was told, and goes on. */
    void catchUp() {
        live.executions().stream()
                .flatMap(execution -> run(execution).flatMap(ReleaseRun::of).stream())
                .forEach(this::live);
    }

    /** Whether a build that is there makes an attempt at the execution. */
    boolean carries(String execution) {
        return live.executions().contains(execution);
    }

    /** Whether there is a build in which something can be performed. */
    boolean isBusy() {
        return !live.executions().isEmpty();
    }

    /** Asks nobody any more. */
    void close() {
        http.close();
    }

    /** Learns that a build is over, so that nothing can be performed in it any more. */
    void ended(ReleaseRun release) {
        live.remove(release);
    }

    private void begin(Effect effect) {
        var flow = flow(LiveBuilds.execution(effect))
                .orElseThrow(() -> new IllegalStateException(Messages.JenkinsHost_buildGone()));
        new Performance(pipeline, flow).begin(effect);
        tell(effect);
    }

    /** Tells people that they are asked, also if Jenkins ended before all of them were told. */
    private void tell(Effect effect) {
        if (effect instanceof Effect.AskApproval ask) {
            var id = ask.actionExecution();
            run(ask.execution())
                    .flatMap(ReleaseRun::of)
                    .filter(release -> release.mayAsk(id))
                    .ifPresent(release -> Notices.send(release.run(), ask, () -> release.asked(id)));
        }
    }

    /** Goes on with an action after a restart: it runs, or it ended meanwhile, or it never began. */
    private void goOn(Effect effect) {
        var id = effect.actionExecution();
        var state = flow(LiveBuilds.execution(effect)).flatMap(flow -> flow.action(id));
        if (state.isEmpty()) {
            begin(effect);
        } else if (state.get().ended()) {
            run(LiveBuilds.execution(effect))
                    .flatMap(ReleaseRun::of)
                    .ifPresent(release -> ended(release, id, state.get().failure(), pipeline::report));
        } else {
            tell(effect);
        }
    }

    /** Tells the engine how an action ended; the caller's thread does what follows, and holds no lock. */
    void ended(ReleaseRun release, String actionExecution, Throwable failure) {
        ended(release, actionExecution, failure, pipeline::reportAndGoOn);
    }

    private void ended(
            ReleaseRun release, String actionExecution, Throwable failure, Consumer<Consumer<PipelineEngine>> report) {
        var rule = RunningRule.find(pipeline.state(), actionExecution);
        if (rule.isPresent()) {
            var summary = failure == null
                    ? HostedRule.summary(release, rule.get())
                    : Failures.of(failure).message();
            report.accept(engine -> engine.found(actionExecution, failure == null, summary));
        } else if (failure != null) {
            report.accept(engine -> engine.failed(actionExecution, Failures.of(failure)));
        } else {
            var outcome = release.product(actionExecution).map(Product::outcome).orElse(ActionOutcome.PLAIN);
            report.accept(engine -> engine.succeeded(actionExecution, outcome));
        }
    }

    /** Ends an execution whose build can no longer carry it. */
    void abandon(String execution, String reason) {
        try {
            pipeline.report(engine -> engine.abandoned(execution, reason));
        } catch (UncheckedIOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Could not stop the execution " + execution);
        }
    }

    private Optional<WorkflowRun> run(String execution) {
        return pipeline.build(execution);
    }

    private Optional<ReleaseFlow> flow(String execution) {
        return run(execution).filter(WorkflowRun::isBuilding).flatMap(JenkinsHost::flow);
    }

    private static Optional<ReleaseFlow> flow(WorkflowRun run) {
        return ReleaseFlow.of(run.getExecution());
    }
}
