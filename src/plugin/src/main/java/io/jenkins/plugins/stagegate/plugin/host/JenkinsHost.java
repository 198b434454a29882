package io.jenkins.plugins.stagegate.plugin.host;

import io.jenkins.plugins.stagegate.decision.ActionOutcome;
import io.jenkins.plugins.stagegate.decision.Actor;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.Event;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
import io.jenkins.plugins.stagegate.plugin.flow.ReleaseFlowExecution;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import io.jenkins.plugins.stagegate.spi.ActionEnvironment;
import io.jenkins.plugins.stagegate.spi.Host;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final Set<String> live = new HashSet<>();
    private final List<Effect> owed = new ArrayList<>();

    JenkinsHost(JobPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public void start(Effect.StartAction action, boolean again) {
        if (!again) {
            begin(action);
        } else if (await(action)) {
            goOn(action);
        }
    }

    @Override
    public void ask(Effect.AskApproval question, boolean again) {
        if (!again) {
            begin(question);
        } else if (await(question)) {
            goOn(question);
        }
    }

    @Override
    public void stop(Effect.StopAction action) {
        flow(action.execution()).ifPresent(flow -> flow.stopAction(action.actionExecution(), action.reason()));
    }

    @Override
    public void happened(Recorded recorded, PipelineState after) {
        if (recorded.event() instanceof Event.OfExecution event) {
            run(event.execution()).filter(WorkflowRun::isBuilding).ifPresent(run -> {
                BuildLog.tell(run, event, after);
                show(run, after.execution(event.execution()));
                if (event instanceof Event.ActionSucceeded || event instanceof Event.ActionFailed) {
                    after.locate(((Event.OfAction) event).actionExecution())
                            .ifPresent(found -> ApprovalStep.conclude(found.run()));
                }
            });
        }
    }

    private void show(WorkflowRun run, Optional<Execution> execution) {
        flow(run).ifPresent(flow -> execution.ifPresent(one -> FlowDisplay.show(one, flow, run)));
    }

    /** Learns that a build's flow is there: it began, or it is back after a restart. Whatever is owed to it goes on. */
    void live(ReleaseRun release) {
        for (Effect effect : nowLive(release.execution())) {
            if (effect instanceof Effect.StartAction || effect instanceof Effect.AskApproval) {
                goOn(effect);
            }
        }
        try {
            show(release.run(), pipeline.execution(release.execution()));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Could not read the history of " + pipeline);
        }
    }

    private synchronized List<Effect> nowLive(String execution) {
        live.add(execution);
        var due = owed.stream()
                .filter(effect -> execution(effect).equals(execution))
                .toList();
        owed.removeAll(due);
        return due;
    }

    /** Whether the effect's build is live; if not, the effect is kept until it is. */
    private synchronized boolean await(Effect effect) {
        if (live.contains(execution(effect))) {
            return true;
        }
        owed.add(effect);
        return false;
    }

    private static String execution(Effect effect) {
        if (effect instanceof Effect.StartAction start) {
            return start.execution();
        }
        return effect instanceof Effect.AskApproval ask ? ask.execution() : ((Effect.StopAction) effect).execution();
    }

    private void begin(Effect effect) {
        var flow =
                flow(execution(effect)).orElseThrow(() -> new IllegalStateException(Messages.JenkinsHost_buildGone()));
        if (effect instanceof Effect.StartAction start) {
            flow.startAction(
                    start.actionExecution(),
                    FlowDisplay.key(start.stage(), start.attempt()),
                    start.action().runOrder(),
                    start.action().name(),
                    ActionProgram.of(start),
                    ActionEnvironment.of(pipeline.job().getFullName(), start));
        } else if (effect instanceof Effect.AskApproval ask) {
            flow.startAction(
                    ask.actionExecution(),
                    FlowDisplay.key(ask.stage(), attempt(ask)),
                    ask.action().runOrder(),
                    ask.action().name(),
                    ActionProgram.of(ask),
                    Map.of());
        }
    }

    private int attempt(Effect.AskApproval ask) {
        return pipeline.state()
                .locate(ask.actionExecution())
                .map(found -> found.run().attempt())
                .orElse(1);
    }

    /** Goes on with an action after a restart: it runs, or it ended meanwhile, or it never began. */
    private void goOn(Effect effect) {
        var id = effect.actionExecution();
        var state = flow(execution(effect)).map(flow -> flow.actions().get(id));
        if (state.isEmpty()) {
            begin(effect);
        } else if (state.get().ended()) {
            run(execution(effect))
                    .flatMap(ReleaseRun::of)
                    .ifPresent(release -> ended(release, id, state.get().failure()));
        }
    }

    /** Tells the engine how an action ended. */
    void ended(ReleaseRun release, String actionExecution, Throwable failure) {
        if (failure != null) {
            pipeline.engine().failed(actionExecution, Failures.of(failure));
        } else {
            var outcome = release.product(actionExecution).map(Product::outcome).orElse(ActionOutcome.PLAIN);
            pipeline.engine().succeeded(actionExecution, outcome);
        }
    }

    /** Ends an execution whose build can no longer carry it. */
    void abandon(String execution, String reason) {
        try {
            pipeline.engine().submit(new Command.Stop(execution, true, reason, Actor.ENGINE));
        } catch (CommandRefusedException e) {
            LOGGER.log(Level.FINE, e, () -> "The execution " + execution + " has ended already");
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Could not stop the execution " + execution);
        }
    }

    private Optional<WorkflowRun> run(String execution) {
        return pipeline.build(execution);
    }

    private Optional<ReleaseFlowExecution> flow(String execution) {
        return run(execution).filter(WorkflowRun::isBuilding).flatMap(JenkinsHost::flow);
    }

    private static Optional<ReleaseFlowExecution> flow(WorkflowRun run) {
        return run.getExecution() instanceof ReleaseFlowExecution flow ? Optional.of(flow) : Optional.empty();
    }
}
