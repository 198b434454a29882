package io.jenkins.plugins.stagegate.plugin.host;

import hudson.model.CauseAction;
import hudson.security.ACL;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.stagegate.codepipeline.DeclarationFolder;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.journal.FileHistory;
import io.jenkins.plugins.stagegate.journal.FileJournal;
import io.jenkins.plugins.stagegate.model.Pipeline;
import io.jenkins.plugins.stagegate.plugin.job.DefinitionText;
import io.jenkins.plugins.stagegate.plugin.line.LineSwitches;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import jenkins.model.Jenkins;
import jenkins.security.ImpersonatingExecutorService;
import jenkins.util.Timer;
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

    private static final String FOLDER = "stage-gate";
    private static final ExecutorService EFFECTS = new ImpersonatingExecutorService(
            Executors.newCachedThreadPool(new NamingThreadFactory(new DaemonThreadFactory(), "Stage Gate effects")),
            ACL.SYSTEM2);

    private final WorkflowJob job;
    private final PipelineEngine engine;
    private final BuildIndex builds;
    private final JenkinsHost host;

    private JobPipeline(WorkflowJob job, PipelineEngine engine, BuildIndex builds) {
        this.job = job;
        this.engine = engine;
        this.builds = builds;
        this.host = new JenkinsHost(this);
    }

    /** Opens the pipeline of a job. It is at rest until it is told to {@link #begin()}. */
    static JobPipeline open(WorkflowJob job) throws IOException {
        var folder = job.getRootDir().toPath().resolve(FOLDER);
        Files.createDirectories(folder);
        var engine = PipelineEngine.open(
                FileJournal.open(job.getFullName(), folder),
                FileHistory.open(folder),
                Clock.systemUTC(),
                EFFECTS,
                Timer.get());
        return new JobPipeline(job, engine, BuildIndex.open(folder.resolve("builds")));
    }

    /** Begins the work. Builds are read for this, so no lock may be held. */
    void begin() throws IOException {
        engine.attach(host);
        try {
            LineSwitches.get().applyTo(this);
        } catch (CommandRefusedException e) {
            throw new IOException(e.getMessage(), e);
        }
        mindOrphans();
    }

    /**
     * Takes care of the executions that no build carries: those that never had one get it, those whose builds ended or were
     * deleted while nobody could be told end.
     */
    private void mindOrphans() {
        for (Execution execution : state().executions().values()) {
            if (execution.status().active() && !carried(execution.id())) {
                if (buildNumber(execution.id()) == 0) {
                    Carrier.provide(this, execution.id(), execution.started());
                } else {
                    host.abandon(execution.id(), Messages.JenkinsHost_buildGone());
                }
            }
        }
    }

    /** Whether a build that runs, or that waits in Jenkins' queue, makes an attempt at the execution. */
    boolean carried(String execution) {
        return build(execution).filter(WorkflowRun::isBuilding).isPresent()
                || Jenkins.get().getQueue().getItems(job).stream()
                        .flatMap(item -> item.getActions(Request.class).stream())
                        .anyMatch(request -> request.execution().equals(execution));
    }

    /** The job. */
    public WorkflowJob job() {
        return job;
    }

    /** The engine, for questions and commands. */
    public PipelineEngine engine() {
        return engine;
    }

    /** All that is so right now. */
    public PipelineState state() {
        return engine.state();
    }

    JenkinsHost host() {
        return host;
    }

    /** The build that made the latest attempt at the execution, unless it was deleted. */
    public Optional<WorkflowRun> build(String execution) {
        var number = builds.build(execution);
        return number.isPresent() ? Optional.ofNullable(job.getBuildByNumber(number.getAsInt())) : Optional.empty();
    }

    /** The number of the build that made the latest attempt at the execution, whether or not it still exists; 0 if none. */
    public int buildNumber(String execution) {
        return builds.build(execution).orElse(0);
    }

    /** CodePipeline's JSON of each version that was given in it. */
    public DeclarationFolder declarations() {
        return new DeclarationFolder(job.getRootDir().toPath().resolve(FOLDER).resolve("declarations"));
    }

    /** Takes up a definition, for what starts from now on. */
    public void define(DefinitionText text, Pipeline definition) throws IOException {
        try {
            synchronized (engine) {
                take(text, definition);
            }
        } catch (CommandRefusedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The words are kept before they count, so that there is no version without them. */
    private void take(DefinitionText text, Pipeline definition) throws CommandRefusedException, IOException {
        var words = DefinitionReader.declaration(text);
        if (words.isPresent()) {
            var state = engine.state();
            boolean same = state.definition().equals(Optional.of(definition));
            declarations().write(same ? state.version() : state.version() + 1, words.get());
        }
        engine.submit(new Command.Define(definition));
    }

    /** Gives the engine the command that the build is for, with the build's definition if it starts anew. */
    void begin(ReleaseRun release) throws CommandRefusedException, IOException {
        builds.add(release.execution(), release.run().getNumber());
        // Another build's definition must not come between this one's and its start.
        synchronized (engine) {
            if (release.request().startsAnew()) {
                take(release.text(), release.definition());
            }
            var command = release.request().command(new Request.Beginning(release, engine.state(), this));
            if (command.isPresent()) {
                engine.submit(command.get());
            }
        }
    }

    /** Asks Jenkins for a build; false if the job cannot be built. */
    public boolean schedule(CauseAction cause, Request request) {
        return job.isBuildable() && job.scheduleBuild2(0, cause, request) != null;
    }

    Optional<Execution> execution(String id) throws IOException {
        return engine.execution(id);
    }

    @Override
    public void close() throws IOException {
        engine.close();
    }

    @Override
    public String toString() {
        return "pipeline of " + job.getFullName();
    }
}
