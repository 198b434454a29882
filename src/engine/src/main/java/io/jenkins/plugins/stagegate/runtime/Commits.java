package io.jenkins.plugins.stagegate.runtime;

import io.jenkins.plugins.stagegate.decision.Command;
import io.jenkins.plugins.stagegate.decision.Decider;
import io.jenkins.plugins.stagegate.decision.Decision;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Retention;
import io.jenkins.plugins.stagegate.journal.Journal;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Decides on commands one after the other, and puts the decisions on disk together: while one flush goes on, commands that come
 * are decided on already, and the next flush is for all of them.
 *
 * <p>Whoever gives a command waits until its decision, and all those that it rests on, are on disk. No thread is kept for this:
 * of those who wait, one writes for all. If a write fails, nothing that it was for has happened, nor what was decided since.
 */
final class Commits {
    /** Learns what is on disk, in order. Both methods are called with the lock held. */
    interface Follower {
        /**
         * Takes note of a decision that is on disk, before anybody sees the state after it.
         *
         * @param after the state after it, without what may be forgotten
         */
        void committed(Decision.Accepted decision, PipelineState after);

        /** Tidies up after a flush: this state is all that the journal tells. */
        void settled(PipelineState state);
    }

    private final Journal journal;
    private final Clock clock;
    private final ReentrantLock lock;
    private final Follower follower;
    private final Condition turn;

    /** After all decisions; {@link #state} is after those on disk. */
    private PipelineState ahead;

    private volatile PipelineState state;
    private List<Pending> waiting = new ArrayList<>();
    private boolean writing;
    private boolean closed;

    /** A decision on its way to the disk. */
    private static final class Pending {
        private final Decision decision;
        private final Journal.Entry entry;
        private final PipelineState after;
        private boolean done;
        private IOException failure;

        private Pending(Decision decision, Journal.Entry entry, PipelineState after) {
            this.decision = decision;
            this.entry = entry;
            this.after = after;
        }

        private void end(IOException why) {
            done = true;
            failure = why;
        }
    }

    /** @param lock guards whatever changes together with the state */
    Commits(Journal journal, PipelineState state, Clock clock, ReentrantLock lock, Follower follower) {
        this.journal = journal;
        this.clock = clock;
        this.lock = lock;
        this.follower = follower;
        turn = lock.newCondition();
        ahead = state;
        this.state = state;
    }

    /** What is so, by all that is on disk. */
    PipelineState state() {
        return state;
    }

    /**
     * Decides on a command, and returns when nothing that the decision rests on can be lost any more.
     *
     * @throws IOException if the journal cannot be written, or the pipeline is closed; nothing happened
     */
    Decision commit(Command command) throws IOException {
        lock.lock();
        try {
            if (closed) {
                throw new IOException("The pipeline is closed.");
            }
            var mine = decide(command);
            waiting.add(mine);
            ahead = mine.after;
            while (!mine.done) {
                if (writing) {
                    turn.awaitUninterruptibly();
                } else {
                    write();
                }
            }
            if (mine.failure != null) {
                throw mine.failure;
            }
            return mine.decision;
        } finally {
            lock.unlock();
        }
    }

    /** Spells the events at once, so that what cannot be stored fails alone. */
    private Pending decide(Command command) {
        var decision = Decider.decide(ahead, command, clock.instant());
        if (decision instanceof Decision.Accepted accepted) {
            return new Pending(accepted, journal.spell(accepted.events()), Retention.forget(accepted.state()));
        }
        return new Pending(decision, journal.spell(List.of()), ahead);
    }

    private void write() throws IOException {
        var batch = waiting;
        waiting = new ArrayList<>();
        writing = true;
        var failure = new IOException("The journal failed.");
        lock.unlock();
        try {
            journal.append(batch.stream().map(one -> one.entry).toList());
            failure = null;
        } catch (IOException e) {
            failure = e;
        } finally {
            lock.lock();
            writing = false;
            end(batch, failure);
        }
    }

    private void end(List<Pending> batch, IOException failure) {
        try {
            if (failure == null) {
                batch.forEach(this::publish);
                follower.settled(state);
            } else {
                waiting.forEach(one -> one.end(failure));
                waiting.clear();
                ahead = state;
            }
        } finally {
            batch.forEach(one -> one.end(failure));
            turn.signalAll();
        }
    }

    private void publish(Pending one) {
        try {
            if (one.decision instanceof Decision.Accepted accepted
                    && !accepted.events().isEmpty()) {
                follower.committed(accepted, one.after);
            }
        } finally {
            state = one.after;
        }
    }

    /** Something that may read what is on the disk. */
    interface Quiet {
        void run() throws IOException;
    }

    /** Lets what waits go to the disk, and does this before anything else goes there. */
    void whileStill(Quiet work) throws IOException {
        lock.lock();
        try {
            while (!isStill()) {
                turn.awaitUninterruptibly();
            }
            work.run();
        } finally {
            lock.unlock();
        }
    }

    /** Whether all decisions are on disk. To be called with the lock held. */
    boolean isStill() {
        return !writing && waiting.isEmpty();
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Lets what waits go to the disk, and takes no more. Says whether it was open. */
    boolean close() {
        lock.lock();
        try {
            boolean open = !closed;
            closed = true;
            while (!isStill()) {
                turn.awaitUninterruptibly();
            }
            return open;
        } finally {
            lock.unlock();
        }
    }
}
