package io.jenkins.plugins.stagegate.local.host;

import io.jenkins.plugins.stagegate.artifact.Handover;
import io.jenkins.plugins.stagegate.decision.ActionFailure;
import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
import io.jenkins.plugins.stagegate.decision.SourceRevision;
import io.jenkins.plugins.stagegate.model.ActionCategory;
import io.jenkins.plugins.stagegate.model.ActionType;
import io.jenkins.plugins.stagegate.model.BuildSettings;
import io.jenkins.plugins.stagegate.probe.HttpCheck;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import io.jenkins.plugins.stagegate.source.GitSource;
import io.jenkins.plugins.stagegate.spi.ActionEnvironment;
import io.jenkins.plugins.stagegate.spi.CommandScript;
import io.jenkins.plugins.stagegate.spi.Host;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Performs the actions of one pipeline on this machine: some at a time, the others wait for their turn. */
public final class LocalHost implements Host, Closeable {
    private static final Logger LOGGER = Logger.getLogger(LocalHost.class.getName());

    private final String pipeline;
    private final Path home;
    private final PipelineEngine engine;
    private final ActionFolders folders;
    private final Handover handover;
    private final GitSource git;
    private final Neighbours neighbours;
    private final FileSources sources;
    private final Duration grace;
    private final Watcher watcher;
    private volatile boolean left;
    private final ExecutorService workers;
    private final ExecutorService probes;
    private final HttpCheck http = new HttpCheck();
    private final Map<String, Runnable> stops = new ConcurrentHashMap<>();

    /** What the host needs to know of this machine. */
    public record Settings(int parallelActions, Duration grace) {
        /** As many actions as there are processors, and at least two, so that a group of two is one. */
        public static final Settings DEFAULT =
                new Settings(Math.max(2, Runtime.getRuntime().availableProcessors()), Duration.ofSeconds(5));
    }

