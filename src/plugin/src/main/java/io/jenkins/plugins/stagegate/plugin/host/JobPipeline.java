package io.jenkins.plugins.stagegate.plugin.host;

import hudson.model.Action;
import hudson.model.CauseAction;
import hudson.model.queue.QueueTaskFuture;
import hudson.security.ACL;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.stagegate.codepipeline.DeclarationFolder;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Decider;
import io.jenkins.plugins.stagegate.decision.Decision;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.plugin.event.Listeners;
import io.jenkins.plugins.stagegate.plugin.gate.ImposedGates;
import io.jenkins.plugins.stagegate.plugin.job.DefinitionText;
import io.jenkins.plugins.stagegate.plugin.line.LineSwitches;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import io.jenkins.plugins.stagegate.spi.EventListener;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jenkins.security.ImpersonatingExecutorService;
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

    private static final String TRIGGERS = "triggers";

    private static final ExecutorService EFFECTS = new ImpersonatingExecutorService(
            Executors.newCachedThreadPool(new NamingThreadFactory(new DaemonThreadFactory(), "Stage Gate effects")),
            ACL.SYSTEM2);

    private volatile WorkflowJob job;
    private final Clock clock;
    private final JenkinsHost host = new JenkinsHost(this);
    private final KeptBuilds kept = new KeptBuilds(this);
    private final Starts starts = new Starts(this);
    private final AskedStarts asked = new AskedStarts(this);
    private PipelineFolder open;
    private final Object listening = new Object();
    private List<EventListener> listeners = List.of();

    private JobPipeline(WorkflowJob job, Clock clock) throws IOException {
        this.job = job;
        this.clock = clock;
        this.open = PipelineFolder.open(job, clock, EFFECTS);
    }

    /** Opens the pipeline of a job. It is at rest until it is told to {@link #begin()}. */
    static JobPipeline open(WorkflowJob job, Clock clock) throws IOException {
        return new JobPipeline(job, clock);
    }

    /** Begins the work. Builds are read for this, so no lock may be held. */
    void begin() throws IOException {
        listen();
        impose();
        engine().attach(host);
        takeSwitches();
        Carrier.mindOrphans(this);
        kept.review();
    }

    private void takeSwitches() throws IOException {
        try {
            LineSwitches.get().applyTo(this);
        } catch (CommandRefusedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Follows the job's folder to where it is now. Executions and builds that are under way go on. */
    void follow() throws IOException {
        synchronized (this) {
            open.engine().close();
            open = PipelineFolder.open(job, clock, EFFECTS);
        }
        synchronized (listening) {
            listeners = List.of();
        }
        listen();
        impose();
        engine().attach(host);
        takeSwitches();
        host.catchUp();
    }

    /** Takes the object that Jenkins has for the job since it read its configuration anew. Nothing else has changed. */
    void goOnIn(WorkflowJob reloaded) {
        job = reloaded;
    }

    /** The job. */
    public WorkflowJob job() {
        return job;
    }

    /** The engine, for questions and commands. Not to be kept: when the job moves there is another one. */
    public synchronized PipelineEngine engine() {
        return open.engine();
    }

    private synchronized BuildIndex builds() {
        return open.builds();
    }

    /** Where the pipeline's own files are. */
    synchronized Path folder() {
        return open.path();
    }

    /** All that is so right now. */
    public PipelineState state() {
        return engine().state();
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

    KeptBuilds kept() {
        return kept;
    }

    JenkinsHost host() {
        return host;
    }

    /** The build that made the latest attempt at the execution, unless it was deleted. */
    public Optional<WorkflowRun> build(String execution) {
        var number = builds().build(execution);
        return number.isPresent() ? Optional.ofNullable(job.getBuildByNumber(number.getAsInt())) : Optional.empty();
    }

    /** The build that made the latest attempt at the execution and those that it goes on from, as far as they exist. */
    List<WorkflowRun> builds(String execution) {
        var chain = new ArrayList<WorkflowRun>();
        var next = build(execution);
        while (next.isPresent()) {
            chain.add(next.get());
            var origin = ReleaseRun.of(next.get()).map(ReleaseRun::origin).orElse(OptionalInt.empty());
            next = origin.isPresent() ? Optional.ofNullable(job.getBuildByNumber(origin.getAsInt())) : Optional.empty();
        }
        return chain;
    }

    /** The number of the build that made the latest attempt at the execution, whether or not it still exists; 0 if none. */
    public int buildNumber(String execution) {
        return builds().build(execution).orElse(0);
    }

    /** CodePipeline's JSON of each version that was given in it. */
    public DeclarationFolder declarations() {
        return new DeclarationFolder(folder().resolve("declarations"));
    }

    /** Lets all know what happens who are to be told as it is configured now. */
    public void listen() throws IOException {
        synchronized (listening) {
            var wanted = Listeners.of(job);
            if (!wanted.equals(listeners)) {
                engine().listen(wanted, folder().resolve("listeners"), Listeners.deliveries());
                listeners = wanted;
            }
        }
    }

    /** Puts the gates in front of the stages that the job's folders, and Jenkins, have now. */
    public void impose() throws IOException {
        var gates = ImposedGates.of(job);
        if (!state().gates().equals(gates)) {
            try {
                engine().submit(new Command.ImposeGates(gates));
            } catch (CommandRefusedException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
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
        return folder().resolve(TRIGGERS);
    }

    /** Whether a definition of that job had triggers. Opens nothing. */
    public static boolean hadTriggers(WorkflowJob job) {
        return Files.isDirectory(
                job.getRootDir().toPath().resolve(PipelineFolder.NAME).resolve(TRIGGERS));
    }

    /** Where the secret settings of a job's actions are that clients gave. */
    public static Path secrets(WorkflowJob job) {
        return job.getRootDir().toPath().resolve(PipelineFolder.NAME).resolve("secrets");
    }

    /** Gives the engine the command that the build is for, with the build's definition if it starts anew. */
    void begin(ReleaseRun release) throws CommandRefusedException, IOException {
        builds().add(release.execution(), release.run().getNumber());
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
        var actions = Stream.concat(Stream.of(cause, request), Stream.of(more)).toArray(Action[]::new);
        return job.isBuildable() ? Optional.ofNullable(job.scheduleBuild2(0, actions)) : Optional.empty();
    }

    Optional<Execution> execution(String id) throws IOException {
        return engine().execution(id);
    }

    @Override
    public void close() throws IOException {
        engine().close();
    }

    @Override
    public String toString() {
        return "pipeline of " + job.getFullName();
    }
}
