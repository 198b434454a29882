package io.jenkins.plugins.stagegate.plugin.host;

import hudson.model.Action;
import hudson.model.CauseAction;
import hudson.model.queue.QueueTaskFuture;
import io.jenkins.plugins.stagegate.codepipeline.DeclarationFolder;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Decider;
import io.jenkins.plugins.stagegate.decision.Decision;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.plugin.job.DefinitionText;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/**
 * The pipeline of one job at work: its engine, kept in the job's folder, and its builds.
 *
 * <p>May be used by any thread.
 */
public final class JobPipeline implements Closeable {
    /** The id of the switch that stops the line of this pipeline alone. */
    public static final String OWN_SWITCH = "pipeline";

    private volatile WorkflowJob job;
    private final Clock clock;
    private final JenkinsHost host = new JenkinsHost(this);
    private final PipelineBuilds builds = new PipelineBuilds(this);
    private final KeptBuilds kept = new KeptBuilds(this);
    private final Starts starts = new Starts(this);
    private final AskedStarts asked = new AskedStarts(this);
    private final PipelineWork work;

    private JobPipeline(WorkflowJob job, Clock clock) {
        this.job = job;
        this.clock = clock;
        this.work = new PipelineWork(this, clock);
    }

    /**
     * Opens the pipeline of a job, and begins the work: all of it, or nothing.
     *
     * @throws IOException if it is not open
     */
    static JobPipeline open(WorkflowJob job, Clock clock) throws IOException {
        var pipeline = new JobPipeline(job, clock);
        pipeline.wake();
        return pipeline;
    }

    /** Sees to builds that ended or were discarded while nobody could be told. Builds are read for this, so no lock may be held. */
    void mindBuilds() throws IOException {
        Carrier.mindOrphans(this);
        kept.review();
    }

    /** Takes up the work where it was left, if the pipeline is at rest. */
    void wake() throws IOException {
        work.wake();
    }

    /**
     * Lets go of files and memory if nothing is under way and nobody asked for the pipeline for so long. Whoever asks next wakes
     * it.
     */
    void rest(Duration unused) throws IOException {
        if (!host.isBusy()) {
            work.rest(unused);
        }
    }

    /** Follows the job's folder to where it is now. Executions and builds that are under way go on. */
    void follow() throws IOException {
        if (work.follow()) {
            host.catchUp();
        }
    }

    /** Takes the object that Jenkins has for the job since it read its configuration anew. Nothing else has changed. */
    void goOnIn(WorkflowJob reloaded) {
        job = reloaded;
    }

    /** The job. */
    public WorkflowJob job() {
        return job;
    }

    /** The engine, for questions and commands. Not to be kept: when the job moves, or was at rest, there is another one. */
    public PipelineEngine engine() {
        return work.folder().engine();
    }

    /** The numbers of the builds. Not to be kept. */
    BuildIndex index() {
        return work.folder().builds();
    }

    /** The engine, unless the pipeline is at rest, so that nothing is under way in it. Does not count as asking for it. */
    public Optional<PipelineEngine> engineAtWork() {
        return work.engine();
    }

    /** Where the pipeline's own files are. */
    Path folder() {
        return PipelineFolder.of(job);
    }

    /** All that is so right now. Wakes nobody. */
    public PipelineState state() {
        return work.state();
    }

    /**
     * Asks the engine beforehand: a build that can only be refused need not be queued.
     *
     * @throws CommandRefusedException if it would refuse the command as things are now
     */
    public void requirePossible(Command command) throws CommandRefusedException {
        if (Decider.decide(state(), command, clock.instant()) instanceof Decision.Refused refused) {
            throw new CommandRefusedException(refused.refusal());
        }
    }

    /** Tells the engine what must not be lost because the job moves just now. */
    void report(Consumer<PipelineEngine> news) {
        var current = engine();
        try {
            news.accept(current);
        } catch (UncheckedIOException e) {
            var next = engine();
            if (next == current) {
                throw e;
            }
            news.accept(next);
        }
    }

    /** The same by a thread that may do what follows, too: it holds no lock. */
    void reportAndGoOn(Consumer<PipelineEngine> news) {
        report(engine -> work.lend(() -> news.accept(engine)));
    }

    /** Learns that the job is retired, or no longer. */
    public void reviewKept() {
        kept.review();
    }

    KeptBuilds kept() {
        return kept;
    }

    JenkinsHost host() {
        return host;
    }

    PipelineBuilds builds() {
        return builds;
    }

    /** The build that made the latest attempt at the execution, unless it was deleted. */
    public Optional<WorkflowRun> build(String execution) {
        return builds.latest(execution);
    }

    /** CodePipeline's JSON of each version that was given in it. */
    public DeclarationFolder declarations() {
        return new DeclarationFolder(folder().resolve("declarations"));
    }

    /** Lets all know what happens who are to be told as it is configured now. At rest there is nothing to tell. */
    public void listen() throws IOException {
        work.listen();
    }

    /** Puts the gates in front of the stages that the job's folders, and Jenkins, have now. At rest nothing passes there. */
    public void impose() throws IOException {
        work.impose();
    }

    /** Takes up a definition, for what starts from now on. */
    public void define(DefinitionText text, Pipeline definition) throws IOException {
        try {
            starts.define(text, definition);
        } catch (CommandRefusedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Where the pipeline's triggers keep what they must not forget; there once a definition had triggers. */
    public Path triggers() {
        return new KeptPipeline(job).triggers();
    }

    /** Gives the engine the command that the build is for, with the build's definition if it starts anew. */
    void begin(ReleaseRun release) throws CommandRefusedException, IOException {
        builds.remember(release);
        impose();
        starts.begin(release);
    }

    /** The executions that somebody asked for, and whose builds have not begun them. */
    public AskedStarts asked() {
        return asked;
    }

    /** Asks Jenkins for a build; false if the job cannot be built. */
    public boolean schedule(CauseAction cause, Request request) {
        return ask(cause, request).isPresent();
    }

    /** Asks Jenkins for a build that other actions go with; nothing if the job cannot be built. */
    public Optional<QueueTaskFuture<WorkflowRun>> ask(CauseAction cause, Request request, Action... more) {
        if (!job.isBuildable()) {
            return Optional.empty();
        }
        var actions = Stream.concat(Stream.of(cause, request), Stream.of(more));
        var parameters = BuildParameters.of(request, this).stream();
        return Optional.ofNullable(
                job.scheduleBuild2(0, Stream.concat(actions, parameters).toArray(Action[]::new)));
    }

    Optional<Execution> execution(String id) throws IOException {
        return engine().execution(id);
    }

    @Override
    public void close() throws IOException {
        work.close();
    }

    @Override
    public String toString() {
        return "pipeline of " + job.getFullName();
    }
}
