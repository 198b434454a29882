package io.jenkins.plugins.stagegate.plugin.host;

import hudson.security.ACL;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Decision;
import io.jenkins.plugins.stagegate.decision.Execution;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.journal.FileHistory;
import io.jenkins.plugins.stagegate.journal.FileJournal;
import io.jenkins.plugins.stagegate.runtime.CommandRefusedException;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
        endOrphans();
    }

    /** Ends the executions that no build carries any more: their builds ended, or were deleted, while nobody could be told. */
    private void endOrphans() {
        for (Execution execution : state().executions().values()) {
            boolean carried =
                    build(execution.id()).filter(WorkflowRun::isBuilding).isPresent();
            if (execution.status().active() && !carried) {
                host.abandon(execution.id(), Messages.JenkinsHost_buildGone());
            }
        }
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

    /** Gives the engine the command that the build is for, with the build's definition if it starts anew. */
    Decision.Accepted begin(ReleaseRun release) throws CommandRefusedException, IOException {
        builds.add(release.execution(), release.run().getNumber());
        // Another build's definition must not come between this one's and its start.
        synchronized (engine) {
            if (release.request().startsAnew()) {
                engine.submit(new Command.Define(release.definition()));
            }
            var command = release.request().command(new Request.Beginning(release, engine.state(), this));
            return engine.submit(command);
        }
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
