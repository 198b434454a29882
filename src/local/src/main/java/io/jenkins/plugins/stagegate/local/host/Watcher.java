package io.jenkins.plugins.stagegate.local.host;

import io.jenkins.plugins.stagegate.decision.Effect;
import io.jenkins.plugins.stagegate.decision.PipelineState;
import io.jenkins.plugins.stagegate.decision.Recorded;
import java.io.IOException;

/** Is told what happens in a pipeline. Must return soon. */
public interface Watcher {
    /** An event is on disk. The state may be some events ahead of it. */
    default void happened(Recorded recorded, PipelineState after) {}

    /** People are wanted. After a restart the questions that are still open are asked again. */
    default void asked(Effect.AskApproval question) {}

    /** The journal cannot be written, so the pipeline cannot go on. Nothing is lost: the next start goes on from there. */
    default void broken(IOException problem) {}
}
