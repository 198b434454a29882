package io.jenkins.plugins.stagegate.runtime;

import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
import io.jenkins.plugins.stagegate.journal.Journal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A journal whose flushes can be held up, or fail. */
final class SlowJournal implements Journal {
    private final Journal real;
    private final List<Integer> flushes = new ArrayList<>();
    private int decisions;
    private boolean held;
    private boolean flushing;
    private boolean fails;

    SlowJournal(Journal real) {
        this.real = real;
    }

    /** Holds up each flush from now on. */
    synchronized void hold() {
        held = true;
    }

    synchronized void letThrough() {
        held = false;
        notifyAll();
    }

    synchronized void failNext() {
        fails = true;
    }

    /** Returns when a flush is held up. */
    synchronized void awaitFlush() throws InterruptedException {
        while (!flushing) {
            wait();
        }
    }

    /** Returns when so many decisions were spelled in all. */
    synchronized void awaitDecisions(int count) throws InterruptedException {
        while (decisions < count) {
            wait();
        }
    }

    synchronized List<Integer> decisionsOfEachFlush() {
        return List.copyOf(flushes);
    }

    @Override
    public long retell(Reader reader) throws IOException {
        return real.retell(reader);
    }

    @Override
    public Entry spell(List<Recorded> events) {
        var entry = real.spell(events);
        synchronized (this) {
            decisions++;
            notifyAll();
        }
        return entry;
    }

    @Override
    public void append(List<Entry> entries) throws IOException {
        holdUp();
        real.append(entries);
        synchronized (this) {
            flushes.add(entries.size());
        }
    }

    private synchronized void holdUp() throws IOException {
        flushing = true;
        notifyAll();
        try {
            while (held) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        } finally {
            flushing = false;
        }
        if (fails) {
            fails = false;
            throw new IOException("The disk is full");
        }
    }

    @Override
    public PipelineState replay(Forgotten forgotten) throws IOException {
        return real.replay(forgotten);
    }

    @Override
    public void snapshot(PipelineState state) throws IOException {
        real.snapshot(state);
    }

    @Override
    public long length() {
        return real.length();
    }

    @Override
    public void close() throws IOException {
        real.close();
    }
}
