package io.jenkins.plugins.stagegate.plugin.flow;

/** How a stage ended, for the flow graph. */
public sealed interface StageEnd {
    /** All its actions succeeded. */
    record Succeeded() implements StageEnd {}

    /**
     * It failed.
     *
     * @param message for people: what failed
     */
    record Failed(String message) implements StageEnd {}

    /** Somebody stopped it. */
    record Stopped() implements StageEnd {}

    /** None of its actions ran. */
    record Skipped() implements StageEnd {}

    static StageEnd succeeded() {
        return new Succeeded();
    }

    static StageEnd failed(String message) {
        return new Failed(message);
    }

    static StageEnd stopped() {
        return new Stopped();
    }

    static StageEnd skipped() {
        return new Skipped();
    }
}
