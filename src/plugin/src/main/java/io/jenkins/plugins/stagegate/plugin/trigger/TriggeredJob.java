package io.jenkins.plugins.stagegate.plugin.trigger;

import hudson.AbortException;
import hudson.model.Action;
import hudson.model.CauseAction;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import io.jenkins.plugins.stagegate.arrival.NotStartedException;
import io.jenkins.plugins.stagegate.arrival.Start;
import io.jenkins.plugins.stagegate.arrival.TriggeredPipeline;
import io.jenkins.plugins.stagegate.arrival.Watched;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.SourceOverride;
import io.jenkins.plugins.stagegate.decision.StartTrigger;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.plugin.gate.ImposedGates;
import io.jenkins.plugins.stagegate.plugin.host.DefinitionReader;
import io.jenkins.plugins.stagegate.plugin.host.FileSources;
import io.jenkins.plugins.stagegate.plugin.host.JobGit;
import io.jenkins.plugins.stagegate.plugin.host.JobPipeline;
import io.jenkins.plugins.stagegate.plugin.host.Pipelines;
import io.jenkins.plugins.stagegate.plugin.host.QueuedRequests;
import io.jenkins.plugins.stagegate.plugin.host.ReleaseRun;
import io.jenkins.plugins.stagegate.plugin.host.StartRequest;
import io.jenkins.plugins.stagegate.plugin.host.TriggerCause;
import io.jenkins.plugins.stagegate.plugin.job.ReleaseDefinition;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import io.jenkins.plugins.stagegate.source.FileSource;
import io.jenkins.plugins.stagegate.source.GitSource;
import io.jenkins.plugins.stagegate.source.SourceException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.eclipse.jgit.transport.URIish;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.springframework.security.access.AccessDeniedException;

/**
 * A job that triggers start: by a build, which then starts the execution. Until it has, the start is under way, and is asked for
 * again if Jenkins forgets the build.
 */
final class TriggeredJob implements TriggeredPipeline {
    private static final Logger LOGGER = Logger.getLogger(TriggeredJob.class.getName());
    private static final int LATEST_BUILDS = 20;

    private final JobPipeline pipeline;
    private final WorkflowJob job;
    private final JobGit git;
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();

    TriggeredJob(JobPipeline pipeline) {
        this.pipeline = pipeline;
        this.job = pipeline.job();
        this.git = new JobGit(pipeline);
    }

    private Optional<ReleaseDefinition> release() {
        return job.getDefinition() instanceof ReleaseDefinition release ? Optional.of(release) : Optional.empty();
    }

