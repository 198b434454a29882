package io.jenkins.plugins.stagegate.plugin.host;

import hudson.AbortException;
import hudson.Extension;
import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.plugin.flow.ReleaseFlow;
import io.jenkins.plugins.stagegate.plugin.flow.ReleaseFlowExecution;
import io.jenkins.plugins.stagegate.plugin.flow.ReleaseFlowHost;
import io.jenkins.plugins.stagegate.plugin.gate.ImposedGates;
import io.jenkins.plugins.stagegate.plugin.job.ChosenCommit;
import io.jenkins.plugins.stagegate.plugin.job.DefinitionText;
import io.jenkins.plugins.stagegate.plugin.job.JobSettings;
import io.jenkins.plugins.stagegate.plugin.job.ReleaseDefinition;
import io.jenkins.plugins.stagegate.plugin.parameter.DeclaredParameters;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** Carries what happens to builds to the engine: they begin, go on after a restart, are interrupted, their actions end. */
@Extension
public final class Releases implements ReleaseFlowHost {
    private static final Logger LOGGER = Logger.getLogger(Releases.class.getName());

    /** Where a build's definition comes from. */
    @FunctionalInterface
    public interface DefinitionSource {
        /** Fetches the text. */
        DefinitionText fetch() throws IOException, InterruptedException;
    }

    /**
     * The flow of a new build.
     *
     * @throws hudson.AbortException if the definition is refused; the message holds its problems
     */
    public static FlowExecution create(FlowExecutionOwner owner, TaskListener listener, DefinitionSource source)
            throws IOException, InterruptedException {
        var run = (WorkflowRun) owner.getExecutable();
        var request = Optional.ofNullable(run.getAction(Request.class)).orElseGet(StartRequest::plain);
        var release = attempt(run, request);
        JobSettings.warnings(run.getParent())
                .forEach(warning -> listener.getLogger().println(Messages.Releases_warning(warning)));
        if (request.startsAnew()) {
            pin(run, request);
            var text = source.fetch();
            var pipeline = read(text, run.getParent());
            release.define(text, pipeline);
            if (!ChosenCommit.isAside(run)) {
                DeclaredParameters.apply(run.getParent(), pipeline);
            }
        }
        run.addAction(release);
        return new ReleaseFlowExecution(owner, Releases.class);
    }

    /** Lets the build begin at the revision that was chosen for the job's own repository, as the last definition names it. */
    private static void pin(WorkflowRun run, Request request) throws IOException {
        if (request instanceof StartRequest start
                && run.getParent().getDefinition() instanceof ReleaseDefinition definition) {
            Pipelines.get()
                    .of(run.getParent())
                    .state()
                    .definition()
                    .flatMap(known -> start.ownRevision(known, run))
                    .ifPresent(commit -> definition.at(commit).forEach(run::addAction));
        }
    }

    private static Pipeline read(DefinitionText text, WorkflowJob job) throws AbortException {
        try {
            return DefinitionReader.read(text, ImposedGates.of(job));
        } catch (AbortException e) {
            throw new AbortException(Messages.DefinitionReader_refused() + "\n" + e.getMessage());
        }
    }

    private static ReleaseRun attempt(WorkflowRun run, Request request) throws AbortException {
        try {
            int origin = Pipelines.get().of(run.getParent()).builds().number(request.origin());
            return new ReleaseRun(run, request.execution(), origin, request);
        } catch (IOException e) {
            // The message says what is wrong with the journal; where in our code it was found helps nobody.
            LOGGER.log(Level.WARNING, e, () -> "Could not open the pipeline of " + run);
            throw new AbortException(e.getMessage());
        }
    }

    @Override
    public void started(FlowExecutionOwner owner) {
        with(owner, attempt -> {
            try {
                attempt.pipeline().begin(attempt.release());
                attempt.release().begin();
                attempt.pipeline().host().live(attempt.release());
                if (attempt.pipeline().execution(attempt.release().execution()).isPresent()) {
                    ButtonAudit.started(attempt.release());
                } else {
                    // A start that repeats another one's token is no execution of its own.
                    attempt.finish(Result.NOT_BUILT, Messages.Releases_repeated());
                }
            } catch (CommandRefusedException e) {
                attempt.release().refused(e.refusal());
                attempt.finish(Result.FAILURE, e.getMessage());
            }
        });
    }

    @Override
    public void resumed(FlowExecutionOwner owner) {
        with(owner, attempt -> {
            var release = attempt.release();
            var known = attempt.pipeline().execution(release.execution());
            boolean over = known.filter(one -> !one.status().active()).isPresent();
            if (!over && release.run().getParent().isResumeBlocked()) {
                interrupted(owner, Result.ABORTED, new ResumeForbidden());
            } else if (!release.begun()
                    && known.filter(one -> one.status().active()).isEmpty()) {
                started(owner);
            } else {
                attempt.pipeline().builds().remember(release);
                attempt.pipeline().host().live(release);
            }
        });
    }

    @Override
    public void interrupted(FlowExecutionOwner owner, Result result, CauseOfInterruption... causes) {
        with(owner, attempt -> {
            var reason = reason(causes);
            var by = Actors.of(causes);
            try {
                attempt.pipeline()
                        .engine()
                        .submit(new Command.Stop(attempt.release().execution(), true, reason, by));
                ButtonAudit.aborted(attempt.release(), by, reason);
            } catch (CommandRefusedException e) {
                // The engine has no such execution in progress: nothing of it is left to stop but the build.
                attempt.finish(result, reason);
            }
        });
    }

    private static String reason(CauseOfInterruption... causes) {
        return Arrays.stream(causes)
                .map(CauseOfInterruption::getShortDescription)
                .collect(Collectors.joining(", "));
    }

    @Override
    public void ended(FlowExecutionOwner owner, String actionExecution, Throwable failure) {
        with(owner, attempt -> attempt.pipeline().host().ended(attempt.release(), actionExecution, failure));
    }

    /** A build that makes an attempt at an execution. */
    private record Attempt(FlowExecutionOwner owner, JobPipeline pipeline, ReleaseRun release) {
        void finish(Result result, String message) {
            Releases.finish(owner, result, message);
        }
    }

    @FunctionalInterface
    private interface Work {
        void on(Attempt attempt) throws IOException;
    }

    /** Does something about a build. If that fails, the build ends and says why: nobody would go on with it. */
    private static void with(FlowExecutionOwner owner, Work work) {
        try {
            var run = (WorkflowRun) owner.getExecutable();
            var release = ReleaseRun.of(run).orElseThrow(() -> new IOException(Messages.Releases_noRelease(run)));
            work.on(new Attempt(owner, Pipelines.get().of(run.getParent()), release));
        } catch (IOException | UncheckedIOException e) {
            finish(owner, Result.FAILURE, e.getMessage());
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.WARNING, e, () -> "Could not go on with " + owner);
            finish(owner, Result.FAILURE, e.toString());
        }
    }

    private static void finish(FlowExecutionOwner owner, Result result, String message) {
        try {
            ReleaseFlow.of(owner.get()).ifPresent(flow -> flow.finish(result, message));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Could not end " + owner + " because of: " + message);
        }
    }
}
