package io.jenkins.plugins.stagegate.local.pipeline;

import io.jenkins.plugins.stagegate.artifact.ArtifactStore;
import io.jenkins.plugins.stagegate.artifact.FolderArtifactStore;
import io.jenkins.plugins.stagegate.artifact.Handover;
import io.jenkins.plugins.stagegate.artifact.Limits;
import io.jenkins.plugins.stagegate.journal.FileHistory;
import io.jenkins.plugins.stagegate.journal.FileJournal;
import io.jenkins.plugins.stagegate.local.host.ActionFolders;
import io.jenkins.plugins.stagegate.local.host.EnvironmentCredentials;
import io.jenkins.plugins.stagegate.local.host.FileSources;
import io.jenkins.plugins.stagegate.local.host.Housekeeping;
import io.jenkins.plugins.stagegate.local.host.LocalHost;
import io.jenkins.plugins.stagegate.local.host.Neighbours;
import io.jenkins.plugins.stagegate.local.host.Watcher;
import io.jenkins.plugins.stagegate.local.host.Watchers;
import io.jenkins.plugins.stagegate.runtime.PipelineEngine;
import io.jenkins.plugins.stagegate.source.GitSource;
import io.jenkins.plugins.stagegate.spi.EventListener;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/** A pipeline that this program has open, which nobody else can meanwhile. */
public final class LocalPipeline implements Closeable {
    private static final int GIT_TIMEOUT_SECONDS = 60;
    /** How long a program that ends waits for listeners; they get the rest from the next one. */
    private static final Duration LAST_EVENTS = Duration.ofSeconds(5);

    private final StateFolder.Place place;
    private final ExecutorService effects = Executors.newSingleThreadExecutor(daemon("effects"));
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor(daemon("timers"));
    private final PipelineEngine engine;
    private final Optional<String> repaired;
    private Optional<ScheduledExecutorService> deliveries = Optional.empty();
    private Optional<LocalHost> host = Optional.empty();
    private Optional<ArtifactStore> store = Optional.empty();

    private LocalPipeline(StateFolder.Place place, FileJournal journal, FileHistory history) throws IOException {
        this.place = place;
        this.repaired = journal.recovery().tornTail().map(Object::toString);
        this.engine = PipelineEngine.open(journal, history, Clock.systemUTC(), effects, timers);
    }

    /**
     * Opens a pipeline at rest: its state can be read and decided on, but nothing is performed.
     *
     * @throws io.jenkins.plugins.stagegate.journal.JournalLockedException if another process has it open
     */
    public static LocalPipeline open(StateFolder.Place place) throws IOException {
        StateFolder.make(place);
        var journal = FileJournal.open(place.pipeline(), place.folder());
        try {
            return new LocalPipeline(place, journal, FileHistory.open(place.folder()));
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /** Tells these what happens from now on, and what they were not told before. To be called once, before {@link #perform}. */
    public void listen(List<EventListener> listeners) throws IOException {
        if (!listeners.isEmpty()) {
            var threads = Executors.newScheduledThreadPool(listeners.size(), daemon("events"));
            deliveries = Optional.of(threads);
            engine.listen(listeners, place.folder().resolve("listeners"), threads);
        }
    }

    /**
     * Begins to perform what the pipeline wants, first of all what an earlier life of this program owed.
     *
     * @param home the folder of the definition
     * @param neighbours from which it may take
     * @param kept of how many of the newest executions logs and artifacts are kept
     */
    public void perform(Path home, Neighbours neighbours, Watcher watcher, int kept) throws IOException {
        var store = store();
        var housekeeping = new Housekeeping(engine, place.actions(), store, kept, timers);
        housekeeping.sweep();
        var local = new LocalHost(
                engine,
                home,
                place.actions(),
                new Handover(store, Limits.DEFAULT),
                git(),
                neighbours,
                sources(home),
                LocalHost.Settings.DEFAULT,
                new Watchers(List.of(watcher, housekeeping)));
        host = Optional.of(local);
        engine.attach(local);
    }

    /** Where its artifacts are: the bucket that the state folder names, or else a folder. */
    public synchronized ArtifactStore store() throws IOException {
        if (store.isEmpty()) {
            var bucket = place.artifactStore().open(place.pipeline(), place.artifacts());
            store = Optional.of(bucket.isPresent() ? bucket.get() : new FolderArtifactStore(place.artifacts()));
        }
        return store.get();
    }

    /** What takes its sources. */
    public GitSource git() {
        return new GitSource(new EnvironmentCredentials(System.getenv()), GIT_TIMEOUT_SECONDS, place.copies());
    }

    /** What takes its sources that are no repositories; relative paths count from that folder. */
    public FileSources sources(Path home) {
        return new FileSources(new EnvironmentCredentials(System.getenv()), home);
    }

    /** The pipeline itself. */
    public PipelineEngine engine() {
        return engine;
    }

    /** What was mended in its journal at the opening, for people. Nothing that was ever acknowledged is lost by it. */
    public Optional<String> repaired() {
        return repaired;
    }

    /** Where its actions work. */
    public ActionFolders actions() {
        return place.actions();
    }

    /** Where all of it is kept. */
    public StateFolder.Place place() {
        return place;
    }

    /** Waits until no action is under way. */
    public void awaitIdle(Duration patience) throws InterruptedException {
        if (host.isPresent()) {
            host.get().awaitIdle(patience);
        }
    }

    /** Lets go of the pipeline. Processes that run go on; the next who performs it finds them. */
    @Override
    public void close() throws IOException {
        if (deliveries.isPresent()) {
            engine.awaitTold(LAST_EVENTS);
        }
        host.ifPresent(LocalHost::leave);
        engine.close();
        deliveries.ifPresent(ExecutorService::shutdownNow);
        host.ifPresent(LocalHost::close);
        effects.shutdown();
        timers.shutdownNow();
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
