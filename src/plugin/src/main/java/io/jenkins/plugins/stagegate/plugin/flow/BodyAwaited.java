package io.jenkins.plugins.stagegate.plugin.flow;

/** The execution of a block step that knows what to do if Jenkins ended before its body began. */
public interface BodyAwaited {
    /**
     * Brings the body about, or fails. Called once after a restart, when all steps of the run are back, if the run knows nothing of a
     * body; returns at once.
     */
    void onResumeWithoutBody() throws Exception;
}