    @Override
    public void refresh() throws NotStartedException, IOException {
        if (!job.isBuildable()) {
            throw NotStartedException.forGood(Messages.TriggeredJob_disabled());
        }
        try {
            var release = release().orElseThrow(() -> NotStartedException.forGood(Messages.TriggeredJob_noRelease()));
            var text = release.peek(job);
            if (text.isPresent()) {
                pipeline.define(text.get(), DefinitionReader.read(text.get(), ImposedGates.of(job)));
            }
        } catch (AbortException e) {
            throw NotStartedException.forGood(e.getMessage());
        } catch (IOException e) {
            // The build will read it, or say why it cannot be read.
            LOGGER.log(Level.FINE, e, () -> "Could not read the definition of " + job.getFullName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public Optional<Pipeline> definition() {
        return pipeline.state().definition();
    }

    @Override
    public PipelineEngine engine() {
        return pipeline.engine();
    }

    /** Another job of that name, as far as who runs this job's builds may read it. */
    @Override
    public Optional<TriggeredJob> upstream(String name) {
        try (var as = ACL.as2(Tasks.getAuthenticationOf2(job))) {
            Objects.requireNonNull(as);
            var other = Jenkins.get().getItem(name, job, WorkflowJob.class);
            return other != null && other.getDefinition() instanceof ReleaseDefinition
                    ? Optional.of(new TriggeredJob(Pipelines.get().of(other)))
                    : Optional.empty();
        } catch (AccessDeniedException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot tell what '" + name + "' has released");
            return Optional.empty();
        }
    }

    @Override
    public List<Watched> watched() {
        var release = release();
        return definition()
                .map(found ->
                        Watched.of(found, git::withUser, action -> release.flatMap(one -> one.watched(job, action))
                                .map(this::withUser)))
                .orElse(List.of())
                .stream()
                .filter(one -> !one.readable() || JobGit.mayAsk(one.address()))
                .toList();
    }

    private Watched withUser(Watched own) {
        return own.readable()
                ? new Watched(own.action(), git.withUser(own.address()), own.name(), own.own(), true)
                : own;
    }

    @Override
    public GitSource git() {
        return git.source(watched().stream()
                .filter(one -> one.own() && one.readable())
                .flatMap(one -> host(one.address().url()).stream())
                .collect(Collectors.toSet()));
    }

    private static Optional<String> host(String address) {
        try {
            return Optional.ofNullable(new URIish(address).getHost());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<FileSource> files(io.jenkins.plugins.stagegate.model.Action action) throws SourceException {
        return FileSources.of(job).find(action, action.configuration());
    }

    @Override
    public Optional<String> started(String token) throws IOException {
        var execution = pipeline.state().clientTokens().get(token);
        return execution == null
                ? Optional.empty()
                : Optional.of(pipeline.engine()
                        .execution(execution)
                        .map(found -> String.valueOf(found.start().number()))
                        .orElse(execution));
    }

    @Override
    public void start(Start start) throws NotStartedException, IOException {
        if (cancelled.remove(start.token())) {
            throw NotStartedException.forGood(Messages.TriggeredJob_cancelled());
        }
        // In the order in which a build goes from the one to the other, so that it is missed in none of them.
        if (new QueuedRequests(job).start(start.token()).isPresent() || isOnAnExecutor(start.token())) {
            return;
        }
        var build = build(start.token());
        if (build.isPresent()
                && !build.get().isBuilding()
                && started(start.token()).isEmpty()) {
            throw NotStartedException.forGood(
                    Messages.TriggeredJob_ended(build.get().getNumber()));
        }
        if (build.isEmpty()) {
            requireRoom();
            if (!schedule(start)) {
                throw NotStartedException.forGood(Messages.TriggeredJob_disabled());
            }
        }
    }

    /** A build that can only be turned away is not asked for. Whatever else may be refused, the build finds out and says. */
    private void requireRoom() throws NotStartedException {
        try {
            pipeline.requirePossible(new Command.Start(
                    UUID.randomUUID().toString(), 0, StartTrigger.manual(""), Map.of(), List.of(), Optional.empty()));
        } catch (CommandRefusedException e) {
            if (e.refusal().isForLackOfRoom()) {
                throw NotStartedException.of(e.refusal());
            }
        }
    }

    /** Somebody took the build out of the queue: that is an answer, too. */
    void cancelled(String token) {
        cancelled.add(token);
    }

    /** A build that begins is among the job's builds before it says itself what it is for; its executor knows all the time. */
    private static boolean isOnAnExecutor(String token) {
        return Stream.of(Jenkins.get().getComputers())
                .flatMap(computer -> computer.getAllExecutors().stream())
                .flatMap(executor -> Optional.ofNullable(executor.getCurrentWorkUnit()).stream())
                .flatMap(work -> work.context.item.getActions(StartRequest.class).stream())
                .anyMatch(request -> request.clientToken().equals(token));
    }

    private Optional<WorkflowRun> build(String token) {
        return job.getBuilds().limit(LATEST_BUILDS).stream()
                .filter(build ->
                        ReleaseRun.of(build).filter(ReleaseRun::turnedAway).isEmpty())
                .filter(build -> Optional.ofNullable(build.getAction(StartRequest.class))
                        .filter(request -> request.clientToken().equals(token))
                        .isPresent())
                .findFirst();
    }

    private boolean schedule(Start start) throws IOException {
        var own = watched().stream().filter(Watched::own).map(Watched::action).collect(Collectors.toSet());
        var named = new ArrayList<SourceOverride>();
        var pins = new ArrayList<Action>();
        for (SourceOverride override : start.overrides()) {
            if (own.contains(override.action())) {
                pins.addAll(release().orElseThrow().pin(job, start.on(), override.value()));
            } else {
                named.add(override);
            }
        }
        var request = new StartRequest(UUID.randomUUID().toString(), Map.of(), named, Optional.of(start.token()));
        return pipeline.ask(new CauseAction(new TriggerCause(start.trigger())), request, pins.toArray(Action[]::new))
                .isPresent();
    }
}
