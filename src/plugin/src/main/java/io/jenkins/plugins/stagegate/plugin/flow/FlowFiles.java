package io.jenkins.plugins.stagegate.plugin.flow;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jboss.marshalling.Unmarshaller;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.pickles.PickleFactory;
import org.jenkinsci.plugins.workflow.support.pickles.serialization.RiverReader;
import org.jenkinsci.plugins.workflow.support.pickles.serialization.RiverWriter;

/**
 * What a run has on disk, in the build's folder: a log with nodes and ledger, and while it is under way a program for each action
 * that runs.
 *
 * <p>A program is written to a new file, then a ledger that names it: a crash leaves either the one pair or the other.
 */
final class FlowFiles {
    private static final String LEDGER = "ledger";
    private static final String ENDED = "ended/";

    private final FlowExecutionOwner owner;
    private final NodeStore nodes;
    private final FlowLog log;
    private final boolean flushed;

    /** The files of a run, new or as they were left. */
    FlowFiles(FlowExecution execution) {
        owner = execution.getOwner();
        flushed = execution.getDurabilityHint().isAtomicWrite();
        log = new FlowLog(() -> build().resolve("stage-gate-flow.log"), flushed);
        nodes = new NodeStore(execution, log);
    }

    /** Whether what is written is on the disk then: the build is to survive rather than to be fast. */
    boolean areFlushed() {
        return flushed;
    }

    /** Where the build is now: jobs move while their builds run. */
    Path build() throws IOException {
        return owner.getRootDir().toPath();
    }

    /** Whether the job has moved from where the build was, or is about to. */
    boolean moves(Path build) throws IOException {
        return !build.equals(build()) || !Files.isDirectory(build);
    }

    private Path programs() throws IOException {
        return build().resolve("stage-gate-flow");
    }

    NodeStore nodes() {
        return nodes;
    }

    /** Tells whether steps can be written: not while Jenkins starts or ends. */
    static boolean canWrite() {
        return Jenkins.getInstanceOrNull() != null && !PickleFactory.all().isEmpty();
    }

    @CheckForNull
    Ledger readLedger() throws IOException {
        byte[] written = log.read(LEDGER);
        if (written == null) {
            return null;
        }
        var ended = new LinkedHashMap<String, Ledger.Entry>();
        for (String name : log.names(name -> name.startsWith(ENDED))) {
            byte[] entry = log.read(name);
            if (entry != null) {
                ended.put(name.substring(ENDED.length()), LedgerForm.readEntry(entry));
            }
        }
        return LedgerForm.readLedger(written).with(ended);
    }

    /** What was last written of one action; nothing if it was not written yet, or before builds kept it. For any thread. */
    Optional<Ledger.Entry> readAction(String action) throws IOException {
        byte[] ended = log.read(ENDED + action);
        if (ended != null) {
            return Optional.of(LedgerForm.readEntry(ended));
        }
        byte[] underWay = log.read(LEDGER);
        return underWay == null
                ? Optional.empty()
                : Optional.ofNullable(LedgerForm.readLedger(underWay).actions.get(action));
    }

    /**
     * Writes the nodes that have changed, the ledger, and those actions that have ended since: all or nothing.
     *
     * @throws IOException if it was not possible; then it is tried again with the next writing
     */
    void write(Ledger ledger, Collection<String> ended) throws IOException {
        var batch = new LinkedHashMap<String, byte[]>();
        for (String action : ended) {
            batch.put(ENDED + action, LedgerForm.write(ledger.actions.get(action)));
        }
        batch.put(LEDGER, LedgerForm.write(ledger.underWay()));
        writeWithNodes(batch);
    }

    /** Writes the nodes that have changed. */
    void writeNodes() throws IOException {
        writeWithNodes(new LinkedHashMap<>());
    }

    private void writeWithNodes(Map<String, byte[]> batch) throws IOException {
        boolean written = false;
        try {
            nodes.write(batch);
            log.append(batch);
            written = true;
        } finally {
            nodes.settle(written);
        }
    }

    /** Writes the steps of an action to the file that the entry will name once the ledger is written. */
    void writeProgram(Fiber fiber, Ledger.Entry entry) throws IOException {
        var file = program(entry, entry.program + 1);
        if (!Files.isDirectory(programs())) {
            Files.createDirectory(programs()); // not those above it: the build may be on its way to another place
        }
        Files.deleteIfExists(file);
        Files.createFile(file);
        try (var writer = new RiverWriter(file.toFile(), owner, PickleFactory.all())) {
            writer.writeObject(fiber);
        }
        entry.program++;
    }

    /** Throws away what the ledger on disk no longer names. */
    void dropOldProgram(Ledger.Entry entry) throws IOException {
        Files.deleteIfExists(program(entry, entry.program - 1));
        if (entry.ended) {
            Files.deleteIfExists(program(entry, entry.program));
        }
    }

    /**
     * Reads the steps of an action; comes once everything that they refer to is there, such as an agent.
     *
     * @param waitedFor gets what can be cancelled so as not to wait any longer
     */
    ListenableFuture<Fiber> readProgram(Ledger.Entry entry, Collection<ListenableFuture<?>> waitedFor) {
        try {
            var file = program(entry, entry.program).toFile();
            var reader = new RiverReader(file, Jenkins.get().getPluginManager().uberClassLoader, owner);
            return Futures.transformAsync(
                    reader.restorePickles(waitedFor), unmarshaller -> read(reader, unmarshaller), Lane.POOL);
        } catch (IOException e) {
            return Futures.immediateFailedFuture(e);
        }
    }

    private static ListenableFuture<Fiber> read(RiverReader reader, Unmarshaller unmarshaller)
            throws IOException, ClassNotFoundException {
        try (reader) {
            return Futures.immediateFuture((Fiber) unmarshaller.readObject());
        }
    }

    /** Throws away what only a run needs that is under way; where its actions are in the graph is still asked for. */
    void complete() throws IOException {
        log.retain(name -> NodeStore.isNode(name) || name.startsWith(ENDED));
        Util.deleteRecursive(programs().toFile());
    }

    private Path program(Ledger.Entry entry, int writing) throws IOException {
        return programs().resolve(entry.start + "-" + writing + ".dat");
    }
}
