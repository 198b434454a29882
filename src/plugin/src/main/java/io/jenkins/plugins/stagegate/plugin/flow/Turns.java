package io.jenkins.plugins.stagegate.plugin.flow;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/** What the host wants done, in its order: one thing after the other, and none before its turn has come. */
final class Turns {
    private final Flow flow;
    private final BooleanSupplier idle;
    private final Queue<Turn> waiting = new ArrayDeque<>();

    /** Something that grows the graph. */
    @FunctionalInterface
    interface Task {
        void run() throws IOException;
    }

    private record Turn(BooleanSupplier fits, Task task) {}

    /** @param idle whether no action runs */
    Turns(Flow flow, BooleanSupplier idle) {
        this.flow = flow;
        this.idle = idle;
    }

    /**
     * Does it, now or when its turn comes.
     *
     * @param fits whether it need not wait until the actions have ended that run by then
     */
    void add(BooleanSupplier fits, Task task) throws IOException {
        waiting.add(new Turn(fits, task));
        goOn();
    }

    /** Does whatever need not wait any more. */
    void goOn() throws IOException {
        while (!waiting.isEmpty()
                && (idle.getAsBoolean() || waiting.element().fits().getAsBoolean())) {
            waiting.remove().task().run();
            flow.change();
        }
    }

    void clear() {
        waiting.clear();
    }
}