    /** @param home the folder of the definition */
    public LocalHost(
            PipelineEngine engine,
            Path home,
            ActionFolders folders,
            Handover handover,
            GitSource git,
            Neighbours neighbours,
            FileSources sources,
            Settings settings,
            Watcher watcher) {
        this.pipeline = engine.state().name();
        this.engine = engine;
        this.home = home;
        this.folders = folders;
        this.handover = handover;
        this.git = git;
        this.neighbours = neighbours;
        this.sources = sources;
        this.grace = settings.grace();
        this.watcher = watcher;
        this.workers = Executors.newFixedThreadPool(settings.parallelActions(), daemon("action"));
        this.probes = Executors.newCachedThreadPool(daemon("rule"));
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void start(Effect.StartAction action, boolean again) {
        var work = work(action);
        stops.put(action.actionExecution(), work::stop);
        workers.execute(() -> perform(action, work, again));
    }

    private ActionWork work(Effect.StartAction start) {
        return switch (start.action().type().provider()) {
            case ActionType.COMMANDS -> new CommandsWork(pipeline, start, folders, handover, grace);
            case ActionType.CODE_PIPELINE -> new InvokeWork(pipeline, start, neighbours);
            case ActionType.PIPELINE -> limited(start, new PipelineWork(start, neighbours, folders, handover.store()));
            case ActionType.CODE_BUILD -> new BuildspecWork(pipeline, start, revision(start), folders, handover, grace);
            case ActionType.GIT -> limited(start, new SourceWork(start, before(start), git, home, folders, handover));
            case ActionType.S3 ->
                limited(
                        start,
                        start.action().type().category() == ActionCategory.SOURCE
                                ? new FileWork(start, sources, folders, handover)
                                : new ObjectWork(start, sources.credentials(), folders, handover));
            case ActionType.FOLDER, ActionType.IMAGE -> limited(start, new FileWork(start, sources, folders, handover));
            default ->
                throw new IllegalArgumentException("This machine knows no provider '"
                        + start.action().type().provider() + "'.");
        };
    }

    private ActionWork limited(Effect.StartAction start, ActionWork work) {
        return LimitedWork.of(work, start, folders);
    }

    private Optional<String> before(Effect.StartAction start) {
        return engine.state()
                .revisionBefore(start.number(), start.action().name())
                .map(SourceRevision::id);
    }

    /** What is behind the primary source of a build. */
    private Optional<String> revision(Effect.StartAction start) {
        var state = engine.state();
        var inputs = BuildSettings.of(start.action()).ordered(start.action().inputs(), name -> name);
        return state.execution(start.execution())
                .flatMap(execution ->
                        inputs.stream().findFirst().flatMap(primary -> state.revisionOf(execution, primary)))
                .map(SourceRevision::id);
    }

    private void perform(Effect.StartAction action, ActionWork work, boolean again) {
        var id = action.actionExecution();
        try {
            Files.createDirectories(folders.log(id).getParent());
            var outcome = work.perform(again);
            engine.succeeded(id, outcome);
            tidy(work);
        } catch (ActionFailedException e) {
            fail(id, e.failure());
        } catch (IOException e) {
            fail(id, new ActionFailure(ActionFailure.SYSTEM_UNAVAILABLE, message(e)));
        } catch (UncheckedIOException e) {
            broken(e);
        } catch (RuntimeException | Error e) { // nobody else would hear of it
            fail(id, new ActionFailure(ActionFailure.SYSTEM_UNAVAILABLE, e.toString()));
        } catch (InterruptedException e) {
            // This program ends; whatever runs goes on, and is found again by the next one.
            Thread.currentThread().interrupt();
        } finally {
            stops.remove(id);
        }
    }

    @Override
    public void check(Effect.CheckRule check, boolean again) {
        switch (check.rule().provider()) {
            case ActionType.COMMANDS -> run(check, again);
            case HttpCheck.PROVIDER -> probe(check);
            default -> Host.super.check(check, again);
        }
    }

    /** Looks on a thread of its own, since it mostly waits. To look twice does no harm. */
    private void probe(Effect.CheckRule check) {
        var id = check.actionExecution();
        var look = new FutureTask<Void>(() -> {
            try {
                var found = http.look(
                        check.rule(), Clock.systemUTC(), time -> TimeUnit.MILLISECONDS.sleep(time.toMillis()));
                engine.found(id, found.holds(), found.summary());
            } catch (UncheckedIOException e) {
                broken(e);
            } catch (RuntimeException | Error e) { // nobody else would hear of it
                found(id, e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                stops.remove(id);
            }
            return null;
        });
        stops.put(id, () -> look.cancel(true));
        probes.execute(look);
    }

    private void run(Effect.CheckRule check, boolean again) {
        var script = new ScriptWork(
                new ScriptWork.Task(
                        check.actionExecution(),
                        ScriptWork.Script.of(CommandScript.of(check.rule().commands(), List.of())),
                        check.inputs(),
                        ActionEnvironment.of(pipeline, check),
                        check.rule().timeout()),
                folders,
                handover,
                grace);
        stops.put(check.actionExecution(), script::stop);
        workers.execute(() -> look(check.actionExecution(), script, again));
    }

    private void look(String id, ScriptWork script, boolean again) {
        try {
            Files.createDirectories(folders.log(id).getParent());
            script.run(again);
            engine.found(id, true, "The commands succeeded.");
            script.tidy();
        } catch (ActionFailedException e) {
            found(id, e.failure().message());
        } catch (IOException e) {
            found(id, message(e));
        } catch (UncheckedIOException e) {
            broken(e);
        } catch (RuntimeException | Error e) { // nobody else would hear of it
            found(id, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stops.remove(id);
        }
    }

    private void found(String id, String reason) {
        try {
            engine.found(id, false, reason);
        } catch (UncheckedIOException e) {
            broken(e);
        }
    }

    /** The action has succeeded whatever becomes of its folder. */
    private static void tidy(ActionWork work) {
        try {
            work.tidy();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The folder of an action cannot be deleted", e);
        }
    }

    private void fail(String id, ActionFailure failure) {
        try {
            engine.failed(id, failure);
        } catch (UncheckedIOException e) {
            broken(e);
        }
    }

    private void broken(UncheckedIOException problem) {
        broken(problem.getCause());
    }

    /** That nothing can be written down is nobody's trouble once the pipeline was let go. */
    @Override
    public void broken(IOException problem) {
        if (!left) {
            watcher.broken(problem);
        }
    }

    /** Says that the pipeline is about to be let go: what its work still has to say will not be heard. */
    public void leave() {
        left = true;
    }

    private static String message(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    @Override
    public void ask(Effect.AskApproval question, boolean again) {
        watcher.asked(question);
    }

    @Override
    public void stop(Effect.StopAction action) {
        stops.getOrDefault(action.actionExecution(), () -> {}).run();
    }

    @Override
    public void happened(Recorded recorded, PipelineState after) {
        watcher.happened(recorded, after);
    }

    /** Waits until no action is under way. */
    public boolean awaitIdle(Duration patience) throws InterruptedException {
        workers.shutdown();
        return workers.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends the attention, not the processes. */
    @Override
    public void close() {
        workers.shutdownNow();
        probes.shutdownNow();
    }
}
