package io.jenkins.plugins.stagegate.artifact;

import io.jenkins.plugins.stagegate.model.Artifact;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/**
 * Content on its way into a store: write it, then commit it. Closed without a commit, it is gone. Used by one thread.
 *
 * <p>A store extends it by what happens to content that is complete, or given up.
 */
public abstract class Ingest extends OutputStream {
    private final OutputStream sink;
    private final MessageDigest sha256 = Sha256.start();
    private long size;
    private boolean finished;

    /**
     * Takes the stream that the content is written to meanwhile; it is closed before {@link #store} or {@link #discard}.
     */
    protected Ingest(OutputStream sink) {
        this.sink = sink;
    }

    /**
     * Makes what was written the content of its digest, or does nothing if that is there already. Returns when it would
     * survive a crash.
     */
    protected abstract void store(String digest, long size) throws IOException;

    /** Removes what was written. */
    protected abstract void discard() throws IOException;

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        requireUnfinished();
        sink.write(bytes, offset, length);
        sha256.update(bytes, offset, length);
        size += length;
    }

    @Override
    public void flush() throws IOException {
        sink.flush();
    }

    /** Stores what was written, once and for all, as an artifact with a name. */
    public Artifact commit(String name) throws IOException {
        requireUnfinished();
        sink.close();
        Artifact artifact = new Artifact(name, Sha256.finish(sha256), size);
        store(artifact.digest(), size);
        finished = true;
        return artifact;
    }

    @Override
    public void close() throws IOException {
        if (finished) {
            return;
        }
        finished = true;
        try (sink) {
            // Only closed here: what cannot even be written any more still has to be removed below.
        } finally {
            discard();
        }
    }

    private void requireUnfinished() throws IOException {
        if (finished) {
            throw new IOException("This content is committed or closed already; begin a new ingest for more");
        }
    }
}
