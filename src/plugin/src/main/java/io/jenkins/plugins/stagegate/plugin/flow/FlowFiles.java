package io.jenkins.plugins.stagegate.plugin.flow;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.XmlFile;
import hudson.util.XStream2;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import jenkins.model.Jenkins;
import org.jboss.marshalling.Unmarshaller;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.pickles.PickleFactory;
import org.jenkinsci.plugins.workflow.support.pickles.serialization.RiverReader;
import org.jenkinsci.plugins.workflow.support.pickles.serialization.RiverWriter;

/**
 * The files of a run that is under way, in a folder of the build: the ledger, and a program for each action that runs.
 *
 * <p>A program is written to a new file, then the ledger that names it takes the old ledger's place: a crash leaves either the
 * one pair or the other.
 */
final class FlowFiles {
    private static final XStream2 XSTREAM = new XStream2();

    static {
        XSTREAM.alias("ledger", Ledger.class);
    }

    private final FlowExecutionOwner owner;
    private Path folder;

    FlowFiles(FlowExecutionOwner owner) throws IOException {
        this.owner = owner;
        folder = here();
    }

    private Path here() throws IOException {
        return owner.getRootDir().toPath().resolve("stage-gate-flow");
    }

    /** The folder, where it is now: jobs move while their builds run. */
    private synchronized Path folder() throws IOException {
        var here = here();
        if (!here.equals(folder)) {
            if (!Files.isDirectory(here.getParent())) {
                throw new IOException("The job of " + owner + " is on its way to another place");
            }
            Strays.gather(folder.toFile(), here.toFile());
            folder = here;
        }
        return folder;
    }

    /** Where the build is. */
    Path build() throws IOException {
        return owner.getRootDir().toPath();
    }

    /** Whether the job has moved from where the build was, or is about to. */
    boolean moves(Path build) throws IOException {
        return !build.equals(build()) || !Files.isDirectory(build);
    }

    /** Tells whether steps can be written: not while Jenkins starts or ends. */
    static boolean canWrite() {
        return Jenkins.getInstanceOrNull() != null && !PickleFactory.all().isEmpty();
    }

    @CheckForNull
    Ledger readLedger() throws IOException {
        var file = ledger();
        return file.exists() ? (Ledger) file.read() : null;
    }

    void writeLedger(Ledger ledger) throws IOException {
        Files.createDirectories(folder());
        ledger().write(ledger);
    }

    /** Writes the steps of an action to the file that the entry will name once the ledger is written. */
    void writeProgram(Fiber fiber, Ledger.Entry entry) throws IOException {
        Files.createDirectories(folder());
        var file = program(entry, entry.program + 1);
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
            File file = program(entry, entry.program).toFile();
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

    void delete() throws IOException {
        Util.deleteRecursive(folder().toFile());
    }

    private XmlFile ledger() throws IOException {
        return new XmlFile(XSTREAM, folder().resolve("ledger.xml").toFile());
    }

    private Path program(Ledger.Entry entry, int writing) throws IOException {
        return folder().resolve(entry.start + "-" + writing + ".dat");
    }
}
